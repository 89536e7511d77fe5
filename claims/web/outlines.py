"""All claims of an article at a glance: few columns, so that a thousand cost one cheap query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from claims.models import Claim, Kind, Status
from claims.web import highlights, presenting

PER_PAGE = 300
OPEN = "open"


class Row(NamedTuple):
    pk: int
    start: int
    end: int
    status: str
    figure: float
    kind: str
    origin: str


@dataclass(frozen=True)
class Narrowing:
    """Which claims are listed; "" is any."""

    status: str = ""
    kind: str = ""
    origin: str = ""

    def __bool__(self) -> bool:
        return bool(self.status or self.kind or self.origin)

    def admits(self, row: Row) -> bool:
        wanted = (self.status, self.kind, self.origin)
        found = (row.status, row.kind, row.origin)
        return all(not want or want == has for want, has in zip(wanted, found, strict=True))

    def query(self, *, page: int = 1) -> str:
        """For the end of an address: "" where nothing is narrowed, on the first page."""
        named: list[tuple[str, Any]] = [
            ("status", self.status), ("kind", self.kind), ("origin", self.origin),
        ]  # fmt: skip
        if page > 1:
            named.append(("page", page))
        asked = urlencode([(name, value) for name, value in named if value])
        return f"?{asked}" if asked else ""


ALL = Narrowing()


def asked(given: Any) -> Narrowing:
    """From the query of an address. `show=open` is short for the candidates."""
    status = Status.CANDIDATE if given.get("show") == OPEN else given.get("status", "")
    kind, origin = given.get("kind", ""), given.get("origin", "")
    return Narrowing(
        status if status in Status.values else "",
        kind if kind in Kind.values else "",
        origin if "\0" not in origin else "",
    )


@dataclass(frozen=True)
class Outline:
    """Every claim of an article in the order of its text."""

    rows: list[Row]
    narrowed: Narrowing

    @property
    def shown(self) -> list[int]:
        return [row.pk for row in self.rows if self.narrowed.admits(row)]

    @property
    def open(self) -> list[int]:
        return [row.pk for row in self.rows if row.status == Status.CANDIDATE]

    def marks(self, current: int) -> list[highlights.Mark]:
        """A mark for each claim, leading to its row: on page `current` or on another one."""
        everything = _pages(row.pk for row in self.rows)
        narrowed = _pages(self.shown)
        made = []
        for row in self.rows:
            number = narrowed.get(row.pk)
            if number is None:
                place = ALL.query(page=everything[row.pk]) or "?"
            else:
                place = "" if number == current else self.narrowed.query(page=number) or "?"
            worth = presenting.worth(row.figure)
            href = f"{place}#claim-{row.pk}"
            made.append(highlights.Mark(row.start, row.end, row.pk, row.status, worth, href))
        return made


def of(article_id: int, narrowed: Narrowing = ALL) -> Outline:
    rows = Claim.objects.filter(article_id=article_id).order_by("start", "end", "pk")
    fields = ("pk", "start", "end", "status", "checkworthiness", "kind", "origin")
    return Outline([Row(*row) for row in rows.values_list(*fields)], narrowed)


def _pages(pks: Iterable[int]) -> dict[int, int]:
    return {pk: n // PER_PAGE + 1 for n, pk in enumerate(pks)}
