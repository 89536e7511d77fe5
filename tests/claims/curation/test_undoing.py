"""Each change is taken back, latest first."""

from typing import Any

import pytest

from claims import curation, signals
from claims.exceptions import AlreadyDecided, AlreadyProposed, NothingToUndo
from claims.models import Claim, Status
from factcheck.exceptions import Conflict, NotAllowed
from tests import make
from tests.claims.curation.test_deciding import candidate, listening, more_for
from tests.make import NOON

pytestmark = pytest.mark.django_db
COMPARED = ("start", "end", "quote", "statement", "kind", "status", "same_as_id", "decided_by_id")


def state(claim: Claim) -> dict[str, Any]:
    return dict(Claim.objects.values(*COMPARED).get(pk=claim.pk))


@pytest.mark.parametrize("act", ["accept", "dismiss", "edit", "cut", "merge"])
def test_every_decision_can_be_taken_back(act: str) -> None:
    claim, by = candidate(), make.reviewer()
    other = candidate(claim.article, quote="the new crane")
    more = more_for(act, claim, other)
    before = state(claim)
    getattr(curation, act)(claim.pk, by=by, now=NOON, **more)
    assert state(claim) != before

    curation.undo(claim.pk, by=by, now=NOON)

    assert state(claim) == before


def test_changes_are_taken_back_in_turn() -> None:
    claim, by = candidate(), make.reviewer()
    states = [state(claim)]
    for words in ("One.", "Two."):
        curation.edit(claim.pk, by=by, now=NOON, statement=words)
        states.append(state(claim))
    curation.accept(claim.pk, by=by, now=NOON)

    taken_back = []
    for _ in range(3):
        curation.undo(claim.pk, by=by, now=NOON)
        taken_back.append(state(claim))

    assert taken_back == states[::-1]
    with pytest.raises(NothingToUndo):
        curation.undo(claim.pk, by=by, now=NOON)


def test_the_second_half_of_a_cut_taken_back_leads_to_the_whole() -> None:
    claim, by = candidate(), make.reviewer()
    _, half = curation.cut(claim.pk, at=claim.start + 4, by=by, now=NOON)

    curation.undo(claim.pk, by=by, now=NOON)

    half.refresh_from_db()
    assert (half.status, half.same_as) == (Status.MERGED, claim)


def test_a_cut_whose_second_half_is_decided_stands() -> None:
    claim, by = candidate(), make.reviewer()
    first, half = curation.cut(claim.pk, at=claim.start + 4, by=by, now=NOON)
    curation.accept(half.pk, by=by, now=NOON)

    with pytest.raises(AlreadyDecided):
        curation.undo(claim.pk, by=by, now=NOON)

    assert state(claim)["quote"] == first.quote


def test_a_proposal_taken_back_is_dismissed_and_not_deleted() -> None:
    article, by = make.article(), make.reviewer()
    claim = curation.propose(article.pk, start=0, end=11, by=by, now=NOON)

    curation.undo(claim.pk, by=by, now=NOON)

    assert state(claim)["status"] == Status.DISMISSED


def test_a_dismissal_is_not_taken_back_onto_another_claim() -> None:
    claim, by = candidate(), make.reviewer()
    curation.dismiss(claim.pk, by=by, now=NOON)
    curation.propose(claim.article_id, start=claim.start, end=claim.end, by=by, now=NOON)

    with pytest.raises(AlreadyProposed):
        curation.undo(claim.pk, by=by, now=NOON)

    assert state(claim)["status"] == Status.DISMISSED


def test_a_room_that_has_work_on_a_claim_can_keep_it_accepted() -> None:
    claim, by = candidate(), make.reviewer()
    curation.accept(claim.pk, by=by, now=NOON)

    def receiver(**_: object) -> None:
        raise Conflict("Its review is in work.")

    with listening(signals.claim_reopened, receiver), pytest.raises(Conflict):
        curation.undo(claim.pk, by=by, now=NOON)

    assert state(claim)["status"] == Status.ACCEPTED


def test_contributors_take_nothing_back() -> None:
    claim = candidate()
    curation.dismiss(claim.pk, by=make.reviewer(), now=NOON)

    with pytest.raises(NotAllowed):
        curation.undo(claim.pk, by=make.contributor(), now=NOON)
