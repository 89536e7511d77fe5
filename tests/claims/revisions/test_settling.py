"""A person says where a claim is in the new text, or that it is gone."""

import threading

import pytest
from django.db import IntegrityError, connection

from claims import curation, revisions
from claims.exceptions import AlreadyProposed, AlreadySettled, InvalidSpan
from claims.models import ChangeKind, Claim, Found, Settled, Status
from factcheck.exceptions import NotAllowed
from tests import make, sql
from tests.claims.revisions.texts import (
    CORRECTED,
    TEXT,
    added,
    claim_on,
    revised,
    waiting,
)
from tests.make import NOON

pytestmark = pytest.mark.django_db
NEW = "The harbour of Port Almond handled 4,120 containers in May, the port authority said."


def here(claim: Claim, words: str = NEW, **more: str) -> revisions.Appearance:
    start = CORRECTED.index(words)
    revisions.settle_here(
        claim.pk, start=start, end=start + len(words), by=make.reviewer(), now=NOON, **more
    )
    claim.refresh_from_db()
    return revisions.appearances(claim)[-1]


def test_a_claim_takes_the_words_of_its_new_place_and_keeps_its_statement() -> None:
    claim, article = waiting()
    curation.edit(claim.pk, by=make.reviewer(), now=NOON, statement="It handled 4,210.")
    stated = "It handled 4,210."

    last = here(claim)

    row = claim.anchorings.get()
    assert (claim.article, claim.quote, claim.statement) == (article, NEW, stated)
    assert (last.article_id, last.start, row.decision) == (article.pk, 0, Settled.HERE)
    assert list(revisions.waiting(article.pk)) == []


def test_its_history_says_so() -> None:
    claim, _article = waiting()
    quote, old = claim.quote, claim.article_id

    here(claim)

    change = claim.changes.get(kind=ChangeKind.REANCHORED)
    assert (change.kind, change.before["quote"], change.before["article_id"]) == (
        ChangeKind.REANCHORED, quote, old,
    )  # fmt: skip


def test_a_new_statement_is_taken_over() -> None:
    claim, _article = waiting()

    here(claim, statement="Port Almond handled 4,120 containers in May.")

    assert (claim.statement, claim.statement_parts) == (
        "Port Almond handled 4,120 containers in May.", [],
    )  # fmt: skip


def test_the_new_texts_own_candidate_on_these_words_becomes_this_claim() -> None:
    claim, article = waiting()
    other = claim_on(article, "The harbour")

    here(claim, other.quote)

    other.refresh_from_db()
    assert (other.status, other.same_as) == (Status.MERGED, claim)


def test_what_the_splitter_had_worded_follows_the_new_words() -> None:
    """“4,210” would otherwise be claimed of an article that says 4,120."""
    claim, article = waiting()
    other = claim_on(article, "The harbour")

    here(claim, other.quote)

    assert "4,120" in claim.statement
    assert (claim.statement, claim.statement_parts) == (other.statement, other.statement_parts)


def test_a_candidate_that_somebody_decided_on_is_not_swallowed() -> None:
    claim, article = waiting()
    other = claim_on(article, "The harbour")
    curation.accept(other.pk, by=make.reviewer(), now=NOON)

    with pytest.raises(AlreadyProposed):
        here(claim, other.quote)

    assert claim.anchorings.get().waits


def test_a_claim_that_is_gone_stays_in_the_older_text() -> None:
    claim, article = waiting()
    old = claim.article_id

    row = revisions.settle_gone(claim.pk, by=make.reviewer(), now=NOON, reason="Cut.")

    claim.refresh_from_db()
    (only,) = revisions.appearances(claim)
    assert (claim.article_id, only.gone, row.reason) == (old, True, "Cut.")
    assert not revisions.waiting(article.pk).exists()


def test_what_was_given_up_can_be_found_again() -> None:
    claim, article = waiting()
    revisions.settle_gone(claim.pk, by=make.reviewer(), now=NOON)

    here(claim)

    decisions = list(claim.anchorings.values_list("decision", flat=True))
    assert (claim.article, decisions) == (article, [Settled.GONE, Settled.HERE])


def test_nobody_settles_twice() -> None:
    claim, _article = waiting()
    here(claim)

    with pytest.raises(AlreadySettled, match="it is here"):
        revisions.settle_gone(claim.pk, by=make.reviewer(), now=NOON)


def test_a_claim_in_its_place_needs_no_settling() -> None:
    claim = claim_on(added(), "Mayor")

    with pytest.raises(AlreadySettled, match="nothing to settle"):
        revisions.settle_gone(claim.pk, by=make.reviewer(), now=NOON)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (0, 10_000), (-1, 4)])
