"""`manage.py load_samples`: people, articles, checks and sources to try the desk with, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reviews.samples import loading


class Command(BaseCommand):
    help = "Load the sample desk, unless this desk has people or articles already."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAMPLE_WEB:
            raise CommandError(
                "FACTCHECK_SAMPLE_WEB is not set: the sample work cites pages on that address, "
                "such as http://sample-web.localhost:8000. `make run` sets it."
            )
        accounts = settings.STATE_DIR / "accounts.txt"
        try:
            loaded = loading.load(accounts=accounts, now=timezone.now(), report=self.stdout.write)
        except OSError as error:
            raise CommandError(f"The sample web cannot be served: {error}") from error
        if loaded:
            self.stdout.write(f"Names and passwords: {accounts}")
        else:
            self.stdout.write("This desk has people or articles already; nothing was loaded.")
