"""Labels from a file and from decisions; what cannot be learned from is said with its line."""

import pytest

from claims import curation, training
from claims.exceptions import UnusableLabels
from claims.models import Ground, Status
from claims.splitting import split
from tests import make
from tests.claims.training.labelled import file

NOON = make.NOON
SPELLINGS = (
    "Write check-worthy or 1 for what is worth a check, "
    "and not check-worthy, unimportant, not-factual or 0 for the rest."
)


def test_a_row_is_what_the_splitter_makes_of_its_text_and_its_label() -> None:
    text = "The port of Almond handled 4,210 containers in May 2025."
    (found,) = split(text, language="en")

    (example,) = training.read_csv(file([(text, "1")]))

    assert (example.statement, example.signals, example.worth) == (
        found.statement,
        found.signals,
        True,
    )


@pytest.mark.parametrize(
    ("label", "worth"),
    [("check-worthy", True), ("Yes", True), ("1", True), ("unimportant", False), (" 0 ", False)],
)
def test_labels_may_be_spelled_in_several_ways(label: str, worth: bool) -> None:
    (example,) = training.read_csv(file([("The mine closed in 2019.", label)], head=" Text,LABEL"))

    assert example.worth is worth


def test_a_text_without_a_claim_is_kept_without_signals() -> None:
    (example,) = training.read_csv(file([("Who is in control?", "no")]))

    assert (example.statement, example.signals) == ("Who is in control?", ())


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The first line must name the columns text and label; it names: nothing."),
        (
            b"sentence,label\nA,1\n",
            "The first line must name the columns text and label; it names: sentence, label.",
        ),
        (b"text,label\n,1\n", "Line 2 has no text."),
        (
            b"text,label\nThe mine closed.,perhaps\n",
            f"Line 2 has the label “perhaps”. {SPELLINGS}",
        ),
        (b"text,label\n\xff,1\n", "The file is not UTF-8. Save it as “CSV UTF-8”."),
        (b"text,label\nA\0,1\n", "The file is no CSV: it holds null characters."),
        (
            b"text,label\n" + b"a" * 5001 + b",1\n",
            "The text of line 2 is longer than 5,000 characters. Label sentences.",
        ),
        (b'text,label\n"The mine,1\n', "Line 2 is no CSV: unexpected end of data."),
        (
            b"text,label\nThe mine closed.\n",
            f"Line 2 has the label “”. {SPELLINGS}",
        ),
    ],
    ids=range(9),
)
def test_a_file_that_cannot_be_learned_from_is_refused_with_its_line(
    raw: bytes, message: str
) -> None:
    with pytest.raises(UnusableLabels) as refused:
        training.read_csv(raw)

    assert str(refused.value) == message


@pytest.mark.django_db
def test_what_was_accepted_and_dismissed_are_labels_but_not_doubles_and_open_ones() -> None:
    reviewer = make.reviewer()
    claims = {
        name: make.claim(
            status=Status.CANDIDATE,
            statement=name,
            signals=[
                {"code": "number", "weight": 99, "text": "4"},
                {"code": "desk_model", "weight": 2, "text": "v1"},
                {"code": "from-elsewhere", "weight": 1, "text": ""},
            ],
        )
        for name in ("accepted", "dismissed", "double", "open", "taken back")
    }
    curation.accept(claims["accepted"].pk, by=reviewer, now=NOON)
    curation.dismiss(claims["dismissed"].pk, by=reviewer, now=NOON, ground=Ground.TRIVIAL)
    curation.dismiss(claims["double"].pk, by=reviewer, now=NOON, ground=Ground.DUPLICATE)
    curation.accept(claims["taken back"].pk, by=reviewer, now=NOON)
    curation.undo(claims["taken back"].pk, by=reviewer, now=NOON)

    found = training.from_decisions()

    assert [(each.statement, each.worth) for each in found] == [
        ("accepted", True),
        ("dismissed", False),
    ]
    assert [(s.code, s.weight < 2) for s in found[0].signals] == [("number", True)]


@pytest.mark.django_db
def test_a_proposal_that_was_withdrawn_says_nothing_of_its_worth() -> None:
    article, by = make.article(), make.reviewer()
    claim = curation.propose(article.pk, start=0, end=11, by=by, now=NOON)
    curation.undo(claim.pk, by=by, now=NOON)

    claim.refresh_from_db()
    assert (claim.status, training.from_decisions()) == (Status.DISMISSED, [])
