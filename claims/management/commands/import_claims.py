"""`manage.py import_claims FILE --by NAME`: add many claims from CSV or JSON Lines."""

from typing import Any

from django.core.management.base import CommandError

from claims.management.listing import ListCommand
from claims.models import ListKind


class Command(ListCommand):
    kind = ListKind.CLAIMS
    help = (
        "Add claims of articles that are on the desk, from a CSV file (columns article or url, "
        "quote or start and end, prefix, suffix, statement, claimant, attribution, kind, decision, "
        "ground, reason) or JSON Lines, at most 50 MB or 100,000 rows. A passage is never guessed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["by"]:
            raise CommandError("Say --by USERNAME: a claim is proposed and decided by a person.")
        super().handle(*args, **options)