def test_a_place_outside_of_the_text_is_refused(start: int, end: int) -> None:
    claim, _article = waiting()

    with pytest.raises(InvalidSpan):
        revisions.settle_here(claim.pk, start=start, end=end, by=make.reviewer(), now=NOON)


def test_only_reviewers_settle() -> None:
    claim, article = waiting()
    by = make.contributor()

    for act in (
        lambda: revisions.settle_gone(claim.pk, by=by, now=NOON),
        lambda: revisions.settle_here(claim.pk, start=0, end=9, by=by, now=NOON),
        lambda: revisions.settle_rest(article.pk, by=by, now=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_rest_is_given_up_but_nothing_that_was_accepted() -> None:
    article = added()
    kept = claim_on(article, "The harbour")
    curation.accept(kept.pk, by=make.reviewer(), now=NOON)
    new = CORRECTED.replace("grew by a third", "fell by half")
    done = revised(article, new)
    before = list(revisions.waiting(done.article.pk))

    given_up = revisions.settle_rest(done.article.pk, by=make.reviewer(), now=NOON)

    left = [row.pk for row in before if row.claim == kept or row.outcome != Found.ORPHANED]
    assert [row.pk for row in revisions.waiting(done.article.pk)] == left
    assert (given_up, given_up > 0) == (len(before) - len(left), True)


def test_the_desk_learns_what_became_of_an_accepted_claim() -> None:
    article = added()
    claim = claim_on(article, "The harbour")
    curation.accept(claim.pk, by=make.reviewer(), now=NOON)

    revised(article, CORRECTED)
    here(claim)

    events = claim.review.events.filter(kind="article_changed")
    assert [(e.data["found"], e.data["settled"]) for e in events] == [
        (Found.ORPHANED, ""), (Found.ORPHANED, Settled.HERE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE claims_anchoring SET outcome = 'moved'", "settled once"),
        ("UPDATE claims_anchoring SET from_start = 1", "settled once"),
        ("UPDATE claims_anchoring SET decision = 'gone'", "settled_by_a_person"),
        ("UPDATE claims_anchoring SET decision = 'here', settled_at = now()", "placed_iff"),
        ("DELETE FROM claims_anchoring", "Cannot delete"),
    ],
)  # fmt: skip
def test_the_database_keeps_what_was_found(statement: str, why: str) -> None:
    waiting()

    with sql.refused(why):
        sql.attack(statement)


def test_the_database_keeps_what_was_settled() -> None:
    claim, _article = waiting()
    here(claim)

    with sql.refused("settled once"):
        sql.attack("UPDATE claims_anchoring SET reason = 'x'")


def test_a_claim_waits_once() -> None:
    claim, _article = waiting()
    row = claim.anchorings.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="one_open_anchoring_per_claim"):
        row.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_text_make_one_revision() -> None:
    article, by = added(), make.reviewer()
    begin = threading.Barrier(2)
    done: list[revisions.Revised] = []

    def bring() -> None:
        begin.wait(20)
        try:
            done.append(revisions.revise(article.pk, CORRECTED, by=by, now=NOON))
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(each.created for each in done) == [False, True]
    assert len({each.article.pk for each in done}) == 1
    assert len(revisions.lineage(article.pk)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_different_texts_make_two_revisions_in_a_row() -> None:
    article, by = added(), make.reviewer()
    begin = threading.Barrier(2)

    def bring(text: str) -> None:
        begin.wait(20)
        try:
            revisions.revise(article.pk, text, by=by, now=NOON)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=bring, args=[text]) for text in (CORRECTED, TEXT + "\n\nMore.")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    chain = revisions.lineage(article.pk)
    assert [each.live for each in chain] == [False, False, True]
    assert [each.previous_id for each in chain[1:]] == [each.pk for each in chain[:-1]]


@pytest.mark.django_db(transaction=True)
def test_a_decision_and_a_new_text_at_once_lose_neither() -> None:
    article, by = added(), make.reviewer()
    claim = claim_on(article, "Mayor")
    begin = threading.Barrier(2)

    def run(act: str) -> None:
        begin.wait(20)
        try:
            if act == "accept":
                curation.accept(claim.pk, by=by, now=NOON)
            else:
                revisions.revise(article.pk, CORRECTED, by=by, now=NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in ("accept", "revise")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    claim.refresh_from_db()
    assert (claim.status, claim.article) == (Status.ACCEPTED, revisions.live(article.pk))
