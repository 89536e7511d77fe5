"""Paragraphs from lines: whatever the places are, no word is lost, moved or made up."""

import hypothesis
from hypothesis import strategies as st

from factcheck.apart import layout

WORDS = st.text("abcdefgxyz", min_size=1, max_size=8)
LINES = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=6),
        st.floats(-1e4, 1e4),
        st.floats(-1e4, 1e4),
        st.floats(0, 1000),
        st.floats(0, 100),
    ),
    max_size=30,
)


@hypothesis.given(LINES)
def test_every_word_comes_out_once_and_in_order(lines) -> None:
    placed = [
        layout.line(0, " ".join(words), left, right, y=y, size=size)
        for words, left, right, y, size in lines
    ]

    found = layout.paragraphs(placed)

    assert " ".join(found).split() == [word for words, *_ in lines for word in words]


def test_lines_from_the_right_are_joined_as_lines_from_the_left() -> None:
    arabic = ["تعاملت ميناء المدينة مع أربعة آلاف", "حاوية في مايو وفق ما قالته الهيئة", "أمس."]
    lines = [
        layout.line(0, text, 100 if n < 2 else 460, 500, y=700 - 14 * n, size=11)
        for n, text in enumerate(arabic)
    ]

    assert layout.paragraphs(lines) == [" ".join(arabic)]


def test_ideographs_are_joined_without_a_space() -> None:
    lines = [
        layout.line(0, text, 100, 500, y=700 - 14 * n, size=11)
        for n, text in enumerate(["港口管理局周二表示五月", "处理了四千个集装箱。"])
    ]

    assert layout.paragraphs(lines) == ["港口管理局周二表示五月处理了四千个集装箱。"]


def test_what_is_at_the_edge_of_every_page_is_left_out() -> None:
    lines = [
        layout.line(page, text, 60, 500, y=y, size=11)
        for page in range(3)
        for text, y in (
            ("The port in May", 800),
            (f"Page number {page} has {page * 7} words.", 700 - page),
            (f"{page + 1}", 30),
        )
    ]

    assert layout.paragraphs(lines) == [f"Page number {n} has {n * 7} words." for n in range(3)]


def test_one_paragraph_of_many_lines_is_joined_in_one_go() -> None:
    lines = [
        layout.line(n // 50, "a word of the page", 60, 500, y=700 - n % 50 * 13, size=11)
        for n in range(30_000)
    ]

    assert sum(map(len, layout.paragraphs(lines))) > 500_000
