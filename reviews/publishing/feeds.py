"""The fact-checks as feeds: Atom (RFC 4287) for readers, a schema.org DataFeed for collectors."""

from collections.abc import Iterable

import orjson
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.translation import gettext as _

from reviews.models import ChangeKind, Publication, PublishedVersion
from reviews.publishing import document as documents
from reviews.publishing import reading
from reviews.publishing.claimreview import Json, Site, address

# What XML 1.0 cannot carry, however it is escaped (section 2.2): pasted texts hold it at times.
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
LENGTH = 50  # entries; older ones are in the archive and the API


def newest() -> list[Publication]:
    """The publications that changed last, retracted ones among them: readers must learn of it."""
    return list(Publication.objects.public().latest_change_first()[:LENGTH])


def atom(publications: Iterable[Publication], *, site: Site, feed_url: str) -> str:
    feed = Atom1Feed(
        title=_("%(site)s: fact-checks") % {"site": site.name},
        link=f"{site.url}/fact-checks/",
        description="",
        subtitle=_("What was said, what is known, and where to look it up."),
        author_name=site.name,
        feed_url=feed_url,
        feed_guid=f"{site.url}/fact-checks/",
    )
    for publication in publications:
        _add(feed, publication, site)
    return feed.writeString("utf-8")


def _add(feed: Atom1Feed, publication: Publication, site: Site) -> None:
    version = _latest(publication)
    content = version.content
    url = address(publication.slug, site=site)
    feed.add_item(
        title=_carried(_title(publication, version, content)),
        link=url,
        description=_carried(_summary(publication, version, content)),
        unique_id=get_tag_uri(url, publication.first_published_at),
        pubdate=publication.first_published_at,
        updateddate=publication.changed_at,
        categories=[_carried(content["rating"]["word"]), *states(publication)],
        author_name=site.name,
    )


def states(publication: Publication) -> list[str]:
    """What a program should know before it shows a verdict: none, or some of these words."""
    version = _latest(publication)
    if publication.retracted_at is not None:
        return ["retracted"]
    found = {
        "corrected": version.kind == ChangeKind.CORRECTION,
        "needs-another-look": publication.flagged_at is not None,
        "under-review": reading.under_review(publication),
    }
    return [word for word, holds in found.items() if holds]


def data_feed(publications: Iterable[Publication], *, site: Site) -> bytes:
    """The Data Commons form: a DataFeed of ClaimReview items. Retracted ones are left out."""
    live = [each for each in publications if each.retracted_at is None]
    modified = max((each.changed_at for each in live), default=None)
    feed: Json = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": site.name,
        "dataFeedElement": [_element(each, site) for each in live],
    }
    if modified is not None:
        feed["dateModified"] = documents.moment(modified)
    return orjson.dumps(feed)


def _element(publication: Publication, site: Site) -> Json:
    publisher = {"@type": "Organization", "name": site.name, "url": f"{site.url}/"}
    item = orjson.loads(_latest(publication).claimreview)
    if known := states(publication):
        item["creativeWorkStatus"] = ", ".join(known)
    return {
        "@type": "DataFeedItem",
        "dateCreated": documents.moment(publication.first_published_at),
        "dateModified": documents.moment(publication.changed_at),
        "url": address(publication.slug, site=site),
        "item": [item | {"sdPublisher": publisher}],
    }


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


def _carried(text: str) -> str:
    """One publication with a stray control character must not keep all others from readers."""
    return text.translate(_NOT_IN_XML)


def _latest(publication: Publication) -> PublishedVersion:
    assert publication.latest is not None, "`public()` leaves out what was never published"
    return publication.latest
