"""What differs between two texts is told in whole words."""

import pytest
from hypothesis import given

from claims import anchoring
from claims.anchoring import Piece, Side
from tests.claims.anchoring import edits

SAME, GONE, NEW = Side


def put_together(pieces: list[Piece]) -> tuple[str, str]:
    return (
        "".join(each.text for each in pieces if each.side is not NEW),
        "".join(each.text for each in pieces if each.side is not GONE),
    )


@given(edits.texts, edits.texts)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    assert put_together(anchoring.differences(old, new)) == (old, new)


@given(edits.texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert anchoring.differences(text, text) == [Piece(SAME, text)]


def test_a_changed_figure_is_marked_alone() -> None:
    old = "The harbour handled 4,210 containers in May, the port authority said."

    pieces = anchoring.differences(old, old.replace("4,210", "4,120"))

    assert pieces == [
        Piece(SAME, "The harbour handled "),
        Piece(GONE, "4,210"),
        Piece(NEW, "4,120"),
        Piece(SAME, " containers in May, the port authority said."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "gone", "came"),
    [
        ("cafe", "cafe\u0301", "cafe", "cafe\u0301"),
        ("a 👩‍👩‍👧 b", "a 👩‍👩‍👦 b", "👩‍👩‍👧", "👩‍👩‍👦"),
        ("في مايو الماضي", "في يونيو الماضي", "مايو", "يونيو"),
        ("港口在五月", "港口在六月", "五", "六"),
        ("नमस्ते दुनिया", "नमस्कार दुनिया", "नमस्ते", "नमस्कार"),
    ],
)
def test_no_word_and_no_character_is_taken_apart(old: str, new: str, gone: str, came: str) -> None:
    pieces = anchoring.differences(old, new)

    changed = [each for each in pieces if each.side is not SAME]
    assert changed == [Piece(GONE, gone), Piece(NEW, came)]


def test_two_texts_with_nothing_in_common_are_replaced_whole_in_time() -> None:
    old, new = ("a b c d " * 30_000).strip(), ("e f g h " * 30_000).strip()

    assert anchoring.differences(old, new) == [Piece(GONE, old), Piece(NEW, new)]
