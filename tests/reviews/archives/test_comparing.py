"""Two texts side by side: what is shown, what is left out, and that nothing takes for ever."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.archives import comparing
from reviews.archives.comparing import Kind, Part, Row, compare

SECONDS = 20.0
"""For 2 MB on a machine that is busy with other things; alone it takes less than two."""


def shape(rows: tuple[Row, ...]) -> list[str]:
    """Each row as a word: its kind and the words that differ."""
    return [
        f"{row.kind} {row.count}" if row.kind is Kind.SKIPPED else f"{row.kind} {_differing(row)}"
        for row in rows
    ]


def _differing(row: Row) -> str:
    parts = [*row.before, *row.after]
    return "|".join(part.text for part in parts if part.kind is not Kind.SAME)


def test_a_changed_number_is_all_that_is_marked() -> None:
    found = compare("It made 1,204 crossings.", "It made 1,240 crossings.")

    assert found.rows == (
        Row(
            Kind.CHANGED,
            (Part("It made ", Kind.SAME), Part("1,204", Kind.GONE), Part(" crossings.", Kind.SAME)),
            (Part("It made ", Kind.SAME), Part("1,240", Kind.NEW), Part(" crossings.", Kind.SAME)),
        ),
    )
    assert (found.differing, found.cut) == (1, False)


def test_words_that_differ_next_to_each_other_are_one_mark() -> None:
    (row,) = compare(
        "The harbour said that two large ferries crossed the bay.",
        "The harbour said that three small boats crossed the bay.",
    ).rows

    assert _differing(row) == "two large ferries|three small boats"


def test_a_paragraph_stands_beside_the_one_it_became() -> None:
    found = compare(
        "Head\nThe mayor opened the bridge on Monday.\nFoot",
        "Head\nAn advertisement.\nThe mayor opened the old bridge on Monday.\nFoot",
    )

    assert shape(found.rows) == ["same ", "new An advertisement.", "changed old ", "same "]


def test_a_paragraph_that_was_written_anew_is_not_pepper_and_salt() -> None:
    found = compare("The mayor opened a bridge.", "Quite: zzz 77!")

    assert shape(found.rows) == ["gone The mayor opened a bridge.", "new Quite: zzz 77!"]


def test_what_moved_is_gone_here_and_new_there() -> None:
    found = compare("one\ntwo\nthree\nfour", "two\nthree\nfour\none")

    assert shape(found.rows) == ["gone one", "same ", "same ", "same ", "new one"]


def test_what_is_the_same_for_long_is_left_out_but_for_what_is_cited() -> None:
    text = "\n".join(f"Paragraph {n}." for n in range(30))
    start = text.index("Paragraph 12.")

    found = compare(text, text, cited_before=[(start, start + 13)])

    assert [(row.kind, row.count) for row in found.rows] == [
        *((Kind.SKIPPED, 12), (Kind.SAME, 0), (Kind.SKIPPED, 17)),
    ]
    assert found.rows[1].before == (Part("Paragraph 12.", Kind.SAME, cited=True),)
    assert found.differing == 0


def test_a_cited_passage_is_marked_across_words_and_paragraphs_that_differ() -> None:
    before = "It made 1,204 crossings.\nIn two ferries."
    start, end = before.index("1,204"), before.index(" ferries")

    found = compare(before, before.replace("1,204", "9"), cited_before=[(start, end)])

    cited = [part.text for row in found.rows for part in row.before if part.cited]
    assert cited == ["1,204", " crossings.", "In two"]


def test_a_page_that_was_written_anew_is_cut_and_says_so() -> None:
    before = "\n".join(f"alpha beta {n * 7919}" for n in range(2_000))
    after = "\n".join(f"gamma delta {n * 104_729}!" for n in range(2_000))

    found = compare(before, after)

    assert found.cut is True
    assert len(found.rows) == comparing.MOST_ROWS + 1


TEXTS = st.text(st.sampled_from("ab.,1 \n–ع"), max_size=120)


@given(TEXTS, TEXTS, st.tuples(st.integers(0, 120), st.integers(0, 120)))
def test_every_paragraph_is_there_to_the_letter(
    before: str, after: str, cited: tuple[int, int]
) -> None:
    span = (min(cited), max(cited))

    found = compare(before, after, cited_before=[span], cited_after=[span])

    for text, side in ((before, "before"), (after, "after")):
        lines = [line for line in text.split("\n") if line.strip()]
        rows = [row for row in found.rows if row.kind is Kind.SKIPPED or getattr(row, side)]
        at = 0
        for row in rows:
            if row.kind is Kind.SKIPPED:
                at += row.count
            else:
                assert "".join(part.text for part in getattr(row, side)) == lines[at]
                at += 1
        assert at == len(lines)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert compare(text, text).differing == 0


MEGABYTES = 2_000_000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a" * MEGABYTES, "b" * MEGABYTES),
        ("ab" * (MEGABYTES // 2), "ba" * (MEGABYTES // 2)),
        ("\n".join("ab" * 500_000), "\n".join("ba" * 500_000)),
        (". " * (MEGABYTES // 2), ".. " * (MEGABYTES // 3)),
        (
            "\n".join(f"line {n} of a long table" for n in range(80_000)),
            "\n".join(f"line {n * 7 % 80_000} of a long table" for n in range(80_000)),
        ),
        (
            " ".join(f"word{n}" for n in range(200_000)),
            " ".join(f"word{n + n % 2}" for n in range(200_000)),
        ),
    ],
    ids=["letters", "pairs", "lines of one letter", "dots", "shuffled table", "one line"],
)
@pytest.mark.slow
def test_two_megabytes_of_anything_are_compared_while_somebody_waits(
    before: str, after: str
) -> None:
    started = time.process_time()

    found = compare(before, after)

    assert found.differing > 0
    assert len(found.rows) <= 2 * comparing.MOST_ROWS
    assert time.process_time() - started < SECONDS


def test_a_sentence_without_end_is_taken_apart_where_nothing_is_lost() -> None:
    text = "".join(itertools.chain.from_iterable(("x" * 700, " ", "y" * 900) for _ in range(5)))

    found = compare(text, text + "z")

    assert found.differing == 1
