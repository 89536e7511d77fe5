"""Marks may lie in each other, cross, touch and span lines: the text stays what it was."""

import itertools
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from claims.web import highlights
from claims.web.highlights import Closed, Mark, Opened, Words
from tests.claims import pages

LETTERS = st.text("ab c\n<>&\"'𝒞🏗é", min_size=1, max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(LETTERS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places), max_size=8))
    marks = [
        Mark(min(a, b), max(a, b), number, "candidate", "high", f"#claim-{number}")
        for number, (a, b) in enumerate(spans)
        if a != b
    ]
    return text, marks


@given(marked())
def test_pieces_hold_the_text_once_and_nest(case: tuple[str, list[Mark]]) -> None:
    text, marks = case

    parts = list(highlights.pieces(text, 0, len(text), marks))

    stack: list[int] = []
    for part in parts:
        if isinstance(part, Opened):
            stack.append(part.mark.claim)
        elif isinstance(part, Closed):
            assert stack.pop() == part.mark.claim
    assert stack == []
    assert "".join(part.text for part in parts if isinstance(part, Words)) == text


@given(marked())
def test_every_mark_covers_exactly_its_code_points(case: tuple[str, list[Mark]]) -> None:
    text, marks = case

    covered: dict[int, list[int]] = defaultdict(list)
    open_now: list[int] = []
    at = 0
    for part in highlights.pieces(text, 0, len(text), marks):
        if isinstance(part, Opened):
            open_now.append(part.mark.claim)
        elif isinstance(part, Closed):
            open_now.pop()
        else:
            for claim in open_now:
                covered[claim].extend(range(at, at + len(part.text)))
            at += len(part.text)

    assert covered == {mark.claim: list(range(mark.start, mark.end)) for mark in marks}


@given(marked())
def test_what_the_browser_shows_are_the_lines_of_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case

    shown = highlights.paragraphs(text, marks)

    lines = {start: line for start, line in _lines(text) if line.strip()}
    parsed = {each.start: LexborHTMLParser(f"<p>{each.html}</p>") for each in shown}
    assert {start: pages.one(tree, "p").text() for start, tree in parsed.items()} == lines
    tags = {node.tag for tree in parsed.values() for node in tree.css("p *")}
    assert tags <= {"mark", "a"}


@given(marked())
def test_each_claim_has_one_anchor_for_its_row_to_point_to(case: tuple[str, list[Mark]]) -> None:
    text, marks = case

    html = "".join(each.html for each in highlights.paragraphs(text, marks))

    ids = [node.id for node in LexborHTMLParser(html).css("mark[id]")]
    visible = {f"c{m.claim}" for m in marks if _shown(text, m)}
    assert (len(ids), set(ids)) == (len(set(ids)), visible)


def test_lines_that_are_headings_in_the_text_are_told_from_paragraphs() -> None:
    text = "The bridge\n\nIt was built in 1904.\n\nWho paid for it?\n\nThe town. Or did it?"
    claimed = Mark(0, 10, 1, "candidate", "low", "#c1")

    shown = [line.heading for line in highlights.paragraphs(text, [])]
    marked = [line.heading for line in highlights.paragraphs(text, [claimed])]

    assert (shown, marked) == ([True, False, True, False], [False, False, True, False])


def _lines(text: str) -> list[tuple[int, str]]:
    lines = text.split("\n")
    starts = itertools.accumulate((len(line) + 1 for line in lines), initial=0)
    return list(zip(starts, lines, strict=False))


def _shown(text: str, mark: Mark) -> bool:
    """Whether a line that holds words has a character of this mark."""
    return any(
        line.strip() and max(mark.start, start) < min(mark.end, start + len(line))
        for start, line in _lines(text)
    )
