"""Prove that nothing of the history was changed, removed or slipped in; name what was."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from reviews import events
from reviews.models import Checkpoint, Event, Publication, PublishedVersion, Review
from reviews.publishing import checkpoints
from reviews.publishing.claimreview import Json
from reviews.states import Status

PUBLIC = (events.Kind.PUBLISHED.value, events.Kind.RETRACTED.value)
NUMBER = Cast(KeyTextTransform("version", "data"), IntegerField())


def faults() -> Iterator[str]:
    """A sentence for the first broken row of each chain; none where all holds."""
    told: set[int] = set()
    for broken in events.verify():
        if broken.review_id not in told:
            told.add(broken.review_id)
            yield f"Review {broken.review_id}, event {broken.seq}: {broken.why}."
    yield from _cut_tails()
    yield from _versions()
    yield from _missing_versions()
    yield from _latest()
    yield from _checkpoints()


def against(copy: Json) -> Iterator[str]:
    """What differs from a checkpoint that somebody kept. Raises KeyError where it is none."""
    day = copy["day"]
    if checkpoints.digest(copy) != copy["digest"]:
        yield f"The copy of {day} is not what was published: its digest does not fit."
    when = checkpoints.day_of(str(day))
    ours = Checkpoint.objects.filter(day=when).first() if when else None
    if ours is None:
        yield f"Checkpoint {day}: it was removed here."
    elif ours.digest != copy["digest"]:
        yield f"Checkpoint {day}: it is not the one that was published."
    yield from _ranges(copy)


def _cut_tails() -> Iterator[str]:
    """A review whose last move is not what its history ends with: the tail was cut off."""
    moved = Event.objects.filter(review=OuterRef("pk"), kind=events.Kind.MOVED.value)
    last = moved.order_by("-seq").values(to=KeyTextTransform("to", "data"))[:1]
    begun = Event.objects.filter(review=OuterRef("pk"), seq=1)
    found = Review.objects.annotate(told=Subquery(last), begun=Exists(begun))
    wrong = found.filter(
        ~Q(status=Coalesce(F("told"), Value(Status.QUEUED.value))) | Q(begun=False)
    ).order_by("pk")
    for review in wrong.only("pk", "status").iterator():
        yield (
            f"Review {review.pk}: it is “{review.status}”, but its history does not end there; "
            "events were removed."
        )


def _versions() -> Iterator[str]:
    """The first row of each publication that does not hold."""
    told_of = Event.objects.filter(review=OuterRef("publication__review"), kind__in=PUBLIC)
    recorded = told_of.annotate(version=NUMBER).filter(version=OuterRef("number"))
    found = PublishedVersion.objects.order_by("publication_id", "number").annotate(
        slug=F("publication__slug"),
        recorded=Subquery(recorded.values(digest=KeyTextTransform("digest", "data"))[:1]),
    )
    before: PublishedVersion | None = None
    told = 0
    for version in found.iterator(chunk_size=500):
        follows = before if before and before.publication_id == version.publication_id else None
        why = _fault(version, follows)
        if why and told != version.publication_id:
            told = version.publication_id
            slug = version.slug  # type: ignore[attr-defined] # annotated above
            yield f"Fact-check {slug}, version {version.number}: {why}."
        before = version


def _fault(version: Any, before: PublishedVersion | None) -> str:
    if version.number != (before.number + 1 if before else 1):
        return "does not follow the version before it"
    if hashlib.sha256(version.document.encode()).hexdigest() != version.digest:
        return "its document is not what was published"
    if version.recorded is None:
        return "no event tells of its publication"
    if version.recorded != version.digest:
        return "its digest is not the one that its event tells"
    return ""


def _missing_versions() -> Iterator[str]:
    """Events tell of versions that are not there."""
    kept = PublishedVersion.objects.filter(
        publication__review=OuterRef("review"), number=OuterRef("number")
    )
    found = Event.objects.filter(kind__in=PUBLIC).annotate(number=NUMBER)
    for event in found.filter(~Exists(kept)).order_by("review_id", "seq").iterator():
        yield (f"Review {event.review_id}, event {event.seq}: the version it tells of was removed.")


def _latest() -> Iterator[str]:
    """A public address that does not show the newest version."""
    newest = PublishedVersion.objects.filter(publication=OuterRef("pk")).order_by("-number")
    found = Publication.objects.annotate(newest=Subquery(newest.values("pk")[:1]))
    for publication in found.exclude(latest_id=F("newest")).order_by("pk").iterator():
        yield f"Fact-check {publication.slug}: it does not show its newest version."


def _checkpoints() -> Iterator[str]:
    before = ""
    newest = None
    for newest in Checkpoint.objects.order_by("day").iterator():
        facts = checkpoints.told(newest)
        if newest.previous != before:
            yield f"Checkpoint {newest.day}: does not follow the checkpoint before it."
        elif checkpoints.digest(facts) != newest.digest:
            yield f"Checkpoint {newest.day}: was changed after it was made."
        before = newest.digest
    if newest is not None:
        yield from _ranges(checkpoints.told(newest))


def _ranges(facts: Json) -> Iterator[str]:
    """The rows up to the ids of a checkpoint, beside what it says of them."""
    last = {name: int(facts[name]) for name in ("last_event", "last_version")}
    now = {each["first"]: each["digest"] for each in checkpoints.ranges(**last)}
    then = {each["first"]: each for each in facts["ranges"]}
    for first in sorted({*now, *then}):
        was = then.get(first)
        if was is None or was["digest"] != now.get(first):
            yield (
                f"Checkpoint {facts['day']}: reviews {first} to {first + checkpoints.SPAN - 1} do "
                "not end as they did; events or versions of that time were removed or changed."
            )
