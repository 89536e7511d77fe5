"""Telling at a glance, from the bytes of a page, that it is a page and nothing else.

Most checks ask no quote of a page, and parsing it costs thirty times as much as fetching it. Here
it costs a few searches. The answer is "clear" only where no rule of `walls` and `soft404` about
what a page *shows* can apply; whatever is in doubt is read in full. (Rules about addresses and
neighbours are the caller's.) Text that a page hides is taken for text it shows: a sign-in form
beside nine kilobytes of hidden words passes for a page, as it does where a style sheet hides them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from factcheck.outbound import Response, reading
from reviews.links import soft404, titles, walls

SMALL = 16 * 1024
"""Bytes that are searched for marks at once; of more it is first asked how much they show."""

TINY = 2 * 1024
"""Bytes up to which a page without scripts may hold nothing but a check in a frame."""

MOST_BYTES = 3
"""Bytes of a code point of text, in the scripts where it takes most (UTF-8)."""

ENOUGH = max(soft404.PARKED_PAGE, soft404.SHORT_PAGE, walls.SHORT_PAGE) * MOST_BYTES
"""Bytes of visible text from which a page is too long for any rule about what it shows."""

NOT_A_SHELL = walls.SHELL * MOST_BYTES

MOST_TITLES = 5
LONGEST_TITLE = reading.LONGEST_TITLE * 4

SCRIPTED_MARKS = (
    *(b"captcha", b"_cf_chl", b"challenge", b"incapsula", b"perimeterx", b"kasada", b"kpsdk"),
    *(b"awswaf", b"perfdrive", b"sucuri", b"datadome", b"rbzns", b"bodis", b"afternic", b"dan.com"),
    *(b"dan.net", b"undeveloped", b"uniregistry", b"parking", b"parklogic", b"above.com"),
    *(b"skenzo", b"sedo.com"),
)
"""Words without which none of a page's scripts is one of a bot check or of a parked domain."""

FORM_MARKS = (b"password", b"domain", b"parked")
"""Words without which a page is no form for signing in and no offer of a domain."""

# All words in one pass, at a tenth of what looking for one after the other takes.
_SCRIPTED = ahocorasick_rs.BytesAhoCorasick(SCRIPTED_MARKS)
_ANY = ahocorasick_rs.BytesAhoCorasick(SCRIPTED_MARKS + FORM_MARKS)
_STRETCH = 64 * 1024
_OVERLAP = max(len(mark) for mark in SCRIPTED_MARKS + FORM_MARKS) - 1

# Elements that show nothing, or menus; and stretches of text between tags, too long for a menu.
_PASSED_OVER = "script style noscript template nav svg math select iframe object dialog head"
_NEXT = re.compile(
    rb"<(" + "|".join(_PASSED_OVER.split()).encode() + rb")\b|<(!--)|>([^<>]{30,})",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<[^>]*>?")
_WIDE = ("utf-16", "utf-32")


@dataclass(frozen=True, slots=True)
class Glance:
    """A page that is clear, by its title."""

    title: str


def at(response: Response) -> Glance | None:
    """What a glance tells; None where the page must be read to know."""
    if response.media_type not in reading.HTML or response.undecoded:
        return None
    if response.charset.startswith(_WIDE) or walls.says_challenge(response):
        return None
    lowered = response.body.lower()
    named = _texts(response, lowered, b"<title", b"</title")
    parts = _parts(named + _texts(response, lowered, b"<h1", b"</h1"))
    if walls.is_challenge_title(parts) or soft404.may_say_not_found(parts):
        return None
    if (len(lowered) > SMALL and _shows(lowered, ENOUGH)) or _is_plain(lowered):
        return Glance(named[0] if named else "")
    return None


def may_be_challenge(response: Response) -> bool:
    """Whether the answer must be read to know that it is no bot check."""
    lowered = response.body.lower()
    named = _texts(response, lowered, b"<title", b"</title")
    return walls.is_challenge_title(_parts(named)) or _bears(lowered, _SCRIPTED)


def _parts(texts: Iterable[str]) -> set[str]:
    return {part for text in texts for part in titles.parts(text)}


def _is_plain(lowered: bytes) -> bool:
    """Whether a page bears no mark of a form, a bot check or a sale, and is no empty shell."""
    scripted = b"<script" in lowered
    if not scripted and len(lowered) > TINY:
        return not any(mark in lowered for mark in FORM_MARKS)
    if _bears(lowered, _ANY):
        return False
    return not scripted or _shows(lowered, NOT_A_SHELL)


def _bears(lowered: bytes, marks: ahocorasick_rs.BytesAhoCorasick) -> bool:
    """Whether any of `marks` stands in the page. In stretches, as each look finds all there are:
    a page that is nothing but marks must not fill the memory with them."""
    return any(
        marks.find_matches_as_indexes(lowered[at : at + _STRETCH + _OVERLAP])
        for at in range(0, len(lowered), _STRETCH)
    )


def _shows(lowered: bytes, enough: int) -> bool:
    """Whether the page shows `enough` bytes of text, in stretches of some length.

    No byte is looked at twice: what begins and does not end is left to the parser.
    """
    seen = at = 0
    while found := _NEXT.search(lowered, at):
        name, comment, text = found.groups()
        at = found.end()
        if text is not None:
            seen += len(text)
            if seen >= enough:
                return True
            continue
        at = lowered.find(b"-->" if comment else b"</" + name, at)
        if at < 0:
            return False
    return False


def _texts(response: Response, lowered: bytes, opening: bytes, closing: bytes) -> list[str]:
    """The text of the first element of a kind; of further ones while comments stand before them,
    as those may be commented out."""
    found: list[str] = []
    comment = lowered.find(b"<!--")  # once: a page may hold a hundred thousand empty titles
    at = lowered.find(opening)
    while at >= 0:
        start = lowered.find(b">", at) + 1
        end = lowered.find(closing, at)
        stop = start + LONGEST_TITLE
        if end < 0 or end > stop:
            end = stop
        if start and end > start:
            found.append(_text(response, response.body[start:end]))
        if len(found) >= MOST_TITLES or not 0 <= comment < at:
            break
        at = lowered.find(opening, max(start, end))
    return found


def _text(response: Response, markup: bytes) -> str:
    if b"<" in markup:
        markup = _TAG.sub(b"", markup)
    text = b" ".join(markup.split()).decode(response.charset, "replace")
    return html.unescape(text) if "&" in text else text
