"""Two texts side by side: nothing is lost, and nothing in them can run."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.web import differences

TEXTS = st.text(st.sampled_from("ab 1,.<>&\n“é"), max_size=40)


@given(TEXTS, TEXTS)
def test_each_side_holds_its_whole_text(before: str, after: str) -> None:
    left, right = differences.sides(before, after)

    assert unescape(re.sub("</?del>", "", left)) == before
    assert unescape(re.sub("</?ins>", "", right)) == after


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("gives 4,198", "gives 4,199", "gives <del>4,198</del>", "gives <ins>4,199</ins>"),
        ("same", "same", "same", "same"),
        ("", "<b>", "", "<ins>&lt;b&gt;</ins>"),
    ],
)
def test_words_and_figures_are_compared_whole(
    before: str, after: str, left: str, right: str
) -> None:
    assert differences.sides(before, after) == (left, right)


def test_only_fields_that_differ_are_shown() -> None:
    before = {"rating_word": "True", "summary": "It is.", "rationale": None}
    after = {"rating_word": "True", "summary": "It was.", "rationale": ""}

    assert [row["label"] for row in differences.rows(before, after)] == ["Summary"]
