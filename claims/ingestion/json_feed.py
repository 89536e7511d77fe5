"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), in the shape
`formats.children.feed` gives.

It is JSON, so there is nothing to it but names.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from claims.exceptions import NoFeed

_VERSION = "https://jsonfeed.org/version/"


def is_one(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("{") and "jsonfeed.org/version/" in text[:10_000]


def parsed(text: str) -> dict[str, Any]:
    """Raises NoFeed for what is no JSON, or JSON of another shape."""
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NoFeed(
            _("This feed is no proper JSON, so it cannot be read."), field="url"
        ) from error
    items = found.get("items") if isinstance(found, dict) else None
    version = found.get("version") if isinstance(found, dict) else None
    if not isinstance(items, list) or not str(version).startswith(_VERSION):
        raise NoFeed(_("This JSON is no JSON Feed: it lists no items."), field="url")
    return {
        "feed": {"title": _text(found.get("title"))},
        "entries": [_entry(each) for each in items if isinstance(each, dict)],
    }


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    content = _text(item.get("content_html")) or _text(item.get("content_text"))
    return {
        "id": _text(item.get("id")),
        "link": _text(item.get("url")) or _text(item.get("external_url")),
        "title": _text(item.get("title")),
        "author": ", ".join(_names(item)),
        "content": content,
        "summary": _text(item.get("summary")),
        "published": _moment(item.get("date_published")),
        "updated": _moment(item.get("date_modified")),
    }


def _names(item: dict[str, Any]) -> Iterable[str]:
    """Version 1.1 has a list of authors, 1.0 one author."""
    authors = item.get("authors")
    listed = authors if isinstance(authors, list) else [item.get("author")]
    for each in listed[:10]:
        if isinstance(each, dict) and (name := _text(each.get("name"))):
            yield name


def _text(value: object) -> str:
    """Numbers are coerced, as the specification asks of readers for ids."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _moment(value: object) -> list[int] | None:
    try:
        at = datetime.fromisoformat(_text(value))
        return list((at.astimezone(UTC) if at.tzinfo else at).timetuple()[:6])
    except (ValueError, OverflowError):
        return None
