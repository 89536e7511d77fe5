"""`manage.py import_claimreview SOURCE`: bring in fact-checks of other publishers."""

import dataclasses
import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from claims.management import people
from factcheck.exceptions import DeskError
from reviews.foreign import importing, sources
from reviews.foreign.importing import Judged
from reviews.foreign.pages import Became, Provenance
from reviews.foreign.sources import Source

SOME_REFUSED = 3
"""Exit code where all was read and some reviews were refused."""

NOT_READ = 1
Write = Callable[[Judged], None]


class Command(BaseCommand):
    """Interrupted and started again it does no harm: what is here already stays as it is.

    Exit codes: 0 all reviews taken, 3 some were refused, 1 the source cannot be read.
    """

    help = (
        "Import ClaimReview of other publishers: from the address of a page or of a Data Commons "
        "feed, or from a file (a saved page, JSON, JSON Lines). They are kept apart from ours."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="URL|FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--report", metavar="FILE.jsonl", help="one line for each review")
        parser.add_argument("--by", metavar="USERNAME", help="who imports; by default nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[Became] = Counter()
        dry_run = options["dry_run"]
        try:
            source = _source(options["source"])
            came = Provenance(people.named(options["by"]), timezone.now(), source.origin, source.at)
            judged = importing.take_in(source, came, dry_run=dry_run)
            with _report(options["report"]) as write:
                total = len(source.found)
                for each in tqdm(
                    judged, total=total, unit=" reviews", file=sys.stderr, disable=None
                ):
                    counts[each.became] += 1
                    write(each)
                    self._tell(each)
        except DeskError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise CommandError(f"“{error.filename}” cannot be used: {why}.") from error
        self._sum_up(counts, dry_run=dry_run)
        if counts[Became.REFUSED]:
            sys.exit(SOME_REFUSED)

    def _tell(self, judged: Judged) -> None:
        said = [judged.why] if judged.became is Became.REFUSED else judged.notes
        where = f", {judged.where}" if judged.where else ""
        about = f" ({judged.claim[:80]})" if judged.claim else ""
        for each in said:
            with tqdm.external_write_mode(file=sys.stderr):
                self.stderr.write(f"Review {judged.number}{where}{about}: {each}")

    def _sum_up(self, counts: Counter[Became], *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Nothing was changed. This is what would become of the reviews:")
        for became in Became:
            if counts[became]:
                self.stdout.write(f"{became.capitalize()}: {counts[became]:,}")


def _source(named: str) -> Source:
    """Raises DeskError, OSError, CommandError."""
    if named.lower().startswith(("http://", "https://")):
        return sources.fetched(named)
    path = Path(named)
    if path.stat().st_size > sources.LARGEST_FILE:
        raise CommandError(
            f"“{named}” is larger than {sources.LARGEST_FILE >> 20} MB. Cut it into several files.",
            returncode=NOT_READ,
        )
    return sources.sent(path.read_bytes(), name=path.name)


@contextmanager
def _report(path: str | None) -> Iterator[Write]:
    if path is None:
        yield lambda judged: None
        return
    with Path(path).open("w", encoding="utf-8") as file:
        yield lambda judged: print(
            json.dumps(dataclasses.asdict(judged), ensure_ascii=False), file=file
        )
