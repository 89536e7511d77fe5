"""`[n]` in a rationale: which numbers it cites."""

import pytest

from reviews import citations


@pytest.mark.parametrize(
    ("markdown", "cited"),
    [
        ("", set()),
        ("None at all.", set()),
        ("So [1], and [12] too; again [1].", {1, 12}),
        ("**[3]** and *x [4]*", {3, 4}),
        ("- a [5]\n- b\n\n> [6]", {5, 6}),
        ("`[7]` and \\[8] and [9](https://x.example)", set()),
        ("    [10] is code", set()),
        ("[1234]", set()),
        ("| a |\n|---|\n| [2] |", {2}),
    ],
)
def test_brackets_cite_but_not_in_code_links_and_escapes(markdown: str, cited: set[int]) -> None:
    assert citations.cited(markdown) == cited


def test_what_is_unknown_and_what_is_unused() -> None:
    rationale = "So [1] and [9]."

    assert citations.unknown(rationale, standing={1, 2}) == [9]
    assert citations.unused(rationale, standing={1, 2}) == [2]
    assert citations.listed([2, 9]) == "[2], [9]"
