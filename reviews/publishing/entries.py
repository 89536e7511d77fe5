"""What a feed tells: a publication and what is true of it now, or one change for the log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from reviews.models import ChangeKind, Publication, PublishedVersion
from reviews.publishing import reading, showing
from reviews.publishing.claimreview import Json, Site, address

# What XML 1.0 cannot carry, however it is escaped (section 2.2): pasted texts hold it at times.
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True)
class Entry:
    """`html` and `summary` say the same; `since` is part of its lasting name (RFC 4151)."""

    url: str
    title: str
    summary: str
    html: str
    since: datetime
    updated: datetime
    language: str
    tags: list[str] = field(default_factory=list)
    picture: str = ""


def of_publications(publications: Iterable[Publication], *, site: Site) -> list[Entry]:
    return [_of_publication(each, site) for each in publications]


def of_changes(versions: Iterable[PublishedVersion], *, site: Site) -> list[Entry]:
    """`versions` with their publications at hand."""
    return [_of_change(each, site) for each in versions]


def states(publication: Publication) -> list[str]:
    """What a program should know before it shows a verdict: none, or some of these words."""
    version = latest(publication)
    if publication.retracted_at is not None:
        return ["retracted"]
    found = {
        "corrected": version.kind == ChangeKind.CORRECTION,
        "needs-another-look": publication.flagged_at is not None,
        "under-review": reading.under_review(publication),
    }
    return [word for word, holds in found.items() if holds]


def latest(publication: Publication) -> PublishedVersion:
    assert publication.latest is not None, "`public()` leaves out what was never published"
    return publication.latest


def carried(text: str) -> str:
    """One publication with a stray control character must not keep all others from readers."""
    return text.translate(_NOT_IN_XML)


def picture(slug: str, number: int, *, site: Site) -> str:
    """The share picture of a version: an address that never shows anything else."""
    return f"{address(slug, site=site)}v/{number}/share.png"


def _of_publication(publication: Publication, site: Site) -> Entry:
    version = latest(publication)
    content = version.content
    summary = carried(_summary(publication, version, content))
    gone = publication.retracted_at is not None
    topics = [each["name"] for each in content.get("topics", [])]
    return Entry(
        url=address(publication.slug, site=site),
        title=carried(_title(publication, version, content)),
        summary=summary,
        html=carried(format_html("<p>{}</p>{}", summary, "" if gone else showing.html(content))),
        since=publication.first_published_at,
        updated=publication.changed_at,
        language=content["language"],
        tags=[
            *map(carried, [content["rating"]["word"]]),
            *states(publication),
            *map(carried, topics),
        ],
        picture="" if gone else picture(publication.slug, version.number, site=site),
    )


def _of_change(version: PublishedVersion, site: Site) -> Entry:
    content, kind = version.content, ChangeKind(version.kind)
    page = address(version.publication.slug, site=site)
    cause = showing.trigger(version.trigger)
    led = format_html("<p>{} {}</p>", _("What led to it:"), cause) if cause else ""
    reason = carried(version.reason)
    return Entry(
        url=f"{page}v/{version.number}/",
        title=carried(_changed_title(kind, content)),
        summary=reason,
        html=carried(format_html("<p>{}</p>{}{}", reason, led, showing.html(content))),
        since=version.published_at,
        updated=version.published_at,
        language=content["language"],
        tags=[kind.value],
    )


def _changed_title(kind: ChangeKind, content: Json) -> str:
    words = {"rating": content["rating"]["word"], "claim": content["claim"]["statement"]}
    if kind is ChangeKind.RETRACTION:
        return _("Retracted: “%(claim)s”") % words
    if kind is ChangeKind.UPDATE:
        return _("Updated: %(rating)s: “%(claim)s”") % words
    return _("Corrected: %(rating)s: “%(claim)s”") % words


def _title(publication: Publication, version: PublishedVersion, content: Json) -> str:
    words = {"rating": content["rating"]["word"], "claim": content["claim"]["statement"]}
    if publication.retracted_at is not None:
        return _("Retracted: “%(claim)s”") % words
    if publication.flagged_at is not None:
        return _("Needs another look: %(rating)s: “%(claim)s”") % words
    if version.kind == ChangeKind.CORRECTION:
        return _("Corrected: %(rating)s: “%(claim)s”") % words
    return _("%(rating)s: “%(claim)s”") % words


def _summary(publication: Publication, version: PublishedVersion, content: Json) -> str:
    if publication.retracted_at is not None:
        return version.reason
    notes = [content["summary"], version.reason, publication.flag_reason]
    return " ".join(note for note in notes if note)
