"""A published document beside what is true now: flag, health of sources, work in progress."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reviews.models import Condition, Evidence, LinkState, Publication, PublishedVersion
from reviews.publishing.claimreview import Json
from reviews.states import Status

# What stands for how a source fares: the words and glyphs readers know.
BY_STATE: dict[str, tuple[str, Promise]] = {
    LinkState.UNCHECKED: ("unchecked", _("not checked yet")),
    LinkState.HEALTHY: ("ok", _("reachable")),
    LinkState.UNVERIFIABLE: ("unverifiable", _("answers, but cannot be verified")),
    LinkState.FAILING: ("failing", _("failing")),
    LinkState.DEAD: ("dead", _("source gone")),
    LinkState.DRIFTED: ("ok", _("reachable")),  # another passage of it changed, not this one
    LinkState.REFUSED: ("refused", _("never fetched")),
}
BY_CONDITION: dict[str, tuple[str, Promise]] = {
    Condition.DEAD: ("dead", _("source gone")),
    Condition.DRIFTED: ("drifted", _("passage changed")),
    Condition.UNVERIFIED: ("unverifiable", _("cannot be verified")),
}


@dataclass(frozen=True)
class Cited:
    """One piece of evidence: `published` as the document has it, `now` as the desk knows it."""

    published: Json
    now: Evidence

    @property
    def health(self) -> str:
        return self._health[0]

    @property
    def label(self) -> Promise:
        return self._health[1]

    @property
    def since(self) -> datetime | None:
        """When the trouble began; None while there is none."""
        if self.now.condition in BY_CONDITION:
            return self.now.condition_since
        return self.now.link.first_strike_at

    @property
    def checked_at(self) -> datetime | None:
        return self.now.link.last_checked_at

    @property
    def withdrawn(self) -> bool:
        return self.now.withdrawn_at is not None

    @property
    def _health(self) -> tuple[str, Promise]:
        if self.now.condition in BY_CONDITION:
            return BY_CONDITION[self.now.condition]
        return BY_STATE[self.now.link.state]


@dataclass(frozen=True)
class Page:
    """What a reader is shown: one version of a publication. `current`: it is the newest one."""

    publication: Publication
    version: PublishedVersion
    document: Json
    cited: list[Cited]

    @property
    def current(self) -> bool:
        return self.version.pk == self.publication.latest_id

    @property
    def retracted(self) -> bool:
        return self.publication.retracted_at is not None

    @property
    def under_review(self) -> bool:
        """Reopened: a next version is being written while this one stands."""
        return under_review(self.publication)

    def tag(self, *parts: str) -> str:
        """An ETag over all that the page shows and `parts` (language, time zone)."""
        state = [self.version.digest, self.publication.latest_id, self.publication.flagged_at]
        state += [self.publication.retracted_at, self.publication.review.status]
        for each in self.cited:
            state += [each.health, each.since, each.checked_at, each.now.withdrawn_at]
        return f'"{hashlib.sha256(repr([state, parts]).encode()).hexdigest()[:32]}"'


def under_review(publication: Publication) -> bool:
    return publication.review.status not in (Status.PUBLISHED, Status.RETRACTED)


def page(publication: Publication, *, number: int | None = None) -> Page:
    """The latest version or version `number`. Raises PublishedVersion.DoesNotExist. Two queries."""
    version = publication.latest
    assert version is not None, "`public()` leaves out what was never published"
    if number is not None and number != version.number:
        version = publication.versions.get(number=number)
    document = version.content
    return Page(publication, version, document, list(cited(document)))


def cited(document: Json) -> Iterator[Cited]:
    ids = [each["id"] for each in document["evidence"]]
    now = Evidence.objects.select_related("link").in_bulk(ids)
    for each in document["evidence"]:
        yield Cited(each, now[each["id"]])
