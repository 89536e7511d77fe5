"""Where a candidate begins and ends."""

from datetime import date
from typing import Any

import pytest

from claims import curation
from claims.exceptions import AlreadyDecided, AlreadyProposed, InvalidSpan
from claims.models import Article, Claim, Kind, Status
from factcheck.exceptions import NotAllowed
from tests import make
from tests.claims.curation.test_deciding import candidate, together
from tests.make import NOON

pytestmark = pytest.mark.django_db
TEXT = "Naïve 𝒞ranes 🏗️ paid. The port of Almond handled 4,210 containers in May 2025. It grew."
WHOLE = "The port of Almond handled 4,210 containers in May 2025."


def spanning(of: Article, quote: str, **fields: Any) -> Claim:
    return candidate(of, quote=quote, **fields)


def bounds(of: Article, quote: str) -> dict[str, Any]:
    start = of.text.index(quote)
    return {"start": start, "end": start + len(quote)}


def test_the_bounds_of_a_candidate_move_and_its_statement_follows() -> None:
    article = make.article(TEXT)
    claim, by = spanning(article, "handled 4,210 containers"), make.reviewer()

    curation.move(claim.pk, **bounds(article, WHOLE), by=by, now=NOON)

    claim.refresh_from_db()
    assert (claim.quote, claim.statement) == (WHOLE, WHOLE)
    assert "".join(part["text"] for part in claim.statement_parts) == WHOLE


