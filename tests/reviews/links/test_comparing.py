"""The one comparison of two texts: nothing is left out, and no text makes it slow."""

from hypothesis import given
from hypothesis import strategies as st

from reviews.links import comparing
from reviews.links.comparing import Piece

TEXTS = st.text(st.sampled_from("ab 1,.\n\u00a0é“"), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_are_there_in_whole(before, after):
    pieces = comparing.pieces(before, after)

    assert "".join(piece.before for piece in pieces) == before
    assert "".join(piece.after for piece in pieces) == after
    assert all(squeezed(piece.before) == squeezed(piece.after) for piece in pieces if piece.same)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_words_and_figures_change_as_a_whole():
    assert comparing.pieces("gives 4,198 of it", "gives 4,199  of it") == [
        Piece(True, "gives", "gives"),
        Piece(False, " 4,198", " 4,199"),
        Piece(True, " of it", "  of it"),
    ]


def test_texts_that_repeat_themselves_are_compared():
    before, after = "port " * 10_000, "port " * 10_000 + "crane"

    assert comparing.difference(before, after) == [("same", before.strip()), ("added", "crane")]


def test_texts_that_are_too_long_are_one_change():
    before, after = "port " * comparing.LONGEST, "crane"

    assert comparing.pieces(before, after) == [Piece(False, before, after)]
