"""What commands that read a list have in common: a dry run, a bar, a report, rows to mend."""

import csv
import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from claims.ingestion import columns, judging, rows, tables
from claims.ingestion.judging import Judged
from claims.ingestion.tables import Row
from claims.management import people
from claims.models import ListKind, Outcome
from factcheck import cells
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError

SOME_REFUSED = 3
"""Exit code where all was read and some rows were refused."""

NAMES = {
    ListKind.ARTICLES: ("line", "outcome", "article", "field", "why", "value"),
    ListKind.CLAIMS: ("line", "outcome", "article", "claim", "field", "why", "value"),
}
REFUSED_BECAUSE = "refused_because"
Write = Callable[[dict[str, Any]], None]


class ListCommand(BaseCommand):
    """Interrupted and started again it goes on: what is on the desk is neither fetched nor added.

    Exit codes: 0 all rows taken, 3 some were refused, 1 the file cannot be read.
    """

    kind = ListKind.ARTICLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--report", metavar="FILE.jsonl|FILE.csv", help="one line for each row")
        parser.add_argument(
            "--refused", metavar="FILE.csv", help="refused rows, to be mended and sent again"
        )
        parser.add_argument("--format", choices=[tables.CSV, tables.JSONL], default="")
        parser.add_argument("--by", metavar="USERNAME", help="who adds them; by default nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[str] = Counter()
        by = people.named(options["by"])
        try:
            with (
                Path(options["file"]).open("rb") as file,
                _report(options["report"], self.kind) as write,
                _to_mend(options["refused"], self.kind) as set_aside,
            ):
                table = tables.recognise(file, format_=options["format"], kind=self.kind)
                for row, judged in _judged(file, table, by=by, dry_run=options["dry_run"]):
                    counts[judged.outcome] += 1
                    self._tell(row, judged, write)
                    if judged.outcome == Outcome.REFUSED:
                        set_aside(row.values | {REFUSED_BECAUSE: judged.why})
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise CommandError(f"“{error.filename}” cannot be used: {why}.") from error
        except DeskError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self._sum_up(counts)
            raise CommandError(
                "Interrupted. The same command goes on where it stopped.", returncode=130
            ) from None
        if table.ignored:
            self.stderr.write(f"Columns that mean nothing here: {', '.join(table.ignored)}.")
        self._sum_up(counts)
        if counts[Outcome.REFUSED]:
            sys.exit(SOME_REFUSED)

    def _tell(self, row: Row, judged: Judged, write: Write) -> None:
        about = {
            "line": row.line,
            "outcome": str(judged.outcome),
            "article": judged.article.pk if judged.article else None,
            "claim": judged.claim.pk if judged.claim else None,
            "field": judged.field,
            "why": judged.why,
            "value": judged.value,
        }
        write({name: about[name] for name in NAMES[self.kind]})
        if judged.outcome == Outcome.REFUSED:
            where = f" {judged.field}" if judged.field else ""
            value = f" It says: {judged.value}" if judged.value else ""
            with tqdm.external_write_mode(file=sys.stderr):
                self.stderr.write(f"Line {row.line}{where}: {judged.why}{value}")

    def _sum_up(self, counts: Counter[str]) -> None:
        for outcome in Outcome:
            if counts[outcome]:
                self.stdout.write(f"{str(outcome.label).capitalize()}: {counts[outcome]:,}")
        if not counts:
            self.stdout.write("The file holds no rows.")


def _judged(
    file: BinaryIO, table: tables.Table, *, by: User | None, dry_run: bool
) -> Iterator[tuple[Row, Judged]]:
    """Each row with its outcome; a bar of the bytes read, where somebody looks at a terminal."""
    earlier = judging.Earlier(kind=table.kind)
    size = file.seek(0, 2)
    with tqdm(total=size, unit="B", unit_scale=True, file=sys.stderr, disable=None) as bar:
        for row in tables.rows(file, table):
            if dry_run:
                judged = earlier.compared(rows.foresee(row, kind=table.kind, by=by), line=row.line)
            else:
                judged = rows.add(row, kind=table.kind, by=by, now=timezone.now())
            yield row, judged
            bar.update(file.tell() - bar.n)


@contextmanager
def _report(path: str | None, kind: ListKind) -> Iterator[Write]:
    """Writes one row of the report, as the ending of its name says; nothing without a name."""
    if path is None:
        yield lambda about: None
    elif path.endswith(".jsonl"):
        with Path(path).open("w", encoding="utf-8") as file:
            yield lambda about: print(json.dumps(about, ensure_ascii=False), file=file)
    elif path.endswith(".csv"):
        with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
            yield _csv_lines(file, NAMES[kind])
    else:
        raise CommandError("Name the report something.jsonl or something.csv.")


@contextmanager
def _to_mend(path: str | None, kind: ListKind) -> Iterator[Write]:
    """Writes a refused row as it was, in the columns of its kind, with the reason behind them."""
    if path is None:
        yield lambda about: None
        return
    names = (*columns.COLUMNS[kind], REFUSED_BECAUSE)
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        yield _csv_lines(file, names)


def _csv_lines(file: IO[str], names: tuple[str, ...]) -> Write:
    writer = csv.writer(file)
    writer.writerow(names)

    def write(about: dict[str, Any]) -> None:
        values = (about.get(name) for name in names)
        writer.writerow("" if value is None else cells.safe(value) for value in values)

    return write
