"""Another source in the place of one that is gone, changed, or was the wrong one."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError
from django.db.utils import InternalError

from factcheck.accounts.models import User
from factcheck.exceptions import Conflict, NotAllowed
from reviews import evidence
from reviews.exceptions import InvalidTransition, ReasonNeeded, UnusableEvidence
from reviews.models import Evidence, Review, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db

WHY = "The port moved its ledger."
LEDGER = "The port handled 4,198 containers in May."


def in_work(web: Pages) -> tuple[Review, Evidence]:
    """A review with two pieces; the first is the one that will be replaced."""
    review = make.review(Status.IN_REVIEW)
    first = evidence.attach(
        review.pk,
        url=web.put("/old", LEDGER),
        quote=LEDGER,
        stance=Stance.REFUTES,
        primary=True,
        note="The port's own figure.",
        interest="It is the port's.",
        by=assignee(review),
        now=NOON,
    )
    other = web.put("/other", LEDGER)
    evidence.attach(
        review.pk, url=other, quote=LEDGER, stance=Stance.CONTEXT, by=assignee(review), now=NOON
    )
    return review, first


def assignee(review: Review) -> User:
    assert review.assignee is not None
    return review.assignee


def test_the_new_source_stands_where_the_old_one_stood(web: Pages) -> None:
    review, old = in_work(web)
    url = web.put("/new", f"{LEDGER} Twelve came late.")

    made = evidence.replace(
        old.pk, url=url, quote=LEDGER, reason=WHY, by=assignee(review), now=NOON
    )

    old.refresh_from_db()
    assert (made.stance, made.primary, made.note, made.interest) == (
        "refutes",
        True,
        "The port's own figure.",
        "It is the port's.",
    )
    assert (made.replaces_id, made.position, made.link.url) == (old.pk, old.position, url)
    assert (old.withdrawn_at, old.withdrawn_by, old.withdrawn_reason) == (
        NOON,
        review.assignee,
        WHY,
    )


def test_the_number_is_carried_over_and_no_other_number_moves(web: Pages) -> None:
    review, old = in_work(web)
    (_one, _old), (two, second) = evidence.numbered(review)
    url = web.put("/new", LEDGER)
    by = assignee(review)

    made = evidence.replace(old.pk, url=url, quote=LEDGER, reason=WHY, by=by, now=NOON)
    third = evidence.attach(
        review.pk, url=web.put("/3", LEDGER), quote=LEDGER, stance=Stance.CONTEXT, by=by, now=NOON
    )

    assert evidence.citable(review) == {1: made, two: second, 3: third}
    assert [n for n, _piece in evidence.numbered(review)] == [1, 1, 2, 3]
    assert third.position == 3


def test_the_history_tells_of_it_in_one_event(web: Pages) -> None:
    review, old = in_work(web)
    url = web.put("/new", LEDGER)

    made = evidence.replace(
        old.pk, url=url, quote=LEDGER, reason=WHY, by=assignee(review), now=NOON
    )

    event = review.events.order_by("-seq")[0]
    assert (event.kind, event.actor) == ("evidence_replaced", review.assignee)
    assert event.data == {
        "evidence": made.pk,
        "replaces": old.pk,
        "number": 1,
        "url": url,
        "was_url": old.link.url,
        "stance": "refutes",
        "match": "exact",
        "occurrences": 1,
        "unlocated_reason": "",
        "reason": WHY,
    }
    assert evidence.findings(review)[made.pk] == evidence.Finding("exact", 1)


def test_what_is_said_anew_goes_before_what_is_carried_over(web: Pages) -> None:
    review, old = in_work(web)

    made = evidence.replace(
        old.pk,
        url=web.put("/new", LEDGER),
        quote=LEDGER,
        reason=WHY,
        by=assignee(review),
        now=NOON,
        stance=Stance.SUPPORTS,
        note="Somebody else's figure.",
    )

    assert (made.stance, made.note, made.primary) == (
        "supports",
        "Somebody else's figure.",
        True,
    )


def test_a_source_that_cannot_be_used_leaves_the_old_one_where_it_is(web: Pages) -> None:
    review, old = in_work(web)
    url = web.put("/new", "Nothing of the kind.")

    with pytest.raises(UnusableEvidence):
        evidence.replace(old.pk, url=url, quote=LEDGER, reason=WHY, by=assignee(review), now=NOON)

    old.refresh_from_db()
    assert (old.withdrawn_at, review.evidence.count()) == (None, 2)


@pytest.mark.parametrize(
    ("again", "said"),
    [
        ("/old", "These words of this page are cited already"),
        ("/other", "This quote from this page is attached already"),
    ],
)
def test_what_is_cited_already_replaces_nothing(web: Pages, again: str, said: str) -> None:
    review, old = in_work(web)

    with pytest.raises(Conflict, match=said):
        evidence.replace(
            old.pk,
            url=web.put(again, LEDGER),
            quote=LEDGER,
            reason=WHY,
            by=assignee(review),
            now=NOON,
        )

    old.refresh_from_db()
    assert (old.withdrawn_at, review.evidence.count()) == (None, 2)


def test_without_a_reason_no_page_is_fetched(web: Pages) -> None:
    review, old = in_work(web)
    url = web.put("/new", LEDGER)
    before = len(web.asked)

    with pytest.raises(ReasonNeeded):
        evidence.replace(old.pk, url=url, quote=LEDGER, reason=" ", by=assignee(review), now=NOON)

    assert len(web.asked) == before


def test_a_public_verdict_is_reopened_first() -> None:
    review = make.review(Status.PUBLISHED)
    old = review.evidence.all()[0]

    with pytest.raises(InvalidTransition, match="Reopen the review"):
        evidence.replace(
            old.pk, url="https://a.example/", quote="a", reason=WHY, by=make.editor(), now=NOON
        )

    assert "Reopen the review" in evidence.refusal(review)


def test_a_piece_is_replaced_once(web: Pages) -> None:
    review, old = in_work(web)
    by = assignee(review)
    evidence.replace(old.pk, url=web.put("/new", LEDGER), quote=LEDGER, reason=WHY, by=by, now=NOON)

    with pytest.raises(Conflict, match="withdrew this evidence already"):
        evidence.replace(
            old.pk, url=web.put("/newer", LEDGER), quote=LEDGER, reason=WHY, by=by, now=NOON
        )


def test_somebody_elses_evidence_is_not_for_others_to_replace(web: Pages) -> None:
    _review, old = in_work(web)

    with pytest.raises(NotAllowed):
        evidence.replace(
            old.pk,
            url=web.put("/new", LEDGER),
            quote=LEDGER,
            reason=WHY,
            by=make.reviewer(),
            now=NOON,
        )


def test_the_database_takes_no_replacement_of_what_stands_or_is_elsewhere() -> None:
    review = make.review(Status.IN_REVIEW)
    standing, elsewhere = make.evidence(review), make.evidence(make.review(Status.IN_REVIEW))

    for old in (standing, elsewhere):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            make.evidence(review, replaces=old)

    assert review.evidence.count() == 1


def test_the_database_keeps_what_replaces_what() -> None:
    review = make.review(Status.IN_REVIEW)
    old = make.evidence(review)
    evidence.withdraw(old.pk, by=assignee(review), now=NOON, reason=WHY)
    made = make.evidence(review, replaces=old)

    with pytest.raises((IntegrityError, InternalError, ProtectedError)), transaction.atomic():
        Evidence.objects.filter(pk=made.pk).update(replaces=None)

    made.refresh_from_db()
    assert made.replaces_id == old.pk
