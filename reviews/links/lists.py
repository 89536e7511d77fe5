"""Lists of addresses to watch: one on each line, CSV with a column for them, or JSON Lines."""

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _

from claims.ingestion import tables
from factcheck.accounts.models import Role, User
from reviews import permissions
from reviews.links import registry
from reviews.links.registry import Became

MOST = 10_000
"""Addresses taken while somebody waits for the answer. `import_sources` takes any number."""

CHUNK = MOST
"""Addresses written in one transaction, and known to be the same page."""

_ADDRESS = re.compile(rb"\A(?:[a-z][a-z0-9+.-]*:|www\.)", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One row of a list; `why` it cannot be used, if it cannot even be read."""

    line: int
    url: str = ""
    why: str = ""


@dataclass(frozen=True)
class Judged:
    """What became of a row; `same_as` is the line with the same page before it."""

    line: int
    url: str
    became: Became
    link_id: int | None = None
    same_as: int | None = None
    why: str = ""


def read(file: BinaryIO) -> Iterator[Line]:
    """The rows of `file`, empty ones left out, as they come. Raises UnusableList."""
    if _is_plain(file):
        file.seek(0)
        yield from _plain(file)
        return
    table = tables.recognise(file)
    for row in tables.rows(file, table):
        if row.problem is not None:
            yield Line(row.line, row.problem.value, row.problem.why)
        elif not (url := row.values.get("url", "").strip()):
            yield Line(row.line, why=_("This row has no address."))
        else:
            yield Line(row.line, url)


def watch(
    lines: Iterable[Line], *, by: User | None, now: datetime, dry_run: bool = False
) -> Iterator[Judged]:
    """Watch what is in `lines`, portion by portion; what became of each, in their order.

    `by`: None where a command does it. Raises NotAllowed. A portion that was written stays so
    though a later one fails; sending the list again does no harm.
    """
    if by is not None:
        permissions.check_at_least(by, Role.CONTRIBUTOR, to_do=_("have sources watched"))
    rest = iter(lines)
    while portion := list(itertools.islice(rest, CHUNK)):
        yield from _watched(portion, now=now, dry_run=dry_run)


def counts(judged: Iterable[Judged]) -> dict[str, int]:
    """How many became what; every word is there."""
    found = Counter(each.became for each in judged)
    return {str(word): found[word] for word in Became}


def _watched(portion: list[Line], *, now: datetime, dry_run: bool) -> Iterator[Judged]:
    read = [line for line in portion if not line.why]
    report = registry.register_many((line.url for line in read), now=now, dry_run=dry_run)
    judged = {
        line.line: Judged(
            line.line,
            entry.url,
            entry.became,
            entry.link_id,
            read[entry.same_as - 1].line if entry.same_as else None,
            entry.why,
        )
        for line, entry in zip(read, report.entries, strict=True)
    }
    for line in portion:
        shown = Judged(line.line, line.url[: registry.SHOWN], Became.REFUSED, why=line.why)
        yield judged.get(line.line, shown)


def _is_plain(file: BinaryIO) -> bool:
    """Whether the first line that says anything is an address and not the head of a table."""
    file.seek(0)
    start = file.read(64 * 1024).removeprefix(b"\xef\xbb\xbf")
    return _ADDRESS.match(start.lstrip()) is not None


def _plain(file: BinaryIO) -> Iterator[Line]:
    """Bytes that are no UTF-8 make no address; the row says so by being none."""
    text = io.TextIOWrapper(file, "utf-8-sig", errors="replace")
    try:
        for number, line in enumerate(text, start=1):
            if url := line.strip():
                yield Line(number, url)
    finally:
        text.detach()
