"""The two ways in which the W3C names a place in a text, each checking the other.

https://www.w3.org/TR/annotation-model/#text-quote-selector and #text-position-selector. "The
selection of the text MUST be in terms of unicode code points": positions here are indices of a
Python string. Libraries that take them from the DOM count UTF-16 code units, so that after an emoji
theirs are too high; the quote tells.
"""

from dataclasses import dataclass

from claims.anchoring.reanchoring import CONTEXT, MOST_PLACES


@dataclass(frozen=True)
class TextQuote:
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class TextPosition:
    """Code points, `end` exclusive."""

    start: int
    end: int


class Unplaceable(ValueError):
    """These selectors do not name one place of the text; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def select(text: str, start: int, end: int) -> tuple[TextQuote, TextPosition]:
    """Both selectors of a span."""
    quote = TextQuote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
    return quote, TextPosition(start, end)


def locate(text: str, quote: TextQuote, position: TextPosition | None) -> tuple[int, int]:
    """The one place that the selectors name.

    The position counts where exactly the quote, with its prefix and suffix, stands there. Else the
    quote with both is looked for, and counts where it stands once. Raises Unplaceable: "absent",
    "elsewhere" (the words are there, the surroundings given are not), "several".
    """
    if position and _fits(text, quote, position.start, position.end):
        return position.start, position.end
    places: list[int] = []
    at = text.find(quote.exact)
    present = at >= 0
    whole = quote.prefix + quote.exact + quote.suffix
    at = text.find(whole)
    while at >= 0 and len(places) < MOST_PLACES:
        places.append(at + len(quote.prefix))
        at = text.find(whole, at + 1)
    if len(places) == 1:
        return places[0], places[0] + len(quote.exact)
    if places:
        raise Unplaceable("several")
    raise Unplaceable("elsewhere" if present else "absent")


def _fits(text: str, quote: TextQuote, start: int, end: int) -> bool:
    return (
        0 <= start < end <= len(text)
        and text[start:end] == quote.exact
        and text.endswith(quote.prefix, 0, start)
        and text.startswith(quote.suffix, end)
    )
