"""What the database keeps about matches, whoever writes them; and two who write at once."""

import pytest
from django.db import connection, transaction

from claims import curation, matching
from claims.exceptions import AlreadyDecided
from claims.models import Claim, ClaimMatch, MatchDecision, Status, Unmatched
from tests import make
from tests.claims.matching.test_sweeping import AGAIN, SAID, said
from tests.claims.together import together
from tests.make import NOON
from tests.sql import attack, refused

INSERT = """
INSERT INTO claims_claimmatch
    (claim_id, earlier_id, kind, score, reasons, method, found_at, decision)
VALUES (%s, %s, 'same', %s, '[]', 'x', now(), %s)
"""


def matched() -> ClaimMatch:
    said(SAID)
    said(AGAIN, Status.CANDIDATE)
    matching.sweep(now=NOON)
    return ClaimMatch.objects.get()


@pytest.mark.django_db
def test_a_pair_has_one_match_in_whatever_order() -> None:
    match = matched()

    with refused("one_match_per_pair"):
        attack(INSERT, match.earlier_id, match.claim_id, 1, "")


@pytest.mark.django_db
def test_a_claim_is_no_match_of_itself() -> None:
    claim = make.claim()

    with refused("match_of_two"):
        attack(INSERT, claim.pk, claim.pk, 1, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("score", "decision", "broken"),
    [(1.5, "", "match_score_0_to_1"), (1, "same", "match_decided_by_a_person")],
)
def test_scores_have_bounds_and_decisions_a_person(
    score: float, decision: str, broken: str
) -> None:
    one, other = make.claim(), make.claim()

    with refused(broken):
        attack(INSERT, one.pk, other.pk, score, decision)


@pytest.mark.django_db
def test_whoever_changes_a_claim_in_whatever_way_has_it_compared_anew() -> None:
    claim = make.claim()
    matching.sweep(now=NOON)
    nothing_waits = Unmatched.objects.count()

    attack("UPDATE claims_claim SET statement = 'Another.' WHERE id = %s", claim.pk)
    attack("UPDATE claims_claim SET claimant = 'Ada' WHERE id = %s", claim.pk)

    waiting = Unmatched.objects.values_list("article", "mark")
    assert (nothing_waits, list(waiting)) == (0, [(claim.article_id, 2)])


@pytest.mark.django_db(transaction=True)
def test_while_one_compares_another_does_nothing() -> None:
    said(SAID)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims.matching'))")
        (busy,) = together(lambda: matching.sweep(now=NOON))

    free = matching.sweep(now=NOON)

    assert (busy.claims, free.claims) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_otherwise_at_once_one_is_heard() -> None:
    match, people = matched(), [make.reviewer(), make.reviewer()]

    def same() -> str:
        return _outcome(lambda: curation.say_same(match.pk, by=people[0], now=NOON))

    def apart() -> str:
        return _outcome(lambda: curation.tell_apart(match.pk, by=people[1], now=NOON))

    outcomes = together(same, apart)

    match.refresh_from_db()
    claim = Claim.objects.get(pk=match.claim_id)
    merged = match.decision == MatchDecision.SAME
    assert sorted(outcomes) == ["done", "refused"]
    assert (claim.status == Status.MERGED, claim.changes.count()) == (merged, 1)


def _outcome(act: object) -> str:
    assert callable(act)
    try:
        act()
    except AlreadyDecided:
        return "refused"
    return "done"
