"""`manage.py make_partitions`: next months' partitions of link checks. Beat does it daily."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reviews.links import months


class Command(BaseCommand):
    help = "Make the partitions of link checks for the year ahead."

    def handle(self, *args: Any, **options: Any) -> None:
        made = months.ensure_ahead(now=timezone.now())
        self.stdout.write("\n".join(made) if made else "All partitions of the year ahead exist.")
