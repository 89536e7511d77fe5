"""The public log of corrections, updates and retractions: all of them, for good."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from reviews.models import ChangeKind, PublishedVersion
from reviews.models.publication import PublishedVersionQuerySet
from reviews.publishing import document as documents
from reviews.publishing import showing
from reviews.publishing.claimreview import Json, Site, address

KINDS = (ChangeKind.CORRECTION, ChangeKind.UPDATE, ChangeKind.RETRACTION)
HEADERS = (
    *("at", "kind", "fact_check", "version", "claim", "rating_before", "rating_after"),
    *("reason", "trigger", "report", "digest"),
)


@dataclass(frozen=True)
class Change:
    """One version beside the one before it, as the log shows it."""

    version: PublishedVersion
    content: Json

    @property
    def slug(self) -> str:
        return self.version.publication.slug

    @property
    def kind(self) -> ChangeKind:
        return ChangeKind(self.version.kind)

    @property
    def before(self) -> Json:
        """The rating that stood before: {word, tone}."""
        rating: Json = self.content["history"][-2]["rating"]
        return rating

    @property
    def after(self) -> Json | None:
        """None where the verdict was taken back."""
        rating: Json = self.content["history"][-1]["rating"]
        return None if self.kind is ChangeKind.RETRACTION else rating

    @property
    def claim(self) -> str:
        statement: str = self.content["claim"]["statement"]
        return statement

    @property
    def cause(self) -> str:
        return showing.trigger(self.version.trigger)

    @property
    def rows(self) -> list[Json]:
        return showing.rows(self.content)

    @property
    def at(self) -> datetime:
        return self.version.published_at


def log(*, kind: str = "", after: int | None = None) -> PublishedVersionQuerySet:
    """The latest first; `after`: those older than this version (its id), where the log has it."""
    found = PublishedVersion.objects.changes().select_related("publication")
    if kind:
        found = found.filter(kind=kind)
    last = PublishedVersion.objects.filter(pk=after).first() if after else None
    if last is None:
        return found
    at = last.published_at
    return found.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=last.pk))


def told(versions: Iterable[PublishedVersion]) -> list[Change]:
    return [Change(version, version.content) for version in versions]


def as_data(version: PublishedVersion, *, site: Site) -> Json:
    """For programs. `changes`: as `differing` makes them."""
    change = Change(version, version.content)
    page = address(change.slug, site=site)
    after = change.after
    return {
        "slug": change.slug,
        "url": page,
        "version_url": f"{page}v/{version.number}/",
        "version": version.number,
        "kind": version.kind,
        "reason": version.reason,
        "trigger": version.trigger or None,
        "report": version.report,
        "published_at": documents.moment(version.published_at),
        "claim": change.claim,
        "rating_before": change.before["word"],
        "rating_after": after["word"] if after else None,
        "changes": change.content.get("changes", []),
        "digest": version.digest,
    }


def lines(versions: Iterable[PublishedVersion], *, site: Site) -> Iterator[tuple[Any, ...]]:
    """For a spreadsheet, with its head."""
    yield HEADERS
    for version in versions:
        told = as_data(version, site=site)
        told |= {"at": told["published_at"], "fact_check": told["url"]}
        yield tuple(told[name] for name in HEADERS)
