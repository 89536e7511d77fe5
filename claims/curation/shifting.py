"""What a claim says of places in its article, brought to another text of the article."""

from collections.abc import Callable, Mapping
from typing import Any

Where = Callable[[int, int], tuple[int, int] | None]
"""Where a span of one text stands in the other; None where that is not known."""

PLACED = ("statement_parts", "attribution_spans", "times", "signals")
"""The fields with places in the article, besides that of the claim itself."""


def along(start: int, end: int, by: int, *, outside: Where | None = None) -> Where:
    """The places inside of `start` to `end` go `by` code points further; `outside` has the rest."""

    def where(first: int, last: int) -> tuple[int, int] | None:
        if start <= first and last <= end:
            return first + by, last + by
        return outside(first, last) if outside else None

    return where


def nowhere(start: int, end: int) -> None:
    """Of other words no place is known."""


def shifted(values: Mapping[str, Any], where: Where) -> dict[str, Any]:
    """`values` with the places that `where` finds; what it does not find is left out.

    A statement with a part of unknown place has parts no longer; a reason stays, without its
    place.
    """
    return {
        name: _SHIFTS[name](value, where) if name in _SHIFTS else value
        for name, value in values.items()
    }


def _parts(parts: list[dict[str, Any]], where: Where) -> list[dict[str, Any]]:
    found = [_placed(part, where) for part in parts]
    return [part for part in found if part] if all(found) else []


def _spans(spans: list[list[int]], where: Where) -> list[list[int]]:
    return [list(found) for span in spans if (found := where(span[0], span[1]))]


def _times(times: list[dict[str, Any]], where: Where) -> list[dict[str, Any]]:
    return [found for time in times if (found := _placed(time, where))]


def _signals(signals: list[dict[str, Any]], where: Where) -> list[dict[str, Any]]:
    return [_placed(each, where) or _anywhere(each) for each in signals]


def _placed(part: dict[str, Any], where: Where) -> dict[str, Any] | None:
    if part.get("start") is None:
        return part
    place = where(part["start"], part["end"])
    return {**part, "start": place[0], "end": place[1]} if place else None


def _anywhere(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in ("start", "end")}


_SHIFTS: dict[str, Callable[[Any, Where], Any]] = dict(
    zip(PLACED, (_parts, _spans, _times, _signals), strict=True)
)
