"""What is selected in a browser is what the desk anchors: code points, whatever the script."""

import random
import unicodedata
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PIECES = (
    "the crane ", "4,210 ", "in May. ", "👩‍👩‍👧 ", "🇩🇪", "👍🏽 ", "𝒞𝒽 ", "e\u0301x\u0302 ", "ﷺ ",
    "قالت الهيئة ", "بِسْمِ ", "של המים ", "港口在五月。", "नमस्ते ", "ไทย ",
    "🚢⚓ ", "\u200f", "ﬁ ", "a\u00a0b ",
    "<b>&amp;</b> ",
)  # fmt: skip
SELECT = """
([from, to]) => {
  // Each is a paragraph and a number of UTF-16 code units into it.
  const place = ([number, offset]) => {
    const block = document.querySelectorAll("[data-article-text] [data-start]")[number];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (offset > node.data.length) {
      offset -= node.data.length;
      node = walker.nextNode();
    }
    return [node, offset];
  };
  document.getSelection().setBaseAndExtent(...place(from), ...place(to));
  document.dispatchEvent(new PointerEvent("pointerup"));
  const value = (name) => document.querySelector("[data-selection-form]").elements[name].value;
  return [value("start"), value("end"), value("quote")];
}
"""


def text_of(seed: int) -> str:
    draw = random.Random(seed)
    lines = ("".join(draw.choices(PIECES, k=draw.randint(3, 14))).strip() for _ in range(6))
    body = "\n\n".join(f"{line} end." for line in lines)
    return unicodedata.normalize("NFC", f"Report {seed}: the ferry carried 397,400.\n\n{body}")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def add(page: Page, text: str) -> None:
    page.goto("/articles/")
    page.get_by_label("Add an article").fill(text)
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("[data-article-text]")).to_be_visible()


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines that hold text, each with where it begins."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


@pytest.fixture(scope="module")
def page(chromium: Browser, desk: Desk) -> Any:
    people.hire(desk, ("selma", "Selma", "Reyes", "reviewer"))
    return people.member(chromium, desk, "selma")


@pytest.mark.parametrize("seed", range(4))
def test_browser_and_desk_count_alike(page: Page, seed: int) -> None:
    text = text_of(seed)
    add(page, text)
    lines = lines_of(text)
    draw = random.Random(seed + 100)
    for _ in range(40):
        edges = []
        for _edge in range(2):
            number = draw.randrange(len(lines))
            edges.append((number, draw.randint(0, len(lines[number][1]))))
        (a, i), (b, j) = sorted(edges)
        start, end = lines[a][0] + i, lines[b][0] + j
        if not text[start:end].strip():
            continue

        points = [[a, units(lines[a][1][:i])], [b, units(lines[b][1][:j])]]
        first, last, quote = page.evaluate(SELECT, points)

        assert (int(first), int(last)) == (start, end)
        assert quote.split() == text[start:end].split()


def test_half_of_an_emoji_is_never_selected(page: Page) -> None:
    text = "The 🚢 carried 397,400 people in 2024, the company said on Monday."
    add(page, text)

    start, end, _quote = page.evaluate(SELECT, [[0, 5], [0, 14]])
    first, last, _quote = page.evaluate(SELECT, [[0, 0], [0, 5]])

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
    lines = lines_of(text)
    points = [
        [0, units(text[:start])],
        [2, units(text[lines[2][0] : end])],
    ]
    page.evaluate(SELECT, points)
    page.get_by_role("button", name="Add claim").click()

    row = page.locator(".item__text", has_text="handled 4,210 containers in May. قالت").first
    expect(row).to_be_visible()
