"""Reviews as the queue and the board show them, and as CSV."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from reviews import planning, verdicts
from reviews.models import Priority, Review
from reviews.models.review import OPEN
from reviews.web import filters

AT_ONCE = 500
COLUMNS = (
    *("id", "claim", "claimant", "article", "status", "verdict", "priority", "due", "reviewer"),
    *("kind", "opened", "last_move", "first_published", "needs_another_look", "chosen_because"),
)


def detailed(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """With all that a row shows."""
    related = reviews.select_related("claim__article", "assignee", "publication")
    return verdicts.with_rating(related).defer("claim__article__text", "claim__signals")


def of(pks: Iterable[int]) -> list[Review]:
    """These reviews, in this order. Lists are ordered and cut by number, then read in full."""
    wanted = list(pks)
    found = detailed(Review.objects.order_by()).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def row(review: Any, today: date) -> dict[str, Any]:
    """A review as the table shows it."""
    publication = getattr(review, "publication", None)
    return {
        "review": review,
        "claim": review.claim,
        "seen": planning.seen(review),
        "rating": {"word": review.rating_word, "tone": review.rating_tone},
        "high": review.priority >= Priority.HIGH,
        "late": review.due_on is not None and review.due_on < today and review.status in OPEN,
        "flagged": bool(publication and publication.flagged_at),
    }


def columns(chosen: filters.QueueFilter) -> list[dict[str, Any]]:
    """All columns, to choose from; `first` is the sign of the first press on one that sorts."""
    shown = chosen.columns_shown
    return [
        {
            "name": name,
            "label": label,
            "on": name in shown,
            "sorts": name in filters.ORDERS,
            "first": "-" if name == "priority" else "",
        }
        for name, label in filters.COLUMNS.items()
    ]


def table(chosen: QuerySet[Review]) -> Iterator[Iterable[object]]:
    """All rows, some hundreds at a time: their numbers are all that is in memory at once."""
    yield COLUMNS
    for pks in _batches(chosen):
        yield from map(_cells, of(pks))


def _batches(chosen: QuerySet[Review]) -> Iterator[list[int]]:
    pks = list(chosen.values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        yield pks[start : start + AT_ONCE]


def _cells(review: Any) -> Iterable[object]:
    publication = getattr(review, "publication", None)
    return (
        review.pk,
        review.claim.statement,
        review.claim.claimant,
        review.claim.article.title,
        review.status,
        review.rating_word,
        Priority(review.priority).name.lower(),
        review.due_on,
        review.assignee.username if review.assignee else None,
        review.claim.kind,
        review.created_at.isoformat(timespec="seconds"),
        review.changed_at.isoformat(timespec="seconds"),
        publication.first_published_at.isoformat(timespec="seconds") if publication else None,
        "yes" if publication and publication.flagged_at else "no",
        review.why_selected,
    )
