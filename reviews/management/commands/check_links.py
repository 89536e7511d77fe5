"""Check the source links that are due, without Celery."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews import tasks
from reviews.links import checks


class Command(BaseCommand):
    """`manage.py check_links --due`: batch after batch until nothing is due.

    May run beside workers: whoever leases a host first checks it.
    """

    help = "Check the source links that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--due", action="store_true", help="check what is due now")
        parser.add_argument("--once", action="store_true", help="one batch, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["due"]:
            raise CommandError("Say --due to check all links that are due now.", returncode=2)
        checked = 0
        while True:
            report = checks.run_due(worker=tasks.worker(), more=not options["once"])
            if report.lost:
                raise CommandError(
                    "The database went away. What was written stays; run this again later."
                )
            checked += report.checked
            if options["once"] or not report.hosts:
                break
        self.stdout.write(f"{checked} links checked.")
