"""Decisions on candidates: kept, told to other rooms, made by one person only."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from claims import curation, signals
from claims.exceptions import AlreadyDecided, AlreadyProposed, InvalidSpan
from claims.models import Article, Change, Claim, Kind, Status
from factcheck.exceptions import Conflict, DeskError, InvalidInput, NotAllowed
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def candidate(of: Article | None = None, **fields: Any) -> Claim:
    return make.claim(of, status=Status.CANDIDATE, **fields)


@contextlib.contextmanager
def listening(signal: Any, receiver: Callable[..., None]) -> Iterator[None]:
    signal.connect(receiver)
    try:
        yield
    finally:
        signal.disconnect(receiver)


def test_an_accepted_claim_says_who_accepted_it_and_tells_other_rooms_once() -> None:
    claim, by = candidate(), make.reviewer()
    told: list[tuple[int, object]] = []

    def receiver(claim: Claim, by: object, **_: object) -> None:
        told.append((claim.pk, by))

    with listening(signals.claim_accepted, receiver):
        curation.accept(claim.pk, by=by, now=NOON)
        curation.accept(claim.pk, by=by, now=NOON)

    claim.refresh_from_db()
    assert (claim.status, claim.decided_by, claim.decided_at) == (Status.ACCEPTED, by, NOON)
    assert told == [(claim.pk, by)]
    assert [change.kind for change in claim.changes.all()] == ["accepted"]


def test_a_room_that_cannot_follow_undoes_the_acceptance() -> None:
    claim = candidate()

    def receiver(**_: object) -> None:
        raise Conflict("No room in the queue.")

    with listening(signals.claim_accepted, receiver), pytest.raises(Conflict):
        curation.accept(claim.pk, by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert (claim.status, claim.changes.count()) == (Status.CANDIDATE, 0)


def test_a_dismissal_keeps_its_reason() -> None:
    claim, by = candidate(), make.reviewer()

    curation.dismiss(claim.pk, by=by, now=NOON, reason=" Rhetoric,\nnot a claim. ")

    change = claim.changes.get()
    assert (change.kind, change.by, change.reason) == ("dismissed", by, "Rhetoric, not a claim.")


def test_an_edit_keeps_what_was_there_before() -> None:
    claim = candidate()

    curation.edit(
        claim.pk, by=make.reviewer(), now=NOON, statement=" A  new\nwording. ", kind=Kind.EVENT
    )

    claim.refresh_from_db()
    assert (claim.statement, claim.kind) == ("A new wording.", Kind.EVENT)
    assert claim.changes.get().before == {
        "statement": claim.quote,
        "statement_parts": [],
        "kind": "quantity",
    }


def test_an_edit_that_changes_nothing_is_no_change() -> None:
    claim = candidate()

    curation.edit(claim.pk, by=make.reviewer(), now=NOON, statement=claim.statement)

    assert claim.changes.count() == 0


def test_an_edit_is_not_written_over_another() -> None:
    claim = candidate()
    seen = curation.latest_change(claim)
    first = make.user(first_name="Nadia", last_name="Haddad")
    curation.edit(claim.pk, by=first, now=NOON, seen=seen, statement="The first.")

    with pytest.raises(AlreadyDecided, match="Nadia Haddad"):
        curation.edit(claim.pk, by=make.reviewer(), now=NOON, seen=seen, statement="The second.")

    claim.refresh_from_db()
    assert claim.statement == "The first."


def test_a_cut_makes_two_candidates_without_white_space_at_their_ends() -> None:
    article = make.article("Forces captured 22 areas   and attempted to occupy the wells. More.")
    claim = candidate(article, claimant="A source")
    at = article.text.index("and attempted") - 1

    first, second = curation.cut(claim.pk, at=at, by=make.reviewer(), now=NOON)

    assert (first.pk, first.quote) == (claim.pk, "Forces captured 22 areas")
    assert (second.quote, second.statement, second.claimant) == (
        "and attempted to occupy the wells.", "and attempted to occupy the wells.", "A source",
    )  # fmt: skip
    assert article.text[second.start : second.end] == second.quote


def test_a_cut_onto_another_claim_changes_nothing() -> None:
    claim = candidate()
    other = "handled 4,210 containers in May."
    candidate(claim.article, quote=other)
    at = claim.article.text.index(other)

    with pytest.raises(AlreadyProposed):
        curation.cut(claim.pk, at=at, by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert (claim.article.claims.count(), claim.statement) == (2, claim.quote)


@pytest.mark.parametrize("offset", [-3, 0, 40, 10**9])
def test_a_cut_at_an_edge_or_outside_is_refused(offset: int) -> None:
    claim = make.claim(quote="the new crane", status=Status.CANDIDATE)

    with pytest.raises(InvalidSpan):
        curation.cut(claim.pk, at=claim.start + offset, by=make.reviewer(), now=NOON)


def test_a_merged_claim_leads_to_the_one_that_lives_on() -> None:
    claim = candidate()
    target = candidate(claim.article, quote="the new crane")

    curation.merge(claim.pk, into=target.pk, by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert (claim.status, claim.same_as) == (Status.MERGED, target)


@pytest.mark.parametrize("status", [Status.DISMISSED, Status.MERGED])
def test_nothing_is_merged_into_what_is_no_claim_any_more(status: Status) -> None:
    claim = candidate()
    other = candidate(claim.article, quote="within a year")
    target = make.claim(
        claim.article, quote="the new crane", status=status,
        same_as=other if status is Status.MERGED else None,
    )  # fmt: skip

    with pytest.raises(AlreadyDecided):
        curation.merge(claim.pk, into=target.pk, by=make.reviewer(), now=NOON)


def test_claims_of_two_articles_are_not_merged() -> None:
    with pytest.raises(InvalidInput):
        curation.merge(candidate().pk, into=candidate().pk, by=make.reviewer(), now=NOON)


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.DISMISSED])
@pytest.mark.parametrize("act", ["accept", "dismiss", "edit", "cut", "merge"])
def test_what_somebody_else_decided_stays(status: Status, act: str) -> None:
    claim = make.claim(status=status, decided_by=make.reviewer())
    other = candidate(claim.article, quote="the new crane")
    more = more_for(act, claim, other)

    with pytest.raises(AlreadyDecided):
        getattr(curation, act)(claim.pk, by=make.reviewer(), now=NOON, **more)

    claim.refresh_from_db()
    assert (claim.status, claim.changes.count()) == (status, 0)


def test_contributors_propose_but_do_not_decide() -> None:
    by, article = make.contributor(), make.article()
    claim = curation.propose(article.pk, start=0, end=11, by=by, now=NOON)

    with pytest.raises(NotAllowed):
        curation.accept(claim.pk, by=by, now=NOON)

    assert (claim.quote, claim.added_by, claim.changes.get().kind) == (
        "The harbour",
        by,
        "proposed",
    )


def test_a_proposal_is_read_as_the_splitter_would() -> None:
    article = make.article()
    quote = "The harbour of Port Almond handled 4,210 containers in May."

    claim = curation.propose(article.pk, start=0, end=len(quote), by=make.contributor(), now=NOON)

    assert (claim.kind, claim.checkworthiness > 0.5) == (Kind.QUANTITY, True)


def test_changes_are_never_rewritten_or_deleted() -> None:
    claim = candidate()
    curation.dismiss(claim.pk, by=make.reviewer(), now=NOON)

    for attack in (Change.objects.all().delete, lambda: Change.objects.update(reason="other")):
        with pytest.raises(ProgrammingError), transaction.atomic():
            attack()

    assert claim.changes.get().reason == ""


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_decide_at_once_one_decides_and_one_is_told() -> None:
    claim = candidate()
    people = [make.reviewer(), make.reviewer()]

    outcomes = together(
        lambda: curation.accept(claim.pk, by=people[0], now=NOON),
        lambda: curation.dismiss(claim.pk, by=people[1], now=NOON),
    )

    claim.refresh_from_db()
    assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyDecided", "Claim"]
    assert claim.changes.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_claims_merged_into_each_other_at_once_make_no_circle() -> None:
    one = candidate()
    other = candidate(one.article, quote="the new crane")
    people = [make.reviewer(), make.reviewer()]

    outcomes = together(
        lambda: curation.merge(one.pk, into=other.pk, by=people[0], now=NOON),
        lambda: curation.merge(other.pk, into=one.pk, by=people[1], now=NOON),
    )

    statuses = sorted(Claim.objects.values_list("status", flat=True))
    assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyDecided", "Claim"]
    assert statuses == ["candidate", "merged"]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_propose_the_same_words_at_once_make_one_claim() -> None:
    article, people = make.article(), [make.contributor(), make.contributor()]

    outcomes = together(
        lambda: curation.propose(article.pk, start=0, end=11, by=people[0], now=NOON),
        lambda: curation.propose(article.pk, start=0, end=11, by=people[1], now=NOON),
    )

    assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyProposed", "Claim"]
    assert article.claims.count() == 1


def more_for(act: str, claim: Claim, other: Claim) -> dict[str, Any]:
    """What a decision needs besides the claim."""
    if act == "edit":
        return {"statement": "X."}
    if act == "cut":
        return {"at": claim.start + 4}
    return {"into": other.pk} if act == "merge" else {}


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls at once, each in a thread of its own; what they return or are refused with."""
    start = threading.Barrier(len(calls))
    outcomes: list[Any] = []

    def run(call: Callable[[], Any]) -> None:
        start.wait()
        try:
            outcomes.append(call())
        except DeskError as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
