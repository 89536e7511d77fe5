"""Which verdicts are out on whose claims."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Upper

from reviews.figures import periods
from reviews.figures.periods import Period
from reviews.models import Rating, Review, VerdictState
from reviews.states import Status

MOST = 12


@dataclass(frozen=True)
class Mix:
    """Published verdicts on claims of one claimant, by rating (its number)."""

    claimant: str
    numbers: dict[int, int]


@dataclass(frozen=True)
class Verdicts:
    """`ratings`: those that occur, in the order of their scale. `unnamed`: nobody named."""

    ratings: list[Rating]
    claimants: list[Mix]
    others: int
    unnamed: int


def verdicts(of: Period, *, most: int = MOST) -> Verdicts:
    """Public verdicts first published in the period, by those who are checked most. Three queries.

    Names that differ in case only are one claimant, as in the queue's filter.
    """
    groups = _published(of).annotate(name=Upper("claim__claimant")).values("name")
    counted = list(
        groups.annotate(n=Count("pk"), shown=Max("claim__claimant")).order_by("-n", "name")
    )
    named = [group for group in counted if group["name"]]
    top = named[:most]
    numbers = _by_rating(of, [group["name"] for group in top])
    known = Rating.objects.in_bulk({pk for each in numbers.values() for pk in each})
    return Verdicts(
        ratings=sorted(known.values(), key=lambda rating: (rating.scale_id, rating.position)),
        claimants=[Mix(group["shown"], dict(numbers[group["name"]])) for group in top],
        others=len(named) - len(top),
        unnamed=sum(group["n"] for group in counted if not group["name"]),
    )


def _by_rating(of: Period, names: list[str]) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = defaultdict(Counter)
    rated = _published(of).annotate(name=Upper("claim__claimant")).filter(name__in=names)
    rated = rated.filter(verdicts__state=VerdictState.APPROVED)
    for name, rating, number in rated.values_list("name", "verdicts__rating").annotate(Count("pk")):
        found[name][rating] = number
    return found


def _published(of: Period) -> QuerySet[Review, Any]:
    found = Review.objects.filter(status=Status.PUBLISHED).order_by()
    return periods.between(found, "publication__first_published_at", of.within)