def test_white_space_at_the_ends_is_left_out() -> None:
    article = make.article(TEXT)
    claim = spanning(article, WHOLE)
    start = article.text.index(" The port")

    curation.move(claim.pk, start=start, end=start + 9, by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert (claim.quote, claim.statement) == ("The port", "The port")


def test_what_is_said_of_the_words_is_read_anew() -> None:
    article = make.article(TEXT)
    claim = spanning(article, "It grew.", kind=Kind.EVENT, checkworthiness=0.1)

    curation.move(claim.pk, **bounds(article, WHOLE), by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert (claim.kind, claim.checkworthiness > 0.4) == (Kind.QUANTITY, True)
    assert {"number"} & {signal["code"].partition("-")[0] for signal in claim.signals} != set()


def test_what_a_person_gave_is_kept() -> None:
    article, by = make.article(TEXT), make.reviewer()
    claim = spanning(article, "It grew.")
    curation.edit(claim.pk, by=by, now=NOON, statement="Mine.", kind=Kind.CAUSAL)

    curation.move(claim.pk, **bounds(article, WHOLE), by=by, now=NOON)

    claim.refresh_from_db()
    assert (claim.quote, claim.statement, claim.kind) == (WHOLE, "Mine.", Kind.CAUSAL)


def test_words_given_with_a_proposal_are_kept_too() -> None:
    article, by = make.article(TEXT), make.reviewer()
    claim = curation.propose(
        article.pk, **bounds(article, "It grew."), by=by, now=NOON, statement="Mine."
    )

    curation.move(claim.pk, **bounds(article, WHOLE), by=by, now=NOON)

    claim.refresh_from_db()
    assert (claim.statement, claim.statement_parts) == ("Mine.", [])


def test_a_proposal_says_where_in_the_article_its_words_are_from() -> None:
    article = make.article(TEXT)

    claim = curation.propose(article.pk, **bounds(article, WHOLE), by=make.contributor(), now=NOON)

    placed = [part for part in claim.statement_parts if "start" in part]
    assert [article.text[part["start"] : part["end"]] for part in placed] == [WHOLE]


def test_relative_times_of_a_proposal_are_counted_from_the_date_of_the_article() -> None:
    article = make.article(
        "Prices rose. The port of Almond handled 9 ships yesterday.", published_on=date(2026, 3, 2)
    )
    quote = "The port of Almond handled 9 ships yesterday."

    claim = curation.propose(article.pk, **bounds(article, quote), by=make.contributor(), now=NOON)

    assert [
        (article.text[time["start"] : time["end"]], time["earliest"]) for time in claim.times
    ] == [("yesterday", "2026-03-01")]


@pytest.mark.parametrize(
    ("start", "end"), [(5, 5), (9, 4), (-1, 9), (0, 10**30), (5, 6), (10**9, 10**9 + 1)]
)
def test_bounds_that_hold_no_words_of_the_article_are_refused(start: int, end: int) -> None:
    claim = spanning(make.article(TEXT), WHOLE)

    with pytest.raises(InvalidSpan):
        curation.move(claim.pk, start=start, end=end, by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert (claim.quote, claim.changes.count()) == (WHOLE, 0)


def test_a_candidate_is_not_moved_onto_another() -> None:
    article = make.article(TEXT)
    claim = spanning(article, WHOLE)
    spanning(article, "It grew.")

    with pytest.raises(AlreadyProposed):
        curation.move(claim.pk, **bounds(article, "It grew."), by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert (claim.quote, claim.changes.count()) == (WHOLE, 0)


def test_the_place_of_a_dismissed_claim_is_free() -> None:
    article = make.article(TEXT)
    claim = spanning(article, WHOLE)
    make.claim(article, quote="It grew.", status=Status.DISMISSED)

    curation.move(claim.pk, **bounds(article, "It grew."), by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert claim.quote == "It grew."


def test_bounds_that_are_the_same_are_no_change() -> None:
    claim = spanning(make.article(TEXT), WHOLE)

    curation.move(claim.pk, start=claim.start - 1, end=claim.end, by=make.reviewer(), now=NOON)

    assert claim.changes.count() == 0


@pytest.mark.parametrize("act", ["move", "cut"])
def test_bounds_are_not_moved_over_what_somebody_else_did(act: str) -> None:
    claim, by = spanning(make.article(TEXT), WHOLE), make.reviewer()
    curation.edit(claim.pk, by=by, now=NOON, statement="Theirs.")
    more = {"at": claim.start + 4} if act == "cut" else {"start": claim.start, "end": claim.end - 1}

    with pytest.raises(AlreadyDecided):
        getattr(curation, act)(claim.pk, by=by, now=NOON, seen=0, **more)

    claim.refresh_from_db()
    assert (claim.quote, claim.statement) == (WHOLE, "Theirs.")


def test_contributors_move_nothing() -> None:
    claim = spanning(make.article(TEXT), WHOLE)

    with pytest.raises(NotAllowed):
        curation.move(claim.pk, start=0, end=5, by=make.contributor(), now=NOON)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("The mayor closed 12 schools.", 6),
        ("It rose to 4,210 in May.", 12),
        ("The cafe\u0301s of Almond closed.", 8),
        ("Boats 👩‍👩‍👧 came to the harbour.", 7),
    ],
)
def test_no_word_is_cut_through(text: str, at: int) -> None:
    claim = spanning(make.article(text), text)

    with pytest.raises(InvalidSpan, match="between two words"):
        curation.cut(claim.pk, at=at, by=make.reviewer(), now=NOON)


@pytest.mark.parametrize(
    ("text", "at"),
    [("港口处理了很多集装箱。", 4), ("The mayor left.Then the harbour closed.", 15)],
)
def test_words_without_a_space_between_them_are_cut_apart(text: str, at: int) -> None:
    claim = spanning(make.article(text), text)

    halves = curation.cut(claim.pk, at=at, by=make.reviewer(), now=NOON)

    assert [half.quote for half in halves] == [text[:at], text[at:]]


def test_each_half_of_a_cut_keeps_the_times_and_the_words_that_stand_in_it() -> None:
    article = make.article("Ship A sank in March 2020 but ship B sank in April 2021 far away.")
    times = [
        {"text": words, **bounds(article, words), "earliest": "", "latest": "", "anchor": "text"}
        for words in ("in March 2020", "in April 2021")
    ]
    claim = spanning(article, article.text, times=times)

    halves = curation.cut(claim.pk, at=article.text.index("but"), by=make.reviewer(), now=NOON)

    assert [[time["text"].removeprefix("in ") for time in half.times] for half in halves] == [
        ["March 2020"], ["April 2021"],
    ]  # fmt: skip
    assert [
        "".join(part["text"] for part in half.statement_parts) == half.statement for half in halves
    ] == [True, True]


def test_a_merged_claim_keeps_where_its_words_are_from() -> None:
    article = make.article(TEXT)
    parts = [{"text": WHOLE, **bounds(article, WHOLE)}]
    claim = spanning(article, WHOLE, statement_parts=parts, attribution_spans=[[0, 5]])
    target = spanning(article, "It grew.")

    curation.merge(claim.pk, into=target.pk, by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    target.refresh_from_db()
    assert (claim.statement_parts, claim.attribution_spans) == (parts, [[0, 5]])
    assert target.statement_parts == []


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_move_to_the_same_words_at_once_one_is_told() -> None:
    article = make.article(TEXT)
    claims = [spanning(article, "The port"), spanning(article, "4,210 containers")]
    people = [make.reviewer(), make.reviewer()]
    place = bounds(article, "It grew.")

    outcomes = together(
        *(
            lambda claim=claim, by=by: curation.move(claim.pk, **place, by=by, now=NOON)
            for claim, by in zip(claims, people, strict=True)
        )
    )

    assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyProposed", "Claim"]
    assert article.claims.filter(quote="It grew.").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_cut_and_a_merge_towards_each_other_do_not_wait_in_a_circle() -> None:
    article = make.article(TEXT)
    one, other = spanning(article, WHOLE), spanning(article, "It grew.")
    people = [make.reviewer(), make.reviewer()]

    outcomes = together(
        lambda: curation.cut(one.pk, at=one.start + 9, by=people[0], now=NOON)[0],
        lambda: curation.merge(other.pk, into=one.pk, by=people[1], now=NOON),
    )

    assert [type(each).__name__ for each in outcomes] == ["Claim", "Claim"]
