"""A published document beside what is true now: flag, health of sources, work in progress."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import exceptions
from factcheck.accounts.models import Role
from reviews import archives
from reviews.models import (
    ChangeKind,
    Channel,
    Condition,
    Evidence,
    EvidenceKind,
    LinkState,
    Publication,
    PublishedVersion,
    ReplyOutcome,
    Stance,
)
from reviews.publishing import showing
from reviews.publishing.claimreview import Json
from reviews.states import Status

# How a source fares, in the words of the database and in those of readers.
BY_STATE: dict[str, tuple[str, Promise]] = {
    LinkState.UNCHECKED: ("unchecked", gettext_lazy("not checked yet")),
    LinkState.HEALTHY: ("healthy", gettext_lazy("reachable")),
    LinkState.UNVERIFIABLE: ("unverifiable", gettext_lazy("answers, but cannot be verified")),
    LinkState.FAILING: ("failing", gettext_lazy("failing")),
    LinkState.DEAD: ("dead", gettext_lazy("source gone")),
    # Another passage of it changed, not the one cited here: that would be the condition.
    LinkState.DRIFTED: ("healthy", gettext_lazy("reachable")),
    LinkState.REFUSED: ("refused", gettext_lazy("never fetched")),
}
BY_CONDITION: dict[str, tuple[str, Promise]] = {
    Condition.DEAD: ("dead", gettext_lazy("source gone")),
    Condition.DRIFTED: ("drifted", gettext_lazy("passage changed")),
    Condition.UNVERIFIED: ("unverified", gettext_lazy("cannot be verified")),
    Condition.ACCEPTED: ("accepted", gettext_lazy("changed since; the desk looked")),
}

KEPT = ("sound", gettext_lazy("kept by the desk"))
BY_HAND = ("unverified", gettext_lazy("no page to check"))


class NothingHere(exceptions.DeskError):
    """No publication, or no such version of it."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"


class Retracted(exceptions.DeskError):
    """It was public once; the text says why it is no more."""

    status = HTTPStatus.GONE
    code = "retracted"


