"""`manage.py export_desk DIR`: the whole desk as files, to keep or to move."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exceptions import DeskError
from reviews import exporting
from reviews.management import bars

SOME_MISSING = 3
"""Exit code where all rows were written, and some stored files are not in the storage."""


class Command(BaseCommand):
    """Exit codes: 0 all is there, 3 stored files are missing or damaged, 1 nothing was written."""

    help = (
        "Write the whole desk to a new directory: a JSON Lines file for each table, and the stored "
        "files. One picture of one moment; people go on working. Hold it as safe as the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="DIR", type=Path, help="must not exist")
        parser.add_argument(
            "--with-passwords",
            action="store_true",
            help="also hashes of passwords and API keys, and second factors",
        )
        parser.add_argument(
            "--without-checks",
            action="store_true",
            help="leave out the observations of pages, which can outgrow all the rest",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with bars.telling() as progress:
                missing = exporting.export(
                    options["directory"],
                    passwords=options["with_passwords"],
                    checks=not options["without_checks"],
                    progress=progress,
                )
        except (DeskError, OSError) as error:
            raise CommandError(f"Nothing was exported: {error}") from error
        for key in missing:
            self.stderr.write(f"Missing in the storage, or damaged: {key}")
        self.stdout.write(f"The desk is in {options['directory']}.")
        if missing:
            raise CommandError(
                f"{len(missing)} stored files could not be exported; all else was.",
                returncode=SOME_MISSING,
            )
