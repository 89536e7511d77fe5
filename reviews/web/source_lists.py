"""Rows of `/sources/` page by page, as fast among a million links as among a hundred.

What hangs on a link is asked for only once it is known which links are on the page.
"""

from collections.abc import Sequence
from typing import Any, overload

from django.db.models import F, QuerySet

from reviews.api.source_filters import SourceFilter
from reviews.links import watching
from reviews.models import SourceLink

SORTABLE = 20_000
"""Rows up to which they can be sorted by what has to be worked out for each."""

ORDERS = {"since": "since", "checked": "last_checked_at", "cited": "cited"}


class Listed(Sequence[SourceLink]):
    """Links in order: those that wait for a decision, then the newest; or by a column."""

    def __init__(self, links: QuerySet[SourceLink], *, order: str, known: int | None) -> None:
        self._links = links
        self._total = links.order_by().count() if known is None else known
        self.sortable = self._total <= SORTABLE
        self._order = order if self.sortable and order.removeprefix("-") in ORDERS else ""

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, at: int) -> SourceLink: ...
    @overload
    def __getitem__(self, at: slice) -> list[SourceLink]: ...
    def __getitem__(self, at: int | slice) -> SourceLink | list[SourceLink]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        ids = self._ids(at.start or 0, len(self) if at.stop is None else at.stop)
        found = watching.detailed(SourceLink.objects.filter(pk__in=ids)).in_bulk()
        return [found[pk] for pk in ids if pk in found]

    def _ids(self, start: int, stop: int) -> list[int]:
        if self._order:
            return list(self._sorted().values_list("pk", flat=True)[start:stop])
        waiting = watching.needing_a_decision(SourceLink.objects.all()).order_by().values("pk")
        first = self._links.filter(pk__in=waiting).order_by("-pk")
        ids = list(first.values_list("pk", flat=True)[start:stop])
        if len(ids) < stop - start:
            before = first.count() if start else len(ids)
            rest = self._links.exclude(pk__in=waiting).order_by("-pk")
            low = max(start - before, 0)
            ids += rest.values_list("pk", flat=True)[low : max(stop - before, low)]
        return ids

    def _sorted(self) -> QuerySet[SourceLink]:
        """A link in no state yet, or never checked, comes last whichever way the column runs."""
        links: Any = SourceLink.objects.filter(pk__in=self._links.order_by().values("pk"))
        field = F(ORDERS[self._order.removeprefix("-")])
        down = self._order.startswith("-")
        by = field.desc(nulls_last=True) if down else field.asc(nulls_last=True)
        return watching.detailed(links).order_by(by, "-pk")


def listed(chosen: SourceFilter, *, order: str, known: int | None = None) -> Listed:
    """`known`: how many rows there are, where that need not be counted."""
    return Listed(found(chosen), order=order, known=known)


def found(chosen: SourceFilter) -> QuerySet[SourceLink]:
    """None where the address holds a filter that means nothing."""
    links: QuerySet[SourceLink] = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    return links
