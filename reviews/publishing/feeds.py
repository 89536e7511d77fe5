"""The fact-checks as feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1."""

import html
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.utils import feedgenerator
from django.utils.feedgenerator import get_tag_uri
from django.utils.xmlutils import SimplerXMLGenerator

from reviews.models import Publication, PublishedVersion
from reviews.publishing import document as documents
from reviews.publishing.claimreview import Json, Site
from reviews.publishing.entries import Entry
from reviews.publishing.entries import states as states  # asked for under this name elsewhere

LENGTH = 50  # entries; older ones are in the archive and the API
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed that has told nothing yet
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Channel:
    """A feed under its own address; `page` is where people read the same."""

    title: str
    subtitle: str
    page: str
    url: str
    site: Site
    language: str
    entries: list[Entry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=NEVER)


def newest(*, topic: str = "", claimant: str = "") -> list[Publication]:
    """The publications that changed last, retracted ones among them: readers must learn of it."""
    found = Publication.objects.public().latest_change_first()
    if topic:
        found = found.filter(topic_slugs__contains=[topic])
    if claimant:
        found = found.none() if "\0" in claimant else found.filter(claimant=claimant)
    return list(found[:LENGTH])


def newest_changes() -> list[PublishedVersion]:
    """Corrections, updates and retractions, the latest first."""
    return list(PublishedVersion.objects.changes().select_related("publication")[:LENGTH])


def atom(channel: Channel) -> bytes:
    return _written(_Atom, channel)


def rss(channel: Channel) -> bytes:
    return _written(_Rss, channel)


def json_feed(channel: Channel) -> bytes:
    return orjson.dumps(
        {
            "version": JSON_FEED,
            "title": channel.title,
            "description": channel.subtitle,
            "home_page_url": channel.page,
            "feed_url": channel.url,
            "language": channel.language,
            "authors": [{"name": channel.site.name, "url": f"{channel.site.url}/"}],
            "items": [_item(entry) for entry in channel.entries],
        }
    )


class _Dated:
    """Django would date an empty feed with this very moment: each answer would be another."""

    feed: dict[str, Any]
    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


class _Atom(_Dated, feedgenerator.Atom1Feed):
    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


class _Rss(_Dated, feedgenerator.Rss201rev2Feed):
    pass


def _written(form: type[_Atom | _Rss], channel: Channel) -> bytes:
    feed = form(
        title=channel.title,
        link=channel.page,
        description=channel.subtitle,
        subtitle=channel.subtitle,
        language=channel.language,
        author_name=channel.site.name,
        feed_url=channel.url,
        feed_guid=channel.page,
    )
    for entry in channel.entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.html if form is _Rss else html.escape(entry.summary, quote=False),
            unique_id=_name(entry),
            unique_id_is_permalink=False,
            pubdate=entry.since,
            updateddate=entry.updated,
            categories=entry.tags,
            author_name=channel.site.name if form is _Atom else None,
            html=entry.html,
        )
    text: str = feed.writeString("utf-8")
    return text.encode()


def _name(entry: Entry) -> str:
    return get_tag_uri(entry.url, entry.since)


def _item(entry: Entry) -> Json:
    made: Json = {
        "id": _name(entry),
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": documents.moment(entry.since),
        "date_modified": documents.moment(entry.updated),
        "tags": entry.tags,
        "language": entry.language,
    }
    return made | {"image": entry.picture} if entry.picture else made
