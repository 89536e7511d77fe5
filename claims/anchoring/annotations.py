"""Claims as W3C Web Annotations (JSON-LD), and annotations of others as places in a text.

https://www.w3.org/TR/annotation-model/ and https://www.w3.org/TR/annotation-protocol/
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.anchoring import selectors
from claims.anchoring.selectors import TextPosition, TextQuote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
MOST = 100
"""Annotations taken from one document: as many as a page of ours has, some seconds of work."""
_LISTS = {"AnnotationPage": "items", "AnnotationCollection": "first"}


@dataclass(frozen=True, kw_only=True)
class Annotated:
    """What an annotation of ours says; `id` and `source` are addresses."""

    id: str
    source: str
    start: int
    end: int
    statement: str
    language: str
    creator: str
    person: bool
    created: datetime


@dataclass(frozen=True, kw_only=True)
class Given:
    """What an annotation of somebody's says about a place; `statement` may be empty."""

    quote: TextQuote
    position: TextPosition | None
    statement: str


class UnreadableAnnotation(ValueError):
    """It cannot be understood; `code` says why, of which field it is `name`."""

    def __init__(self, code: str, *, name: str = "") -> None:
        super().__init__(code)
        self.code, self.name = code, name


def annotation(of: Annotated, text: str) -> dict[str, Any]:
    """One annotation, without its @context."""
    quote, position = selectors.select(text, of.start, of.end)
    body: dict[str, Any] = {
        "type": "TextualBody",
        "value": of.statement,
        "format": "text/plain",
        "purpose": "describing",
    }
    if of.language:
        body["language"] = of.language
    return {
        "id": of.id,
        "type": "Annotation",
        "motivation": "highlighting",
        "creator": {"type": "Person" if of.person else "Software", "name": of.creator},
        "created": of.created.isoformat(),
        "body": body,
        "target": {
            "type": "SpecificResource",
            "source": of.source,
            "selector": [
                {"type": "TextQuoteSelector"} | vars(quote),
                {"type": "TextPositionSelector"} | vars(position),
            ],
        },
    }


def collection(
    address: str, label: str, items: list[dict[str, Any]], *, total: int, first: int, page: int
) -> dict[str, Any]:
    """A collection with its first page, or a further page; `first` is the number of its first item.

    Pages are at `address` with `?page=` and a number from 1.
    """
    shown: dict[str, Any] = {
        "id": f"{address}?page={page}",
        "type": "AnnotationPage",
        "startIndex": first,
        "items": items,
    }
    if first + len(items) < total:
        shown["next"] = f"{address}?page={page + 1}"
    if page > 1:
        shown["prev"] = f"{address}?page={page - 1}"
        shown["partOf"] = {"id": address, "total": total}
        return {"@context": CONTEXT, **shown}
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": total,
        "first": shown,
    }


def documents(data: object) -> Iterator[object]:
    """The annotations in a list, a page, a collection with its first page, or one alone."""
    while isinstance(data, Mapping) and (inside := _LISTS.get(_kind(data))) and inside in data:
        data = data[inside]
    yield from data if isinstance(data, list) else [data]


def given(data: object) -> Given:
    """What one annotation says. Raises UnreadableAnnotation."""
    if not isinstance(data, Mapping) or _kind(data) != "Annotation":
        raise UnreadableAnnotation("type")
    found = list(_selectors(data))
    quotes = [each for each in found if each.get("type") == "TextQuoteSelector"]
    places = [each for each in found if each.get("type") == "TextPositionSelector"]
    if not quotes or not isinstance(quotes[0].get("exact"), str) or not quotes[0]["exact"].strip():
        raise UnreadableAnnotation("quote")
    return Given(
        quote=TextQuote(*(_string(quotes[0], name) for name in ("exact", "prefix", "suffix"))),
        position=_position(places[0]) if places else None,
        statement=_statement(data.get("body")),
    )


def _selectors(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    targets = data.get("target")
    targets = targets if isinstance(targets, list) else [targets]
    if len(targets) != 1 or not isinstance(targets[0], Mapping):
        raise UnreadableAnnotation("target")
    chosen = targets[0].get("selector")
    for each in chosen if isinstance(chosen, list) else [chosen]:
        if isinstance(each, Mapping):
            yield each


def _position(data: Mapping[str, Any]) -> TextPosition | None:
    start, end = data.get("start"), data.get("end")
    if type(start) is not int or type(end) is not int:
        raise UnreadableAnnotation("position")
    return TextPosition(start, end)


def _statement(body: object) -> str:
    """The words of the first body that describes; a comment is no wording of the claim."""
    for each in body if isinstance(body, list) else [body]:
        if isinstance(each, Mapping) and each.get("purpose") == "describing":
            return _string(each, "value")
    return ""


def _string(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    if value is not None and not isinstance(value, str):
        raise UnreadableAnnotation("text", name=name)
    return value or ""


def _kind(data: Mapping[str, Any]) -> str:
    """The one type of ours among several that a document may have."""
    kinds = data.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    known = [each for each in kinds if each in ("Annotation", *_LISTS)]
    return str(known[0]) if known else ""
