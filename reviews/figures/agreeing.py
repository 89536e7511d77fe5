"""How far people agree who voted blind: over all, on each rating, and each two of them.

Only rounds that are closed are read: an open one is nobody's to see, nor to be guessed from sums.
"""

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, QuerySet

from factcheck.accounts.models import User
from reviews import agreement
from reviews.agreement import Interval
from reviews.figures import periods
from reviews.models import Rating, RatingScale, Vote, VoteRound

KEPT = 24 * 3600  # seconds; the same votes give the same numbers, so it only saves time
MOST_PAIRS = 30
"""Pairs that are measured, those with most rounds in common first."""

EVER = (None, None)


@dataclass(frozen=True)
class OnRating:
    """Whether people agree that it is this word or another. `chosen`: how often it was voted."""

    rating: Rating
    chosen: int
    alpha: Interval
    kappa: float | None


@dataclass(frozen=True)
class Pair:
    """Two people over the rounds in which both voted; `weighted` over ratings on the line only."""

    people: tuple[User, User]
    rounds: int
    kappa: Interval
    weighted: Interval


@dataclass(frozen=True)
class Agreement:
    """`same`: the number of votes that most rounds have, over which Fleiss' kappa is taken."""

    scale: RatingScale
    rounds: int
    votes: int
    unanimous: int
    ordinal: Interval
    nominal: Interval
    fleiss: Interval
    same: int
    ratings: list[OnRating]
    pairs: list[Pair]


@dataclass(frozen=True)
class _Votes:
    """Ballots by round: person → rating, both by number."""

    rounds: dict[int, dict[int, int]]

    @property
    def sets(self) -> list[tuple[int, ...]]:
        return [tuple(sorted(ballots.values())) for ballots in self.rounds.values()]


def measure(scale: RatingScale, *, within: tuple[date | None, date | None] = EVER) -> Agreement:
    """Of the rounds on `scale` that closed within those days, both included. Four queries."""
    cast = _read(scale, within)
    ratings = list(scale.ratings.all())
    numbers = _kept(cast, ratings)
    chosen = Counter(value for unit in cast.sets for value in unit)
    people = User.objects.in_bulk({person for pair in numbers.pairs for person in pair[0]})
    return Agreement(
        scale=scale,
        rounds=len(cast.rounds),
        votes=sum(chosen.values()),
        unanimous=sum(len(set(unit)) == 1 for unit in cast.sets if len(unit) > 1),
        ordinal=numbers.ordinal,
        nominal=numbers.nominal,
        fleiss=numbers.fleiss,
        same=numbers.same,
        ratings=[
            OnRating(rating, chosen[rating.pk], *numbers.ratings[rating.pk]) for rating in ratings
        ],
        pairs=[
            Pair((people[a], people[b]), rounds, kappa, weighted)
            for (a, b), rounds, kappa, weighted in numbers.pairs
        ],
    )


def rounds(
    scale: RatingScale,
    *,
    within: tuple[date | None, date | None] = EVER,
    rating: int | None = None,
    people: Sequence[int] = (),
) -> QuerySet[VoteRound]:
    """The closed rounds behind a number: in which `rating` was voted, or all of `people` voted."""
    found = VoteRound.objects.closed().filter(scale=scale).annotate(cast=Count("votes"))
    found = periods.between(found, "closed_at", within)
    if rating is not None:
        found = found.filter(pk__in=Vote.objects.filter(rating=rating).values("round"))
    for person in people:
        found = found.filter(pk__in=Vote.objects.filter(person=person).values("round"))
    return found.order_by("-closed_at", "-pk")


@dataclass(frozen=True)
class _Numbers:
    """What is worth keeping: no object of the database."""

    ordinal: Interval
    nominal: Interval
    fleiss: Interval
    same: int
    ratings: dict[int, tuple[Interval, float | None]]
    pairs: list[tuple[tuple[int, int], int, Interval, Interval]]


def _read(scale: RatingScale, within: tuple[date | None, date | None]) -> _Votes:
    cast = Vote.objects.disclosed().filter(round__scale=scale)
    cast = periods.between(cast, "round__closed_at", within)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = cast.order_by("round_id", "person_id").values_list("round_id", "person_id", "rating_id")
    for round_id, person, rating in rows:
        found[round_id][person] = rating
    return _Votes(dict(found))


def _kept(cast: _Votes, ratings: Sequence[Rating]) -> _Numbers:
    """Bootstraps take a second; they are kept under a digest of all that goes into them."""
    line = [(rating.pk, rating.value) for rating in ratings]
    digest = hashlib.sha256(repr((line, sorted(cast.rounds.items()))).encode()).hexdigest()
    found = cache.get_or_set(f"agreement:{digest}", lambda: _numbers(cast, ratings), KEPT)
    assert isinstance(found, _Numbers)
    return found


def _numbers(cast: _Votes, ratings: Sequence[Rating]) -> _Numbers:
    sizes = Counter(len(unit) for unit in cast.sets if len(unit) > 1)
    same = max(sizes, key=lambda size: (sizes[size], size), default=0)
    alike = [unit for unit in cast.sets if len(unit) == same] if same else []
    values = {rating.pk: rating.value for rating in ratings if rating.value is not None}
    on_line = [line for unit in cast.sets if len(line := _placed(unit, values)) > 1]
    several = [unit for unit in cast.sets if len(unit) > 1]
    return _Numbers(
        ordinal=agreement.interval(on_line, agreement.alpha),
        nominal=agreement.interval(several, lambda k: agreement.alpha(k, level="nominal")),
        fleiss=agreement.interval(alike, agreement.fleiss),
        same=same,
        ratings={rating.pk: _on(rating.pk, several, alike) for rating in ratings},
        pairs=_pairs(cast, values),
    )


def _on(
    rating: int, several: Sequence[tuple[int, ...]], alike: Sequence[tuple[int, ...]]
) -> tuple[Interval, float | None]:
    """This word or another: alpha of the two, and Fleiss' kappa of the category."""
    two = [tuple(sorted(int(value == rating) for value in unit)) for unit in several]
    found = agreement.interval(two, lambda known: agreement.alpha(known, level="nominal"))
    return found, agreement.fleiss_of(alike, rating)


def _pairs(
    cast: _Votes, values: dict[int, int]
) -> list[tuple[tuple[int, int], int, Interval, Interval]]:
    met: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for ballots in cast.rounds.values():
        for one, other in itertools.combinations(sorted(ballots), 2):
            met[one, other].append((ballots[one], ballots[other]))
    most = sorted(met, key=lambda pair: (-len(met[pair]), pair))[:MOST_PAIRS]
    linear = agreement.WEIGHTS["linear"]
    return [
        (
            pair,
            len(met[pair]),
            agreement.interval(met[pair], agreement.cohen),
            agreement.interval(
                [(values[a], values[b]) for a, b in met[pair] if {a, b} <= values.keys()],
                lambda known: agreement.cohen(known, weight=linear),
            ),
        )
        for pair in most
    ]


def _placed(unit: Iterable[int], values: dict[int, int]) -> tuple[int, ...]:
    """Words that have a place on the line; the others are missing, as far as order goes."""
    return tuple(sorted(values[rating] for rating in unit if rating in values))
