"""Copies of cited pages as a WARC file, for web archives and for keeping."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from tqdm import tqdm

from factcheck.exceptions import DeskError
from reviews.archives import warc
from reviews.models import Publication, Snapshot, SourceLink


class Command(BaseCommand):
    """`manage.py export_warc [--source ID | --fact-check SLUG] [--out FILE.warc.gz]`."""

    help = "Write copies of cited pages as WARC 1.1: of a source, a fact-check, or the whole desk."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--source", type=int, metavar="ID", help="all copies of one source")
        which.add_argument("--fact-check", metavar="SLUG", help="of all that one fact-check cites")
        parser.add_argument("--out", metavar="FILE", help="where to (default: standard output)")

    def handle(self, *args: Any, **options: Any) -> None:
        copies, about = _chosen(options["source"], options["fact_check"])
        if not options["out"] and sys.stdout.isatty():
            raise CommandError(
                "A WARC is no text for a terminal. Say --out FILE.warc.gz, or send it on with |.",
                returncode=2,
            )
        pieces = warc.stream(copies, about=about, now=timezone.now())
        total = copies.count()
        try:
            with _target(options["out"]) as file:
                for piece in tqdm(pieces, total=total + 1, unit="copy", disable=None):
                    file.write(piece)
        except (DeskError, OSError) as error:
            raise CommandError(f"The export was not finished: {error}") from error
        self.stderr.write(f"{total} copies exported.")


def _chosen(source: int | None, slug: str | None) -> tuple[QuerySet[Snapshot], str]:
    if source is not None:
        link = SourceLink.objects.filter(pk=source).first()
        if link is None:
            raise CommandError(f"There is no source {source}.", returncode=2)
        return warc.of_source(link), f"All copies of {link.url}"
    if slug is not None:
        publication = Publication.objects.filter(slug=slug).first()
        if publication is None:
            raise CommandError(f"There is no fact-check “{slug}”.", returncode=2)
        return warc.of_fact_check(publication), f"All that the fact-check {slug} cites"
    return warc.of_desk(), "All copies of the desk"


@contextlib.contextmanager
def _target(out: str | None) -> Iterator[IO[bytes]]:
    """The file appears when it is whole: an export that broke off leaves what was there before."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = Path(f"{out}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
