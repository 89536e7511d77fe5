"""The weights: each with its reason, and in the documentation as they are."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from claims.splitting import cues, public_words, signals, split
from claims.splitting.candidate import Signal
from claims.splitting.weights import BIAS, WEIGHTS

_ROW = re.compile(r"^\| `(\w+)` \| ([+-]\d\.\d) \| (.+) \|$", re.MULTILINE)
ORDERED = [
    "Unemployment in Velmora rose from 4 percent to 9 percent in 2019.",
    "The senator voted against the pension bill.",
    "Our hospitals are closed on Sundays.",
    "The mayor opened the meeting.",
    "We should build more hospitals.",
    "I think my wife is a wonderful person.",
]
SAID = [
    ("number", "The mine employs 300 people.", "300"),
    ("small_number", "The speaker had two minutes.", "two"),
    ("small_number", "She walked to school with her three brothers.", "three"),
    ("money_or_share", "Rents rose by 5 percent.", "percent"),
    ("several_numbers", "Rents rose from 5 to 9 percent.", "9"),
    ("named_actor", "The bank lent money to Velmora.", "Velmora"),
    ("causal", "The mine closed because of the flood.", "because"),
    ("record_act", "The senator vetoed it.", "vetoed"),
    ("past_event", "The council has demolished the tower.", "demolished"),
    ("past_state", "The council had the plan.", "had"),
    ("public_money", "They say wages matter.", "wages"),
    ("comparison", "It is the first time for the town.", "the first"),
    ("first_person", "I’ve seen the tower.", "I’ve"),
    ("belief", "I also think the tower leans.", "I think"),
    ("obligation", "We’ve really got to mend the tower.", "’ve"),
    ("intent", "We are going to mend the tower.", "We are going to"),
    ("private_life", "My own tower leans to the left.", "My own"),
    ("counterfactual", "If the tower had leaned, they would know.", "If"),
    ("universal", "The tower never leans.", "never"),
]
UNSAID = [
    ("past_event", "The council would have demolished the tower."),
    ("past_event", "The demolished tower is here."),
    (
        "belief",
        "The mayor spoke of the tower and the old bridge of the town until I think everybody left.",
    ),
    ("number", "The tower fell in 2019 and on 3 May."),
    ("public_record", "The tower leans to the left."),
]


def found(text: str) -> dict[str, str]:
    return {s.code: s.text for each in split(text, language="en") for s in each.signals}


@pytest.mark.parametrize(("code", "text", "words"), SAID)
def test_a_signal_says_which_words_triggered_it(code: str, text: str, words: str) -> None:
    assert words in found(text).get(code, "not found")


@pytest.mark.parametrize(("code", "text"), UNSAID)
def test_and_is_silent_elsewhere(code: str, text: str) -> None:
    assert code not in found(text)


def test_sentences_are_ranked_as_a_desk_would() -> None:
    best = {
        text: max(each.checkworthiness for each in split(text, language="en")) for text in ORDERED
    }

    assert sorted(ORDERED, key=lambda text: -best[text]) == ORDERED
    assert (best[ORDERED[0]] > 0.9, best[ORDERED[-1]] < 0.1) == (True, True)


def test_nothing_found_is_one_in_five() -> None:
    assert (signals.score(()), BIAS) == (0.214, -1.3)


def test_the_score_is_the_logistic_of_the_sum() -> None:
    assert signals.score((Signal("a", 2.3, ""), Signal("b", -1.0, ""))) == 0.5


def test_every_code_that_can_be_found_has_a_weight_and_a_reason() -> None:
    codes = {code for listed in cues.WORDS.values() for code in listed}
    codes |= {
        code
        for seconds in cues.PHRASES.values()
        for entries in seconds.values()
        for code, _ in entries
    }
    codes |= set(public_words.TOPICS)

    assert (codes - WEIGHTS.keys(), [c for c, w in WEIGHTS.items() if not w.reason]) == (set(), [])


def test_the_documentation_gives_the_weights_as_they_are() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "claims.md").read_text(encoding="utf-8")
    section = text.partition("## Check-worthiness")[2].partition("\n## ")[0]

    assert _ROW.findall(section) == [
        (code, f"{weight.weight:+.1f}", weight.reason) for code, weight in WEIGHTS.items()
    ]


def test_a_number_in_a_list_of_points_counts_nothing() -> None:
    (found,) = split("Number two, the council closed the harbour.", language="en")

    assert "number" not in {signal.code for signal in found.signals}
