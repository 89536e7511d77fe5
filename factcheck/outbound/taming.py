"""Making hostile markup cheap to parse.

HTML parsers search the open elements, and the attributes of one tag, from end to end: two
megabytes of "<div>" or of attributes cost them minutes, in which a whole batch stands still. The
cost is estimated first, by a scan that takes one look at each character; what would be too dear
is reduced to its text and line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex as re  # possessive quantifiers of `re` are wrong before Python 3.11.5

HARMLESS = 50_000
"""Characters that cost half a second at most, however they are arranged."""

MOST_STEPS = 20_000_000
"""Open elements seen by all tags, and squares of attribute counts: some 0.1 s of parsing."""

COPY = 20
"""Steps that copying one unclosed formatting element into a later paragraph is worth."""

LONG_TAG = 1_000

_FORMATTING = "a b big code em font i nobr s small strike strong tt u"
FORMATTING = frozenset(_FORMATTING.split())

# Void elements, and those that the next of their kind closes: they do not nest.
_UNCOUNTED = """
    area base br col embed hr img input link meta param source track wbr
    html head body p li dt dd tr td th tbody thead tfoot option optgroup rt rp colgroup
"""
UNCOUNTED = frozenset(_UNCOUNTED.split())
RAW = frozenset({"script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed"})
KEPT_RAW = frozenset({"script", "title"})
INLINE = FORMATTING | {"span", "abbr", "cite", "q", "sub", "sup", "mark", "time", "wbr", "img"}

# One tag as the standard's tokeniser reads it (HTML, section 13.2.5), never going back a step.
_TAG = re.compile(
    r"""<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)
        (?:[\s/]++
          |[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+
        )*+>""",
    re.VERBOSE,
)
_START = re.compile(r"</?[a-zA-Z]|<!--")


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    name: str
    closing: bool
    raw_end: int  # where the element's raw text ends; `end` if it has none


def tame(markup: str) -> str:
    """`markup` itself, or its text with line breaks if parsing it would take too long."""
    if len(markup) <= HARMLESS or not _is_dear(markup):
        return markup
    return "".join(_flattened(markup))


def _is_dear(markup: str) -> bool:
    steps = depth = formatting = 0
    for tag in _tags(markup):
        if tag.end - tag.start > LONG_TAG:
            steps += len(markup[tag.start : tag.end].split()) ** 2
        if tag.name not in UNCOUNTED:
            change = -1 if tag.closing else 1
            depth = max(0, depth + change)
            if tag.name in FORMATTING:
                formatting = max(0, formatting + change)
        # Each tag is looked up among the elements open at its place, each formatting element
        # copied into each paragraph that follows.
        steps += depth + formatting * COPY
        if steps > MOST_STEPS:
            return True
    return False


def _flattened(markup: str) -> Iterator[str]:
    position = 0
    for tag in _tags(markup):
        yield markup[position : tag.start].replace("<", "&lt;")
        if tag.name in KEPT_RAW and tag.raw_end > tag.end:
            yield f"<{tag.name}>{markup[tag.end : tag.raw_end]}</{tag.name}>"
        elif tag.name not in INLINE:
            yield "<br>"
        position = tag.raw_end
    rest = markup[position:]
    yield rest[: _cut_off(rest)].replace("<", "&lt;")


def _cut_off(rest: str) -> int:
    """Where a tag or comment begins that never ends: browsers drop it and all that follows."""
    found = _START.search(rest)
    return found.start() if found else len(rest)


def _tags(markup: str) -> Iterator[_Tag]:
    """All tags outside comments, scripts and styles; stops at one that never ends."""
    position = 0
    while found := _START.search(markup, position):
        if found[0] == "<!--":
            position = markup.find("-->", found.start()) + 3
            if position < 3:
                return
            continue
        match = _TAG.match(markup, found.start())
        if match is None:
            return
        name, closing = match["name"].lower(), bool(match["slash"])
        position = match.end()
        if name in RAW and not closing:
            position = _raw_end(markup, name, position)
        yield _Tag(match.start(), match.end(), name, closing, position)


def _raw_end(markup: str, name: str, start: int) -> int:
    found = re.compile(rf"</{name}", re.IGNORECASE).search(markup, start)
    return found.start() if found else len(markup)
