"""`manage.py restore_desk DIR`: an exported desk, in an empty database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from factcheck.exceptions import DeskError
from reviews import exporting
from reviews.links import months
from reviews.management import bars


class Command(BaseCommand):
    """Exit codes: 0 done, 1 nothing was restored, or the export is not sound."""

    help = (
        "Restore what export_desk wrote into an empty desk (a new database after `migrate`), all "
        "of it or nothing. Stop workers and beat first; start them when you have looked at it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="DIR", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="only say whether the export is sound"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        work = exporting.check if options["check"] else exporting.restore
        try:
            with bars.telling() as progress:
                found = work(options["directory"], progress=progress)
        except (DeskError, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in found.tables.values())
        if options["check"]:
            self.stdout.write(f"The export is sound: {rows:,} rows in {len(found.tables)} tables.")
            return
        months.ensure_ahead(now=timezone.now())
        self.stdout.write(f"Restored: {rows:,} rows in {len(found.tables)} tables.")
        if not found.passwords:
            self.stdout.write(
                "Nobody has a password: `manage.py changepassword NAME` gives the first admin one."
            )
