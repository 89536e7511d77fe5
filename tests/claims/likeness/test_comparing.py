"""How well claims that say the same are told from those that only look alike."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import likeness
from claims.likeness import Kind, Likeness, Reason
from tests.claims.likeness.pairs import MEASURING, SHAPING, Pair

NONE = "none"
LISTED = (
    "the port Almond handled 4,210 containers not in May 2019 rose fell council Velmora 12% no "
    "Lisbon wages die Häfen وافق 失业率上升 didn't l'usine two million —"
)
WORDS = st.sampled_from(LISTED.split())
STATEMENTS = st.lists(WORDS, max_size=12).map(" ".join)


def compared(one: str, other: str, language: str = "en", **claimants: str) -> Likeness | None:
    return likeness.compare(
        likeness.gist(one, language=language, claimant=claimants.get("here", "")),
        likeness.gist(other, language=language, claimant=claimants.get("there", "")),
    )


def found(pair: Pair) -> str:
    alike = compared(pair.one, pair.other, pair.language)
    return alike.kind if alike else NONE


def counted(pairs: list[Pair]) -> Counter[tuple[str, str]]:
    return Counter((pair.label, found(pair)) for pair in pairs)


@pytest.mark.parametrize("pairs", [SHAPING, MEASURING], ids=["shaping", "measuring"])
def test_what_is_called_the_same_is_the_same(pairs: list[Pair]) -> None:
    wrong = [pair for pair in pairs if found(pair) == Kind.SAME and pair.label != Kind.SAME]

    assert wrong == []


@pytest.mark.parametrize(
    ("pairs", "right", "shown", "noise"),
    [(SHAPING, 0.85, 0.97, 0.35), (MEASURING, 0.75, 0.9, 0.2)],
    ids=["shaping", "measuring"],
)
def test_most_pairs_are_called_what_they_are(
    pairs: list[Pair], right: float, shown: float, noise: float
) -> None:
    table = counted(pairs)
    unrelated = sum(n for (label, _found), n in table.items() if label == NONE)
    related = len(pairs) - unrelated

    agreed = sum(n for (label, kind), n in table.items() if label == kind)
    missed = sum(n for (label, kind), n in table.items() if label != NONE and kind == NONE)
    wrong = sum(n for (label, kind), n in table.items() if label == NONE and kind != NONE)

    assert agreed / len(pairs) >= right
    assert 1 - missed / related >= shown
    assert wrong / unrelated <= noise


@pytest.mark.parametrize("pairs", [SHAPING, MEASURING], ids=["shaping", "measuring"])
def test_another_figure_or_a_denial_is_never_passed_over(pairs: list[Pair]) -> None:
    contrary = [pair for pair in pairs if pair.label in (Kind.FIGURE, Kind.OPPOSITE)]

    kinds = {found(pair) for pair in contrary}

    assert Kind.SAME not in kinds
    assert len(contrary) > 10


def test_a_reason_names_the_figures_of_both() -> None:
    alike = compared("The port handled 4,210 containers.", "The port handled 4,120 containers.")

    assert alike == Likeness(Kind.FIGURE, 1.0, (Reason("other_figure", "4,210", "4,120"),))


def test_another_claimant_is_told_and_changes_nothing() -> None:
    words = "The port handled 4,210 containers."

    alike = compared(words, words, here="Ada Silva", there="Omar Haddad")

    reasons = (Reason("same_words"), Reason("said_by_another", "Ada Silva", "Omar Haddad"))
    assert alike == Likeness(Kind.SAME, 1.0, reasons)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("4,210 crates of tea", "4210 crates of tea", "en"),
        ("4.210 Kisten Tee", "4\u202f210 Kisten Tee", "de"),
        ("1.5 million crates of tea", "1,500,000 crates of tea", "en"),
        ("1,5 Millionen Kisten Tee", "1.500.000 Kisten Tee", "de"),
        ("forty-two crates of tea", "42 crates of tea", "en"),
        ("12 per cent of crates leak", "12% of crates leak", "en"),
        ("٤٢ صندوق شاي", "42 صندوق شاي", "ar"),
    ],
)
def test_figures_are_compared_by_their_value(one: str, other: str, language: str) -> None:
    alike = compared(one, other, language)

    assert alike is not None
    assert alike.kind == Kind.SAME


@settings(max_examples=200, deadline=None)
@given(STATEMENTS, STATEMENTS)
def test_it_does_not_matter_which_came_first(one: str, other: str) -> None:
    there, back = compared(one, other), compared(other, one)

    assert (there and there[:2]) == (back and back[:2])


@settings(max_examples=200, deadline=None)
@given(STATEMENTS)
def test_a_statement_says_the_same_as_itself_or_too_little(words: str) -> None:
    alike = compared(words, words)

    assert alike is None or (alike.kind, alike.score) == (Kind.SAME, 1.0)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "en", "de", "ar", "zh", "xx-Y", "th"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    gist = likeness.gist(text, language=language, claimant=text)

    assert gist.weight >= 0
