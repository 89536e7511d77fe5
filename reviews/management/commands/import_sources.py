"""`manage.py import_sources FILE`: watch thousands of addresses, without evidence on them yet."""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from factcheck.exceptions import DeskError
from reviews.links import lists
from reviews.links.lists import Judged
from reviews.links.registry import Became

SOME_REFUSED = 3
"""Exit code where all was read and some rows were refused."""


class Command(BaseCommand):
    """Interrupted and started again it does no harm: a page is watched once.

    Exit codes: 0 all rows taken, 3 some were refused, 1 the file cannot be read.
    """

    help = (
        "Watch the addresses of a file from now on: one on each line, CSV with a column url, or "
        "JSON Lines. Different spellings of a page are one source."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[str] = Counter()
        try:
            with Path(options["file"]).open("rb") as file:
                for judged in _judged(file, dry_run=options["dry_run"]):
                    counts[judged.became] += 1
                    if judged.became is Became.REFUSED:
                        self._tell(judged)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise CommandError(f"“{error.filename}” cannot be used: {why}.") from error
        except DeskError as error:
            raise CommandError(str(error)) from error
        self._sum_up(counts, dry_run=options["dry_run"])
        if counts[Became.REFUSED]:
            sys.exit(SOME_REFUSED)

    def _tell(self, judged: Judged) -> None:
        with tqdm.external_write_mode(file=sys.stderr):
            self.stderr.write(f"Line {judged.line}: {judged.why} It says: {judged.url}")

    def _sum_up(self, counts: Counter[str], *, dry_run: bool) -> None:
        if not counts:
            self.stdout.write("The file holds no addresses.")
        if dry_run and counts:
            self.stdout.write("Nothing was changed. This is what would become of the rows:")
        for became in Became:
            if counts[became]:
                self.stdout.write(f"{became.capitalize()}: {counts[became]:,}")


def _judged(file: BinaryIO, *, dry_run: bool) -> Iterator[Judged]:
    """Each row with its outcome; a bar of them, where somebody looks at a terminal."""
    judged = lists.watch(lists.read(file), by=None, now=timezone.now(), dry_run=dry_run)
    yield from tqdm(judged, unit=" rows", file=sys.stderr, disable=None)
