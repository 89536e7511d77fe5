"""Single values as publishers write them: text with entities, quoted numbers, dates of all kinds.

None of these raises for what it is given; what means nothing comes back empty.
"""

import html
import math
import re
import unicodedata
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from factcheck import keeping, outbound
from reviews.models.foreign import LONGEST_URL

LONGEST_TEXT = 5_000
"""Characters; whoever writes more into one property has put the article there."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}(?=T|$)")
_WRITTEN_DAYS = ("%Y/%m/%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
_TYPE_END = re.compile(r"[/#:]")


def text(value: Any) -> str:
    """On one line, without markup and entities (some are escaped twice); at most LONGEST_TEXT."""
    said = _said(value)
    for _ in range(2):
        said = html.unescape(said)
    words = " ".join(_TAG.sub(" ", keeping.storable(said)).split())
    return unicodedata.normalize("NFC", words)[:LONGEST_TEXT].strip()


def number(value: Any) -> float | None:
    """Of `2`, `"2"`, `"2.5"` and `"2,5"`; None of `""`, `"two"` and infinity."""
    if isinstance(value, bool):
        return None
    said = _said(value).strip().replace(",", ".")
    try:
        found = float(said) if said.isascii() and "_" not in said else math.nan
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def day(value: Any) -> date | None:
    """The day as it is written, whatever the zone: a publisher dates by its own calendar."""
    said = _said(value).strip()[:60]
    try:
        if (iso := _ISO_DAY.match(said)) is not None:
            return date.fromisoformat(iso[0])
    except ValueError:
        return None
    for form in _WRITTEN_DAYS:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(said).date()
    except ValueError:
        return None


def address(value: Any, *, base: str = "") -> str:
    """The first web address in `value`, as browsers write it; "" where there is none."""
    return next(iter(addresses(value, base=base)), "")


def addresses(value: Any, *, base: str = "") -> list[str]:
    """Each once, in order: of texts, lists, and things with `url` or `@id`."""
    return list(dict.fromkeys(filter(None, (_href(each, base) for each in _pointers(value)))))


def types(node: dict[str, Any]) -> set[str]:
    """`@type` without its vocabulary, in lower case: `claimreview`, `creativework`."""
    named = as_list(node.get("@type", node.get("type")))
    return {_TYPE_END.split(each)[-1].strip().lower() for each in named if isinstance(each, str)}


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def site(url: str) -> str:
    """The host of an address without `www.`; "" of what is none."""
    try:
        return outbound.parse(url).host.removesuffix(".").removeprefix("www.")
    except outbound.OutboundError:
        return ""


def page(url: str) -> str:
    """`url` without the place on the page."""
    return url.partition("#")[0]


def _said(value: Any) -> str:
    """A text out of what may be a list of them, a number, or a JSON-LD value object."""
    for each in as_list(value):
        if isinstance(each, dict):
            each = each.get("@value", each.get("name"))
        if isinstance(each, str) and each.strip():
            return each
        if isinstance(each, int | float) and not isinstance(each, bool):
            return str(each)
    return ""


def _pointers(value: Any) -> list[str]:
    found = []
    for each in as_list(value):
        if isinstance(each, dict):
            found += [each[key] for key in ("url", "@id") if isinstance(each.get(key), str)][:1]
        elif isinstance(each, str):
            found.append(each)
    return found


def _href(written: str, base: str) -> str:
    said = html.unescape(written).strip()
    if not said or len(said) > LONGEST_URL:
        return ""
    try:
        href = outbound.parse(said, base=base or None).href
    except outbound.OutboundError:
        return ""
    return href if len(href) <= LONGEST_URL else ""
