"""No edit ever brings a claim to a wrong place; what is not certain waits."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims import anchoring
from claims.anchoring import Result
from tests.claims.anchoring import edits
from tests.claims.anchoring.edits import Edit

EXACT, MOVED, AMBIGUOUS, ORPHANED = Result
CONTEXT = 2048  # the widest surroundings that are ever looked at
ALPHA = (
    "Team Alpha reported that the new deployment reduced latency by twelve percent across all "
    "regions."
)
BETA = ALPHA.replace("Alpha", "Beta")
NEWS = (
    "The harbour of Port Almond handled 4,210 containers in May, the port authority said.\n\n"
    "Mayor Ines Duarte told the council that the new crane had paid for itself within a year.\n\n"
    "Shop owners on the quay said that trade grew by a third after the ferry line was extended."
)


def reanchor(old: str, new: str, spans: Iterable[tuple[int, int]]) -> list[anchoring.Outcome]:
    comparison = anchoring.Comparison(old, new)
    return [comparison.follow(*span) for span in spans]


def follow(old: str, new: str, quote: str, *, nth: int = 0) -> anchoring.Outcome:
    start = -1
    for _ in range(nth + 1):
        start = old.index(quote, start + 1)
    (outcome,) = reanchor(old, new, [(start, start + len(quote))])
    return outcome


def spans(draw: Any, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, min(len(text), start + 60)))


@st.composite
def edited(draw: st.DrawFn, came: st.SearchStrategy[str]) -> tuple[str, list[Edit], int, int]:
    """A text, edits and a span of it that none of them touches."""
    text = draw(edits.texts)
    start, end = spans(draw, text)
    script = [e for e in draw(edits.scripts(text, came)) if edits.spares(e, start, end)]
    return text, script, start, end


def lookalikes(text: str) -> st.SearchStrategy[str]:
    """Pieces of the text itself: what is inserted may look like anything in it."""
    return st.tuples(st.integers(0, len(text)), st.integers(0, 80)).map(
        lambda cut: text[cut[0] : cut[0] + cut[1]]
    )


@given(edited(st.lists(st.sampled_from(edits.NEW_PIECES), max_size=8).map("".join)))
def test_an_exact_place_is_the_true_place_whatever_was_edited_elsewhere(
    case: tuple[str, list[Edit], int, int],
) -> None:
    text, script, start, end = case
    new = edits.apply(text, script)

    (outcome,) = reanchor(text, new, [(start, end)])

    true = start + edits.moved_by(script, start)
    assert new[true : true + end - start] == text[start:end]
    if outcome.result is EXACT:
        assert (outcome.start, outcome.end) == (true, true + end - start)


@given(st.data())
def test_lookalikes_inserted_far_away_do_not_draw_a_claim_to_them(data: st.DataObject) -> None:
    """Whatever is inserted outside of the surroundings, be it a copy of them."""
    near = data.draw(edits.texts)
    far = data.draw(edits.texts)
    left, right = "lorem ipsum dolor " * 130, " sit amet elit" * 160
    text = far + left + near + right + far
    start, end = spans(data.draw, near)
    start, end = start + len(far) + len(left), end + len(far) + len(left)
    script = data.draw(edits.scripts(text, lookalikes(near + far)))
    script = [e for e in script if edits.spares(e, start - CONTEXT - 1, end + CONTEXT + 1)]
    new = edits.apply(text, script)

    (outcome,) = reanchor(text, new, [(start, end)])

    if outcome.result is EXACT:
        true = start + edits.moved_by(script, start)
        assert (outcome.start, outcome.end) == (true, true + end - start)


@given(st.data())
def test_words_that_were_edited_are_never_exact(data: st.DataObject) -> None:
    text = data.draw(edits.texts)
    start, end = spans(data.draw, text)
    at = data.draw(st.integers(start, end - 1))
    new = edits.apply(text, [Edit(at, 1, "Ω")])
    assume(not text[at].isspace())

    (outcome,) = reanchor(text, new, [(start, end)])

    assert outcome.result is not EXACT


@given(edits.texts, edits.texts, st.data())
def test_an_exact_place_holds_exactly_the_words(old: str, new: str, data: st.DataObject) -> None:
    found = [spans(data.draw, old) for _ in range(3)]

    for (start, end), outcome in zip(found, reanchor(old, new, found), strict=True):
        for each in outcome.suggestions:
            assert 0 <= each.start < each.end <= len(new)
        assert (outcome.result is EXACT) == (outcome.start is not None)
        if outcome.start is not None and outcome.end is not None:
            assert new[outcome.start : outcome.end] == old[start:end]


@given(edits.texts, st.data())
def test_in_the_same_text_a_claim_stays_or_waits(text: str, data: st.DataObject) -> None:
    start, end = spans(data.draw, text)

    (outcome,) = reanchor(text, text, [(start, end)])

    if outcome.result is EXACT:
        assert (outcome.start, outcome.end) == (start, end)


def test_a_lookalike_is_not_taken_for_the_words_that_were_edited() -> None:
    """hypothesis/client#7571"""
    old = f"{ALPHA}\n\n{BETA}"
    new = f"{ALPHA}\n\n{BETA.replace('twelve', 'nine')}"

    outcome = follow(old, new, "Team Beta reported that the new deployment reduced latency by "
                               "twelve percent")  # fmt: skip

    assert outcome.result is ORPHANED
    best = outcome.suggestions[0]
    assert new[best.start : best.end] == (
        "Team Beta reported that the new deployment reduced latency by nine percent"
    )