@dataclass(frozen=True)
class Cited:
    """One piece of evidence: `published` as the document has it, `now` as the desk knows it.

    `elsewhere`: copies of its page in archives. Like its health they are told beside the document
    and never become part of it, nor of its digest.
    """

    published: Json
    now: Evidence
    elsewhere: Sequence[archives.Archived] = ()

    @property
    def stance_label(self) -> str:
        return str(Stance(self.published["stance"]).label)

    @property
    def health(self) -> str:
        return self._health[0]

    @property
    def label(self) -> Promise:
        return self._health[1]

    @property
    def since(self) -> datetime | None:
        """When the trouble began, or when the desk accepted it; None while there is none."""
        if self.now.kind == EvidenceKind.HAND:
            return None
        if self.now.condition in BY_CONDITION:
            return self.now.condition_since
        return self.now.link.first_strike_at

    @property
    def trouble(self) -> str:
        """What happened to the source, in words; empty while it is well.

        Why the desk let a verdict stand nevertheless is a note among colleagues.
        """
        told = self.now.condition in BY_CONDITION and not self.accepted
        return self.now.condition_note if told else ""

    @property
    def accepted(self) -> bool:
        return self.now.condition == Condition.ACCEPTED

    @property
    def copied_at(self) -> datetime | None:
        copy = self.published["snapshot"]
        return datetime.fromisoformat(copy["taken_at"]) if copy else None

    @property
    def checked_at(self) -> datetime | None:
        return self.now.link.last_checked_at

    @property
    def withdrawn(self) -> bool:
        return self.now.withdrawn_at is not None

    @property
    def withdrawn_at(self) -> datetime | None:
        """Readers learn that and when; why is a note among colleagues."""
        return self.now.withdrawn_at

    @property
    def _health(self) -> tuple[str, Promise]:
        if self.now.kind == EvidenceKind.HAND:
            return BY_HAND
        if self.now.condition in BY_CONDITION:
            return BY_CONDITION[self.now.condition]
        return BY_STATE[self.now.link.state] if self.now.kind == EvidenceKind.URL else KEPT


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
    def replies(self) -> list[Json]:
        """The right of reply, times as datetimes; versions from before it was noted have none."""
        return [
            asked
            | {
                "asked_at": datetime.fromisoformat(asked["asked_at"]),
                "channel_label": Channel(asked["channel"]).label,
                "received": [
                    each
                    | {
                        "received_at": datetime.fromisoformat(each["received_at"]),
                        "label": ReplyOutcome(each["outcome"]).label,
                    }
                    for each in asked["received"]
                ],
            }
            for asked in self.document.get("replies", [])
        ]

    @property
    def said_on(self) -> date | None:
        day = self.document["article"]["published_on"]
        return date.fromisoformat(day) if day else None

    @property
    def people(self) -> dict[str, str]:
        """author, approver, publisher → the name they gave, or their role."""
        return {
            each["part"]: each["name"] or str(Role(each["role"]).label)
            for each in self.document["people"]
        }

    @property
    def changes(self) -> list[Json]:
        """Every version up to the newest, newest first, `at` as a datetime."""
        assert self.publication.latest is not None
        history = self.publication.latest.content["history"]
        return [
            each
            | {
                "at": datetime.fromisoformat(each["at"]),
                "label": ChangeKind(each["kind"]).label,
                "cause": showing.trigger(each.get("trigger", "")),
            }
            for each in reversed(history)
        ]

    @property
    def changed_words(self) -> list[Json]:
        """What this version changed of the one before it, as HTML."""
        return showing.rows(self.document)

    @property
    def scale_steps(self) -> list[Json]:
        """The words on the line from worst to best, without those beside it."""
        words: list[Json] = self.document["rating"]["scale"]["ratings"]
        return [each for each in words if each["value"] is not None]

    @property
    def under_review(self) -> bool:
        """Reopened: a next version is being written while this one stands."""
        return under_review(self.publication)

    def tag(self, *parts: str) -> str:
        """An ETag over all that the page shows and `parts` (language, time zone)."""
        shown = self.publication
        state: list[Any] = [self.version.digest, shown.latest_id, shown.review.status]
        state += [shown.changed_at, shown.flagged_at, shown.flag_reason, shown.retracted_at]
        state += [shown.gone_from_article]
        for each in self.cited:
            state += [each.health, each.since, each.checked_at, each.now.withdrawn_at]
            state += [(copy.url, copy.captured_at) for copy in each.elsewhere]
        return f'"{hashlib.sha256(repr([state, parts]).encode()).hexdigest()[:32]}"'


def under_review(publication: Publication) -> bool:
    return publication.review.status not in (Status.PUBLISHED, Status.RETRACTED, Status.CLOSED)


def find(slug: str) -> Publication:
    """Raises NothingHere."""
    found = None
    if "\0" not in slug:  # PostgreSQL would refuse the very question
        public = Publication.objects.public().beside_articles()
        found = public.latest_change_first().filter(slug=slug).first()
    if found is None:
        raise NothingHere(_("There is no fact-check at this address. It may be mistyped."))
    return found


def page(slug: str, *, number: int | None = None) -> Page:
    """The latest version or version `number`. Raises NothingHere. Three queries, or four."""
    publication = find(slug)
    version = publication.latest
    if number is not None and version is not None and number != version.number:
        version = publication.versions.filter(number=number).first()
    if version is None:
        raise NothingHere(_("This fact-check has no version of that number."))
    document = version.content
    return Page(publication, version, document, list(cited(document)))


def check_not_retracted(publication: Publication) -> None:
    """Programs are told that a verdict is gone, and why. Raises Retracted."""
    if publication.retracted_at is not None and publication.latest is not None:
        reason = publication.latest.reason
        raise Retracted(_("This verdict was retracted: %(reason)s") % {"reason": reason})


def cited(document: Json) -> Iterator[Cited]:
    ids = [each["id"] for each in document["evidence"]]
    now = Evidence.objects.select_related("link").in_bulk(ids)
    elsewhere = archives.elsewhere({piece.link_id for piece in now.values()}) if now else {}
    for each in document["evidence"]:
        piece = now[each["id"]]
        yield Cited(each, piece, elsewhere.get(piece.link_id, ()))
