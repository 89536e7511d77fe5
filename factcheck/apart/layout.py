"""From the lines of a printed page to the paragraphs that were set in them.

Pure: places in, text out. Every pass looks at each line a bounded number of times.
"""

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

HYPHEN = "\x02"
"""How the reader of PDFs marks a hyphen that it takes for the end of a line."""

_NEIGHBOURS = 6
_EDGES = 2  # lines at the top and at the bottom of a page that may be a running head
_DIGITS = re.compile(r"\d{1,9}")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-‐\u00ad\x02]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|sayfa|стр\.?|صفحة|p\.|s\.)?\s*[-–]?\s*\d{1,4}"
    r"(?:\s*(?:/|of|von|de|di|из)\s*\d{1,4})?\s*[-–]?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d[-–]$")
_BULLET = re.compile(r"[•▪‣◦●■□➢✓·]\s*\S")
_ITEM = re.compile(r"(?:[-–—*]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_ENDS = tuple(".!?…:;؟。！？।")
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Line:
    """In points from the page's lower left corner; `y` is the line the letters stand on.

    Where text runs from the right, `left` and `right` are mirrored: `left` is where it begins.
    """

    page: int
    text: str
    left: float
    right: float
    y: float
    size: float


def line(page: int, text: str, left: float, right: float, *, y: float, size: float) -> Line:
    if _runs_from_the_right(text):
        left, right = -right, -left
    return Line(page, text.strip(), left, right, y, max(size, 1.0))


def paragraphs(lines: Iterable[Line]) -> list[str]:
    """The running text: without running heads and page numbers, words made whole again."""
    kept = _without_furniture([each for each in lines if each.text])
    words = Counter(word.lower() for each in kept for word in _WORD.findall(each.text[:-1]))
    leading = _leading(kept)
    columns = _columns(kept)
    done: list[str] = []
    begun: list[Line] = []
    for index, each in enumerate(kept):
        column, indent = columns[index - 1], each.left - columns[index][0]
        if begun and _breaks(begun, each, leading=leading, column=column, indent=indent):
            done.append(_joined(begun, words))
            begun = []
        begun.append(each)
    if begun:
        done.append(_joined(begun, words))
    return done


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Drop what stands at the same height on many pages, page numbers apart."""
    pages: dict[int, list[Line]] = {}
    for each in lines:
        pages.setdefault(each.page, []).append(each)
    edges = {each: _forms(each) for of_page in pages.values() for each in _at_edges(of_page)}
    seen = Counter(form for _, form in {(e.page, form) for e in edges for form in edges[e]})
    enough = 2 if len(pages) <= 4 else 3
    furniture = {
        each
        for each, forms in edges.items()
        if _PAGE_NUMBER.fullmatch(each.text) or any(seen[form] >= enough for form in forms)
    }
    return [each for each in lines if each not in furniture]


def _at_edges(lines: list[Line]) -> set[Line]:
    heights = sorted({round(each.y) for each in lines})
    edges = {*heights[:_EDGES], *heights[-_EDGES:]}
    return {each for each in lines if round(each.y) in edges}


def _forms(edge: Line) -> set[str]:
    """A line as it may come again: as it is, or with a number that grows with the pages.

    Any other number is the page's own: "Table 2" and "Table 3" are no running heads.
    """
    numbers = list(_DIGITS.finditer(edge.text))
    ends = [numbers[0], numbers[-1]] if numbers else []
    grown = (
        f"{edge.text[: n.start()]}#{int(n[0]) - edge.page}{edge.text[n.end() :]}" for n in ends
    )
    return {f"{round(edge.y / 4)} {text}" for text in (edge.text, *grown)}


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, in sizes of their letters."""
    steps = [
        (one.y - two.y) / two.size
        for one, two in pairwise(lines)
        if one.page == two.page and 0.5 < (one.y - two.y) / two.size < 3
    ]
    return statistics.median(steps) if steps else 1.2


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """For each line, the edges of the lines around it that begin about where it does.

    A line alone tells nothing of its column's edge, which is put as far again to the right.
    """
    edges = []
    for index, each in enumerate(lines):
        around = lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
        alike = [
            other
            for other in around
            if other.page == each.page
            and abs(other.left - each.left) < 3 * each.size
            and abs(other.size - each.size) < 0.2 * each.size
        ]
        left, right = min(line.left for line in alike), max(line.right for line in alike)
        edges.append((left, right if len(alike) > 1 else right + abs(right - left)))
    return edges


def _breaks(
    begun: list[Line], new: Line, *, leading: float, column: tuple[float, float], indent: float
) -> bool:
    """Whether `new` begins another paragraph; `column` holds the edges around the line before,
    `indent` is how far `new` is set in from the lines around it."""
    last = begun[-1]
    if abs(new.size - last.size) > 0.12 * max(new.size, last.size):
        return True
    down = last.y - new.y
    short = (column[1] - last.right) / max(column[1] - column[0], 1.0)
    if new.page != last.page or down < -0.5 * last.size or down > 8 * last.size:
        set_in = indent > 0.8 * new.size
        return set_in or not _runs_on(last, new, short=short)  # the next page or column
    if down < 0.5 * last.size:
        return False  # the same line, further on
    if down > leading * 1.25 * new.size or _BULLET.match(new.text):
        return True
    return _breaks_by_shape(begun, new, short=short)


def _breaks_by_shape(begun: list[Line], new: Line, *, short: float) -> bool:
    last = begun[-1]
    left = min(each.left for each in begun[-_NEIGHBOURS:])
    centred = abs((last.left + last.right) - (new.left + new.right)) < last.size
    indented = last.left - left < 0.3 * new.size and new.left - left > 0.8 * new.size
    if indented and not centred and not _hangs(begun):
        return True
    if short > 0.1 and (_ends(last.text) or _ITEM.match(new.text)):
        return True
    if _ends(last.text) and _ITEM.match(new.text):
        return True
    return short > 0.4 and not centred and not _begins_small(new.text)


def _hangs(begun: list[Line]) -> bool:
    """An item of a list, whose further lines are set in."""
    return len(begun) == 1 and bool(_BULLET.match(begun[0].text) or _ITEM.match(begun[0].text))


def _runs_on(last: Line, new: Line, *, short: float) -> bool:
    """Whether a paragraph goes on at the top of the next column or page.

    A line that reaches the edge exactly is seldom the last one of its paragraph.
    """
    if _broken_word(last.text) or short < 0.015:
        return True
    small = _begins_small(new.text) or not _has_case(new.text)
    return not _ends(last.text) and (small or short < 0.1)


def _joined(lines: list[Line], words: Counter[str]) -> str:
    pieces = [lines[0].text]
    for each in lines[1:]:
        pieces[-1], glue = _ended(pieces[-1], each.text, words)
        pieces += [glue, each.text]
    return "".join(pieces).replace(HYPHEN, "-").replace("\u00ad", "")


def _ended(text: str, more: str, words: Counter[str]) -> tuple[str, str]:
    """How the line `text` ends before `more`, and what stands between the two."""
    broken, rest = _broken_word(text), _FIRST_WORD.match(more)
    if broken:
        if not rest or not more[0].islower():
            return text[:-1], "-"  # Franco-German, 2019-2020
        whole = f"{broken}{rest[0]}".lower()
        compound = words[f"{broken}-{rest[0]}".lower()] > words[whole]
        return text[:-1], "-" if compound else ""
    if _RANGE.search(text) and more[0].isdigit():
        return text, ""
    return text, "" if _is_ideograph(text[-1]) and _is_ideograph(more[0]) else " "


def _broken_word(text: str) -> str:
    found = _LAST_WORD.search(text[-80:])
    return found[1] if found else ("0" if text[-1:] == HYPHEN else "")


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_ENDS)


def _begins_small(text: str) -> bool:
    return text[:1].islower()


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _is_ideograph(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7a3"


def _runs_from_the_right(text: str) -> bool:
    strong: Iterator[str] = (unicodedata.bidirectional(letter) for letter in text[:200])
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)
