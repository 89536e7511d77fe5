"""An article that says otherwise further on: found when sure, left alone when not."""

import time

import pytest

from claims.splitting import contradictions, signals, split
from claims.splitting.candidate import Candidate

SAID_OTHERWISE = [
    ("The mine employs 300 people. Its mayor is new. The mine employs 250 people.", "300"),
    ("Exports of grain rose in May. It rained. In May exports of grain fell.", "rose"),
    ("The council approved the new bridge. The council rejected the new bridge.", "approved"),
    (
        "The minister visited the prison camp. The minister never visited the prison camp.",
        "visited",
    ),
    ("Das Werk hat 300 Arbeiter entlassen. Es regnet. Das Werk hat 250 Arbeiter entlassen.", "300"),
]
SAID_ALIKE = [
    "The mine employs 300 people. The mine employs 300 people.",
    "The mine employed 300 people in 2019. The mine employed 250 people in 2021.",
    "House prices rose 5 percent. Food prices rose 7 percent.",
    "Exports of grain rose in May and exports of grain fell in June.",
    "Exports of grain rose last year. Exports of grain fell this year.",
    "The army lost 20 tanks. The navy lost 3 ships.",
    "The minister visited the camp. The bishop never visited the prison.",
    "The court convicted the banker. The police closed the bank.",
]  # fmt: skip


def marks(text: str) -> list[tuple[str, str]]:
    """The sentences marked, each with the earlier words."""
    found = split(text)
    return [
        (each.quote, signal.text)
        for each in found
        for signal in each.signals
        if signal.code == "contradicts_earlier"
    ]


@pytest.mark.parametrize(("text", "word"), SAID_OTHERWISE)
def test_a_later_sentence_that_says_otherwise_is_marked_with_the_earlier_words(text, word):
    ((later, earlier),) = marks(text)

    assert (word in earlier, word in later) == (True, word == "visited")


@pytest.mark.parametrize("text", SAID_ALIKE)
def test_another_time_another_thing_or_the_same_again_is_no_contradiction(text):
    assert marks(text) == []


def test_the_mark_has_its_place_and_counts_in_the_score():
    text = "The mine employs 300 people. It rained. The mine employs 250 people."
    before = {each.start: each for each in split(text)}

    after = {each.start: each for each in split(text)}

    last = max(after)
    (mark,) = [s for s in after[last].signals if s.code == "contradicts_earlier"]
    assert text[mark.start : mark.end] == "The mine employs 300 people."
    assert after[last].checkworthiness == signals.score(after[last].signals)
    assert after[last].checkworthiness > next(
        each.checkworthiness for start, each in before.items() if start == 0
    )


def test_the_same_words_a_thousand_times_take_no_longer_than_other_words() -> None:
    alike = [_candidate(f"The mine of the city employs {n} people.", n) for n in range(4000)]

    began = time.process_time()
    contradictions.marked(alike)
    seconds = time.process_time() - began

    assert seconds < 5


def _candidate(statement: str, at: int) -> Candidate:
    return Candidate(at, at + 1, statement, statement, "event", 0.5, (), "", "none")
