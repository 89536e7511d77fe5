"""Partial responses: `fields=claims(text,claimReview/url),nextPageToken`.

https://developers.google.com/custom-search/docs/performance#partial-response: commas separate
fields, a slash goes inwards, parentheses select several within, `*` is everything there.
"""

from typing import Any

from reviews.api.google_answers import BadParameter

Mask = dict[str, Any]
DEEPEST = 10
_MARKS = frozenset(",/()")


def parse(text: str) -> Mask:
    """The mask as a tree; an empty branch is everything below. Raises BadParameter."""
    rest = _tokens(text)
    mask = _selection(rest, depth=0)
    if rest:
        raise _wrong(text, f"“{rest[0]}” closes nothing")
    return mask


def apply(mask: Mask, body: Any) -> Any:
    """Of `body` only what `mask` selects; of lists the same of each item.

    What has nothing below it is left out where something below it was asked for.
    """
    if not mask or ("*" in mask and not mask["*"]):
        return body
    if isinstance(body, list):
        return [apply(mask, each) for each in body]
    if not isinstance(body, dict):
        return body
    every: Mask | None = mask.get("*")
    wanted = {name: mask.get(name, every) for name in body}
    chosen = {name: below for name, below in wanted.items() if below is not None}
    return {
        name: apply(below, body[name])
        for name, below in chosen.items()
        if not below or isinstance(body[name], dict | list)
    }


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for character in text:
        if character in _MARKS:
            found.append(character)
        elif found and found[-1] not in _MARKS:
            found[-1] += character
        else:
            found.append(character)
    return [token.strip() for token in found]


def _selection(rest: list[str], *, depth: int) -> Mask:
    """Consumes `rest` up to its end or to a parenthesis that closes."""
    mask: Mask = {}
    while True:
        names, below = _path(rest, depth)
        inner = mask
        for name in names[:-1]:
            inner = inner.setdefault(name, {})
        inner.setdefault(names[-1], {}).update(below)
        if not rest or rest[0] != ",":
            return mask
        rest.pop(0)


def _path(rest: list[str], depth: int) -> tuple[list[str], Mask]:
    """`a/b/c` and what stands in parentheses after it."""
    names = [_name(rest)]
    while rest and rest[0] == "/":
        rest.pop(0)
        names.append(_name(rest))
    if len(names) + depth > DEEPEST:
        raise _wrong("", "it is nested too deeply")
    if not rest or rest[0] != "(":
        return names, {}
    rest.pop(0)
    below = _selection(rest, depth=depth + len(names))
    if not rest or rest.pop(0) != ")":
        raise _wrong("", "a parenthesis is not closed")
    return names, below


def _name(rest: list[str]) -> str:
    if not rest or rest[0] in _MARKS or not rest[0]:
        raise _wrong("", "a field's name is missing")
    return rest.pop(0)


def _wrong(text: str, why: str) -> BadParameter:
    said = f" “{text[:80]}”" if text else ""
    return BadParameter("fields", f"Invalid field selection{said}: {why}.")
