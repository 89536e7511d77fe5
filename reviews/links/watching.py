"""Watched links with what hangs on them, for lists: constant queries however many rows."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from reviews.models import (
    Condition,
    Evidence,
    LinkState,
    LinkTally,
    Publication,
    Snapshot,
    SourceHost,
    SourceLink,
)
from reviews.models.evidence import OUT_OF_REACH
from reviews.models.source import SourceLinkQuerySet

AGES = (0, 1, 7, 30, 90)
"""Days from which a failure counts as older."""

STRUCK = (LinkState.FAILING, LinkState.DEAD)


def detailed(links: SourceLinkQuerySet) -> QuerySet[SourceLink]:
    """Adds `title` (of the newest copy), `cited` and `published` (how many pieces of standing
    evidence and live publications stand on it), `troubled` (pieces that wait for a decision) and
    `since` (when its present state began)."""
    standing = Evidence.objects.standing().filter(link=OuterRef("pk"))
    troubled = Evidence.objects.watched().troubled().filter(link=OuterRef("pk"))
    copies = Snapshot.objects.filter(link=OuterRef("pk")).order_by("-taken_at", "-pk")
    return links.select_related("host").annotate(
        title=Subquery(copies.values("title")[:1]),
        cited=_count(standing.order_by().values("link")),
        troubled=_count(troubled.order_by().values("link")),
        published=_count(_publications().order_by().values("review__evidence__link"), pk=True),
        since=Coalesce(
            F("first_strike_at"),
            Subquery(
                troubled.order_by()
                .values("link")
                .annotate(first=Min("condition_since"))
                .values("first")
            ),
            F("healthy_since"),
            F("last_checked_at"),
        ),
    )


def needing_a_decision(links: SourceLinkQuerySet) -> SourceLinkQuerySet:
    """Those on which evidence stands that is dead, changed or out of reach."""
    return links.filter(pk__in=_waiting())


def publications_on(link: SourceLink) -> QuerySet[Publication]:
    """Live publications that stand on `link`."""
    return (
        Publication.objects.live()
        .filter(
            review__evidence__link=link,
            review__evidence__withdrawn_at__isnull=True,
            latest__isnull=False,
        )
        .select_related("review__claim")
        .distinct()
    )


def counts() -> dict[str, int]:
    """By state, all together, and how many wait for a decision; no link is looked at for it."""
    found = LinkTally.objects.values_list("state").annotate(Sum("change"))
    by_state = dict.fromkeys(LinkState.values, 0) | dict(found)
    return by_state | {
        "watched": sum(by_state.values()),
        "decision": _waiting().count(),
        "flagged": Publication.objects.live().flagged().count(),
    }


@dataclass(frozen=True)
class Day:
    """How many links were in each state at the end of a day (UTC)."""

    day: date
    numbers: dict[str, int]


def history(*, now: datetime, days: int = 90) -> list[Day]:
    """The last `days` days, today among them; fewer where the desk began to count later."""
    first = now.astimezone(UTC).date() - timedelta(days=days - 1)
    changes: dict[date, list[tuple[str, int]]] = defaultdict(list)
    told = LinkTally.objects.annotate(on=Greatest("day", Value(first))).values_list("on", "state")
    for on, state, change in told.annotate(Sum("change")).order_by("on"):
        changes[on].append((state, change))
    numbers = dict.fromkeys(LinkState.values, 0)
    known: list[Day] = []
    for day in _days(min(changes), now.astimezone(UTC).date()) if changes else ():
        numbers = numbers | {state: numbers[state] + by for state, by in changes[day]}
        known.append(Day(day, numbers))
    return known


@dataclass(frozen=True)
class Troubled:
    """A host with how many of its links fail, are dead or changed."""

    host: SourceHost
    numbers: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


def worst_hosts(n: int = 10) -> list[Troubled]:
    """The `n` hosts with most links in trouble, the worst first. Three queries."""
    links = SourceLink.objects.troubled().order_by()
    most = links.values("host").annotate(total=Count("pk")).order_by("-total", "host")[:n]
    ids = [row["host"] for row in most]
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    by_state = links.filter(host__in=ids).values_list("host", "state").annotate(Count("pk"))
    for host, state, number in by_state:
        numbers[host][state] = number
    hosts = SourceHost.objects.in_bulk(ids)
    return [Troubled(hosts[pk], numbers[pk]) for pk in ids]


@dataclass(frozen=True)
class Age:
    """Links that have been failing for at least `since` days and less than `until`, by state."""

    since: int
    until: int | None
    numbers: dict[str, int]


def ages_of_failure(*, now: datetime) -> list[Age]:
    """For how long the links that fail or are dead have been failing; one query."""
    older = [When(first_strike_at__lte=now - timedelta(days=age), then=age) for age in AGES[::-1]]
    found: dict[int, dict[str, int]] = defaultdict(dict)
    failing = SourceLink.objects.filter(state__in=STRUCK, first_strike_at__isnull=False)
    aged = failing.order_by().annotate(age=Case(*older, default=0)).values_list("age", "state")
    for age, state, number in aged.annotate(Count("pk")):
        found[age][state] = number
    return [
        Age(since, until, {state: found[since].get(state, 0) for state in STRUCK})
        for since, until in itertools.zip_longest(AGES, AGES[1:])
    ]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _waiting() -> QuerySet[Evidence, Any]:
    """Links of troubled evidence. A union and not an OR, which no index could answer."""
    watched = Evidence.objects.watched().order_by()
    told = watched.filter(condition__in=[Condition.DEAD, Condition.DRIFTED])
    return told.values("link").union(watched.filter(OUT_OF_REACH).values("link"))


def _publications() -> QuerySet[Publication]:
    return Publication.objects.live().filter(
        review__evidence__link=OuterRef("pk"),
        review__evidence__withdrawn_at__isnull=True,
        latest__isnull=False,
    )


def _count(rows: QuerySet[Any, Any], *, pk: bool = False) -> Coalesce:
    """How many `rows` there are, by a subquery: joins would multiply one another."""
    counted = rows.annotate(n=Count("pk", distinct=pk)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
