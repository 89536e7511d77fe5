"""What a model's answer is worth: nothing is taken that the article does not say."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.proposals import answers, passages, tracing
from claims.proposals.answers import Answer
from claims.proposals.passages import Passage

TEXT = (
    "The mill at Orlen closed in May.\n\nIts owner, Petra Lindt, said that 240 people lost their "
    "jobs. The town did not pay for the mill."
)
PASSAGE = Passage(0, TEXT)
QUOTE = "240 people lost their jobs"


def read(*claims: Any, passage: Passage = PASSAGE, text: str = TEXT) -> Answer:
    return answers.read(json.dumps({"claims": claims}), passage=passage, text=text)


def test_a_verbatim_quote_is_placed_in_the_article():
    answer = read(
        {"quote": QUOTE, "statement": QUOTE, "kind": "quantity", "claimant": "Petra Lindt"}
    )

    (found,) = answer.proposals
    assert (TEXT[found.start : found.end], found.kind, found.claimant) == (
        QUOTE, "quantity", "Petra Lindt",
    )  # fmt: skip
    assert (answer.proposed, answer.dropped.total()) == (1, 0)


def test_offsets_count_from_the_beginning_of_the_article():
    start = TEXT.index("Its owner")

    answer = read({"quote": QUOTE}, passage=Passage(start, TEXT[start:]))

    assert answer.proposals[0].start == TEXT.index(QUOTE)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"quote": "250 people lost their jobs"}, answers.NOT_VERBATIM),
        ({"quote": "240 People lost their jobs"}, answers.NOT_VERBATIM),
        ({"quote": "The mill"}, None),
        ({"quote": "mill"}, answers.REPEATED),
        ({"quote": "May"}, answers.MALFORMED),
        ({"quote": ""}, answers.MALFORMED),
        ({"quote": 240}, answers.MALFORMED),
        ({"statement": QUOTE}, answers.MALFORMED),
        ("240 people lost their jobs", answers.MALFORMED),
        (None, answers.MALFORMED),
        ({"quote": TEXT * 20}, answers.MALFORMED),
    ],
)
def test_what_is_not_a_quote_is_dropped_and_counted(claim, reason):
    answer = read(claim)

    assert dict(answer.dropped) == ({reason: 1} if reason else {})
    assert len(answer.proposals) + answer.dropped.total() == answer.proposed == 1


@pytest.mark.parametrize(
    "content",
    ["", "I am sorry", "[]", "{}", '{"claims": {}}', '{"claims": [', "[" * 100_000, "null", "NaN"],
)
def test_what_is_not_the_json_asked_for_is_unreadable(content):
    with pytest.raises(answers.Unreadable):
        answers.read(content, passage=PASSAGE, text=TEXT)


def test_a_fence_around_the_json_does_no_harm():
    fenced = "```json\n" + json.dumps({"claims": [{"quote": QUOTE}]}) + "\n```"

    assert len(answers.read(fenced, passage=PASSAGE, text=TEXT).proposals) == 1


def test_more_claims_than_asked_for_are_not_looked_at():
    answer = read(*[{"quote": QUOTE}] * (answers.MOST_CLAIMS + 3))

    assert dict(answer.dropped) == {answers.TOO_MANY: 3}


@pytest.mark.parametrize(
    "statement",
    [
        "240 people lost their jobs, Petra Lindt said",
        "240 people of Orlen lost their jobs",
        "People lost their jobs.",
        "These were 240 people who lost their jobs",
    ],
)
def test_a_statement_in_words_of_the_article_is_used(statement):
    (found,) = read({"quote": QUOTE, "statement": statement}).proposals

    assert "".join(part.text for part in found.parts) == statement
    for part in found.parts:
        placed = part.start is not None
        assert placed == (part.rule == "")
        if placed:
            assert TEXT[part.start : part.end] == part.text


@pytest.mark.parametrize(
    "statement",
    [
        "240 people at the closed mill lost their jobs",
        "340 people lost their jobs",
        "240 miners lost their jobs",
        "240 people did not lost their jobs",
        "<script>240 people</script>",
        "240 people lost their jobs " * 40,
        "",
        7,
    ],
)
def test_a_statement_that_says_more_is_not_used_but_its_quote_is(statement):
    answer = read({"quote": QUOTE, "statement": statement})

    assert (answer.proposals[0].parts, answer.reworded) == ((), 1)


def test_a_statement_may_not_lose_the_negation_of_its_quote():
    quote = "The town did not pay for the mill"

    assert read({"quote": quote, "statement": "The town did pay"}).proposals[0].parts == ()


def test_a_claimant_the_article_does_not_name_is_left_out():
    answer = read({"quote": QUOTE, "claimant": "The Ministry"})

    assert answer.proposals[0].claimant == ""


@given(st.text(max_size=200))
def test_no_answer_makes_anything_but_quotes(content):
    try:
        answer = answers.read(content, passage=PASSAGE, text=TEXT)
    except answers.Unreadable:
        return

    assert all(TEXT[p.start : p.end].strip() for p in answer.proposals)


@given(st.text(alphabet="ab .\né\U0001f600", max_size=300), st.integers(1, 300))
def test_passages_are_slices_in_order_within_the_budget(text, budget):
    found = list(passages.of(text, budget=budget))

    assert all(text[p.start : p.start + len(p.words)] == p.words for p in found)
    assert sum(len(p.words) for p in found) <= budget


@given(st.text(max_size=80), st.text(max_size=200))
def test_every_part_of_a_traced_statement_is_accounted_for(statement, text):
    parts = tracing.trace(statement, text, 0, len(text))

    assert not parts or "".join(p.text for p in parts) == " ".join(statement.split())
    assert all(p.rule or text[p.start : p.end] == p.text for p in parts)
