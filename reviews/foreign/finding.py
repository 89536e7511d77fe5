"""ClaimReviews in what a publisher serves: JSON-LD in a page, a file of JSON, a DataFeed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from reviews.foreign import reading, values
from reviews.foreign.reading import Markup, Node, Surroundings, Unreadable

DEEPEST = 100
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


@dataclass(frozen=True)
class Found:
    """The review at `number` of a source, or why there is none that can be used.

    `where` names the line or block it stands in; `said` is what could be read of the claim.
    """

    number: int
    where: str = ""
    markup: Markup | None = None
    why: str = ""
    field: str = ""
    said: str = ""


def in_html(page: str, *, url: str) -> list[Found]:
    """Of each block of JSON-LD; a broken block is one refusal. Microdata is not read."""
    tree = LexborHTMLParser(page)
    language = (tree.root.attributes.get("lang") or "") if tree.root is not None else ""
    around = Surroundings(url=url, language=language)
    found: list[Found] = []
    for count, script in enumerate(tree.css('script[type^="application/ld+json" i]'), start=1):
        where = _("JSON-LD block %(number)s") % {"number": count}
        found += _numbered(_in_text(script.text(), where, around), after=len(found))
    return found


def in_json(content: str) -> list[Found]:
    """Of one JSON document, or of JSON Lines."""
    around = Surroundings()
    try:
        return _numbered(_in_document(_loaded(content), "", around), after=0)
    except ValueError as error:
        lines = [line for line in enumerate(content.splitlines(), start=1) if line[1].strip()]
        if len(lines) < 2 or not _is_json(lines[0][1]):
            return [Found(1, why=_not_json(error))]
    found: list[Found] = []
    for count, line in lines:
        where = _("line %(number)s") % {"number": count}
        found += _numbered(_in_text(line, where, around), after=len(found))
    return found


def is_feed(content: str) -> bool:
    return '"DataFeed"' in content[:4_096]


def _numbered(found: Iterator[Found], *, after: int) -> list[Found]:
    return [replace(each, number=after + n) for n, each in enumerate(found, start=1)]


def _in_text(content: str, where: str, around: Surroundings) -> Iterator[Found]:
    try:
        document = _loaded(content)
    except ValueError as error:
        yield Found(0, where, why=_not_json(error))
    else:
        yield from _in_document(document, where, around)


def _loaded(content: str) -> Any:
    """JSON as browsers' consoles would forgive it. Raises ValueError.

    Control characters within strings are common, and so are comment marks around the whole and a
    comma after the last item; NaN and Infinity are nothing.
    """
    bare = _WRAPPED.sub("", _WRAPPED.sub("", content.removeprefix("\ufeff"))).strip().rstrip(";")
    try:
        try:
            return json.loads(bare, strict=False, parse_constant=lambda _: None)
        except ValueError:
            mended = _TRAILING_COMMA.sub("", bare)
            return json.loads(mended, strict=False, parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError(_("it is nested too deeply")) from error


def _is_json(line: str) -> bool:
    try:
        return isinstance(_loaded(line), dict | list)
    except ValueError:
        return False


def _not_json(error: Exception) -> str:
    return _("This is not JSON: %(why)s.") % {"why": str(error).rstrip(".")[:200]}


def _in_document(document: Any, where: str, around: Surroundings) -> Iterator[Found]:
    nodes = list(_nodes(document))
    told = {str(node["@id"]): node for node, _url in nodes if len(node) > 1 and "@id" in node}
    for node, near in nodes:
        if _is_review(node):
            yield _read(node, where, replace(around, nodes=told, url=near or around.url))


def _read(node: Node, where: str, around: Surroundings) -> Found:
    said = values.text(node.get("claimReviewed"))
    try:
        return Found(0, where, markup=reading.read(node, around), said=said)
    except Unreadable as refused:
        return Found(0, where, why=str(refused), field=refused.field, said=said)


def _is_review(node: Node) -> bool:
    """A plain Review that tells the claim it reviews is one by another name."""
    kinds = values.types(node)
    return "claimreview" in kinds or ("review" in kinds and "claimReviewed" in node)


def _nodes(document: Any) -> Iterator[tuple[Node, str]]:
    """Every object, in the order of the text, with the address of the feed's item it lies in.

    By hand and not by recursion: how deep a stranger nests is the stranger's choice.
    """
    waiting: list[tuple[Any, str, int]] = [(document, "", 0)]
    while waiting:
        value, near, depth = waiting.pop()
        if isinstance(value, dict):
            yield value, near
            if "datafeeditem" in values.types(value):
                near = values.address(value.get("url"))
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list) and depth < DEEPEST:
            deeper = [each for each in inner if isinstance(each, dict | list)]
            waiting += [(each, near, depth + 1) for each in reversed(deeper)]
