"""What is selected in a browser is what the desk stores: code points, whatever the script."""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from claims.curation import spans
from tests.e2e import people, selecting
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PIECES = (
    "the crane", "4,210", "in May.", "👩‍👩‍👧", "🇩🇪🇩🇰", "👍🏽", "𝒞𝒽", "e\u0301x\u0302", "ﷺ", "1️⃣",
    "قالت الهيئة", "بِسْمِ", "של המים", "שָׁלוֹם", "港口在五月。", "カタカナひらがな",
    "한국어", "नमस्ते", "ไทยแลนด์", "🚢⚓", "\u200f", "ﬁ", "a\u00a0b", "<b>&amp;</b>",
    "o\u0323\u0302", "«quay»", "don’t", "x\u200dy",
)  # fmt: skip
LINES = st.lists(
    st.lists(
        st.sampled_from(PIECES) | st.text("aé\u0308ß漢ا\u064bम\u093f🏽\u200d👩-' ", min_size=1),
        min_size=2,
        max_size=9,
    ),
    min_size=2,
    max_size=4,
)
POINTS = st.tuples(st.integers(0, 999), st.integers(0, 999))
_numbers = itertools.count(1)
GRAPHEMES = """
([text, at]) => [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)]
  .some(({ index }) => index === at) || at === text.length
"""


def add(page: Page, text: str) -> None:
    page.goto("/articles/")
    page.get_by_label("Add an article").fill(text)
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("[data-article-text]")).to_be_visible()


@pytest.fixture(scope="module")
def page(chromium: Browser, desk: Desk) -> Any:
    people.hire(desk, ("selma", "Selma", "Reyes", "reviewer"))
    return people.member(chromium, desk, "selma")


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=LINES, edges=st.lists(st.tuples(POINTS, POINTS), min_size=8, max_size=8))
def test_what_is_selected_is_what_the_desk_stores(
    page: Page, desk: Desk, lines: list[list[str]], edges: list[tuple[Any, Any]]
) -> None:
    body = "\n\n".join(f"{' '.join(line)} end." for line in lines)
    add(page, f"Report {next(_numbers)}: the ferry carried 397,400.\n\n{body}")
    text = selecting.text_of(desk, page)
    for edge in edges:
        _choose(page, desk, text, edge)


def _choose(page: Page, desk: Desk, text: str, edge: tuple[Any, Any]) -> None:
    """Select, send, and compare with what is in the database then."""
    lines = selecting.lines_of(text)
    numbers = [(a % len(lines), b % (len(lines[a % len(lines)][1]) + 1)) for a, b in edge]
    first, last = sorted(numbers)
    start, end = (lines[line][0] + at for line, at in (first, last))
    wanted = spans.trimmed(text, start, end)
    if wanted is None:
        return
    before = selecting.stored(desk, page, 'start, "end", quote')
    selecting.select(page, text, first, last)
    seen = page.evaluate(selecting.LIFT)

    status = page.evaluate(selecting.SEND)

    new = selecting.stored(desk, page, 'start, "end", quote')[len(before) :]
    assert [int(each) for each in seen[:2]] == [start, end]
    assert seen[2].split() == text[start:end].split()
    if wanted in [each[:2] for each in before]:
        assert (status, new) == (409, [])
    elif all(spans.between_words(text, at) for at in wanted):
        assert (status, new) == (302, [(*wanted, text[slice(*wanted)])])
        assert all(_between_characters(page, text, at) for at in wanted)
    else:
        assert (status, new) == (400, [])


def _between_characters(page: Page, text: str, at: int) -> bool:
    """By the browser's own reading of Unicode, which shares nothing with the desk's."""
    lines = selecting.lines_of(text)
    begin, line = next(each for each in lines if each[0] <= at <= each[0] + len(each[1]))
    return bool(page.evaluate(GRAPHEMES, [line, selecting.units(line[: at - begin])]))


def test_half_of_an_emoji_is_never_selected(page: Page) -> None:
    text = "The 🚢 carried 397,400 passengers in 2024, the company said on Monday."
    add(page, text)

    page.evaluate(selecting.SELECT, [[0, 5], [0, 14]])
    start, end, _quote = page.evaluate(selecting.LIFT)
    page.evaluate(selecting.SELECT, [[0, 0], [0, 5]])
    first, last, _quote = page.evaluate(selecting.LIFT)

    assert (text[int(start) : int(end)], text[int(first) : int(last)]) == ("🚢 carried", "The 🚢")


def test_a_triple_click_takes_the_paragraph(page: Page) -> None:
    """The browser ends such a selection before the first character of the next paragraph."""
    text = "The first 👩‍👩‍👧 line says 12.\n\nThe second 🚢 line 🇩🇪 says nothing.\n\nThe third."
    add(page, text)

    page.locator("[data-article-text] [data-start]").nth(1).click(click_count=3)
    page.get_by_role("button", name="Add claim").click()

    row = page.locator(".item__text", has_text="The second 🚢 line 🇩🇪 says nothing.").first
    expect(row).to_be_visible()


def test_a_selection_across_paragraphs_and_marks_becomes_the_claim(page: Page) -> None:
    text = (
        "👍🏽 The harbour handled 4,210 containers in May.\n"
        "قالت الهيئة إن الاستهلاك انخفض بمقدار الثلث.\n\n"
        "港口 handled 397,400 passengers in 2024."
    )
    add(page, text)

    start, end = text.index("handled"), text.index(" in 2024")
    lines = selecting.lines_of(text)
    selecting.select(page, text, (0, start), (2, end - lines[2][0]))
    page.evaluate(selecting.LIFT)
    page.get_by_role("button", name="Add claim").click()

    row = page.locator(".item__text", has_text="handled 4,210 containers in May. قالت").first
    expect(row).to_be_visible()


def test_the_handles_of_a_touch_screen_select_too(page: Page) -> None:
    """They send no pointer events to the page: the selection itself says that it changed."""
    text = "The 🚢 of the line carried 397,400 passengers in 2024, the company said again."
    add(page, text)

    selecting.select(page, text, (0, text.index("🚢")), (0, text.index(" in 2024")))
    expect(page.get_by_label("Exact words from the article")).to_have_value(
        "🚢 of the line carried 397,400 passengers"
    )
    page.get_by_role("button", name="Add claim").click()

    expect(page.locator(".item:target .item__text")).to_have_text(
        "🚢 of the line carried 397,400 passengers"
    )