@pytest.mark.parametrize("nth", [0, 1])
def test_the_same_words_in_two_paragraphs_are_told_apart_by_what_surrounds_them(nth: int) -> None:
    old = f"{ALPHA}\n\n{BETA}"
    new = f"Update of Tuesday.\n\n{ALPHA}\n\nMore to come.\n\n{BETA}"
    quote = "the new deployment reduced latency by twelve percent"

    outcome = follow(old, new, quote, nth=nth)

    places = [new.index(quote), new.rindex(quote)]
    assert (outcome.result, outcome.start) == (EXACT, places[nth])


@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_equal_sentences_one_of_which_is_gone_neither_is_taken(nth: int) -> None:
    sentence = "He said yes."
    old = f"{sentence} She asked. {sentence}"

    outcome = follow(old, f"She asked. {sentence}", sentence, nth=nth)

    assert outcome.result in (AMBIGUOUS, EXACT)
    if outcome.result is EXACT:
        assert nth == 1


def test_a_short_word_is_not_found_inside_of_another_one() -> None:
    """hypothesis/h#2634: “Linus” was anchored to “chines” in “machines”."""
    outcome = follow("To Linus, who asked.", "Our machines are at work, lines of them.", "Linus")

    assert (outcome.result, outcome.suggestions) == (ORPHANED, ())


def test_words_that_go_on_in_the_new_text_are_other_words() -> None:
    old = f"{NEWS}\n\nTrade grew by four per"

    assert follow(old, f"{old}cent in May", "Trade grew by four per").result is not EXACT


def test_a_paragraph_at_another_place_waits() -> None:
    first, second, third = NEWS.split("\n\n")
    new = f"{third}\n\n{first}\n\n{second}"

    outcome = follow(NEWS, new, "trade grew by a third")
    kept = follow(NEWS, new, "the new crane had paid for itself within a year")

    assert (outcome.result, kept.result) == (MOVED, EXACT)


def test_the_same_words_said_by_somebody_else_wait() -> None:
    words = "the new crane had paid for itself within a year"
    new = NEWS.replace("Mayor Ines Duarte told the council", "The opposition told reporters")

    outcome = follow(NEWS, new, words)

    (place,) = outcome.suggestions
    assert (outcome.result, new[place.start : place.end]) == (MOVED, words)


def test_an_old_version_kept_below_makes_it_ambiguous() -> None:
    words = "trade grew by a third"

    outcome = follow(NEWS, f"{NEWS}\n\nAn earlier version said:\n\n{NEWS}", words)

    assert (outcome.result, len(outcome.suggestions)) == (AMBIGUOUS, 2)


def test_paragraphs_broken_differently_change_nothing() -> None:
    words = "the new crane had paid for itself within a year"
    new = NEWS.replace("\n\n", "\n")

    outcome = follow(NEWS, new, words)

    assert (outcome.result, outcome.start) == (EXACT, new.index(words))


def test_words_broken_over_two_lines_wait_as_their_quote_would_change() -> None:
    words = "the new crane had paid for itself within a year"
    new = NEWS.replace("had paid", "had\npaid")

    outcome = follow(NEWS, new, words)

    (place,) = outcome.suggestions
    assert (outcome.result, new[place.start : place.end]) == (
        MOVED, words.replace("had paid", "had\npaid"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "prefix"),
    [
        ("قالت الهيئة إن الاستهلاك انخفض بمقدار الثلث. وقالت الوزارة إن العمل مستمر.", "تحديث."),
        ("港口在五月处理了四千二百一十个集装箱。市长说新起重机在一年内收回了成本。", "更新。"),
        (
            "🚢⚓ The ferry 👩‍👩‍👧 carried 397,400 passengers in 2024, the company said. 🎉",
            "🏗 New.",
        ),
    ],
    ids=["Arabic", "Chinese", "emoji"],
)
def test_every_script_is_counted_in_code_points(old: str, prefix: str) -> None:
    new = f"{prefix}\n\n{old}"
    middle = old.index(old[len(old) // 2 :].strip()[:6], 1)
    spans_of_old = [(middle, middle + 4), (0, 1)]

    first, second = reanchor(old, new, spans_of_old)

    assert (first.result, first.start) == (EXACT, middle + len(prefix) + 2)
    assert (second.result, second.start) == (EXACT, len(prefix) + 2)


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 2), (0, 10_000)])
def test_what_is_no_span_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is no span"):
        reanchor(NEWS, NEWS, [span])


@pytest.mark.parametrize("unit", ["a", "ab ", "one two three four. ", "\n", "🙂", "قال "])
def test_texts_that_repeat_themselves_are_given_up_in_time(unit: str) -> None:
    """Each claim would otherwise be looked for in 400 KB a dozen times."""
    text = "x" + unit * (400_000 // len(unit))
    found = [(n * 97, n * 97 + 60) for n in range(1000)]

    outcomes = reanchor(text, text[:1000] + "new " + text[1000:], found)

    assert {each.result for each in outcomes} <= {AMBIGUOUS, ORPHANED, MOVED, EXACT}
    assert len(outcomes) == 1000
