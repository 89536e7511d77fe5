"""Watched links with what hangs on them, for lists: constant queries however many rows."""

from typing import Any

from django.db.models import Count, F, IntegerField, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from reviews.models import (
    Evidence,
    LinkState,
    Publication,
    Snapshot,
    SourceLink,
)
from reviews.models.source import SourceLinkQuerySet


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
    return links.filter(pk__in=Evidence.objects.watched().troubled().values("link"))


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


def counts(links: SourceLinkQuerySet) -> dict[str, int]:
    """By state, and how many wait for a decision; two queries."""
    found = {
        str(state): number
        for state, number in links.order_by().values_list("state").annotate(Count("pk"))
    }
    by_state = {state: found.get(state, 0) for state in LinkState.values}
    return by_state | {
        "watched": sum(found.values()),
        "decision": needing_a_decision(links).count(),
        "flagged": Publication.objects.live().flagged().count(),
    }


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
