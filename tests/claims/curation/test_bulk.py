"""Many candidates in one go."""

import pytest

from claims import curation, signals
from claims.exceptions import NothingToUndo
from claims.models import Claim, Ground, Status
from factcheck.exceptions import Conflict, InvalidInput, NotAllowed
from tests import make
from tests.claims.curation.test_deciding import candidate, listening, together
from tests.make import NOON

pytestmark = pytest.mark.django_db


def several(count: int = 3) -> list[Claim]:
    return [candidate() for _ in range(count)]


def statuses(claims: list[Claim]) -> list[str]:
    found = Claim.objects.in_bulk([claim.pk for claim in claims])
    return [found[claim.pk].status for claim in claims]


def test_all_are_accepted_each_with_its_own_change_of_one_batch() -> None:
    claims, by = several(), make.reviewer()

    made = curation.accept_all([claim.pk for claim in claims], by=by, now=NOON)

    changes = [claim.changes.get() for claim in claims]
    assert (made.done, made.refused) == (tuple(claim.pk for claim in claims), ())
    assert {(each.kind, each.by, each.batch) for each in changes} == {("accepted", by, made.id)}


def test_all_are_dismissed_for_one_reason() -> None:
    claims = several()
    ids = [claim.pk for claim in claims]

    curation.dismiss_all(
        ids, by=make.reviewer(), now=NOON, ground=Ground.TRIVIAL, reason=" Small  talk. "
    )

    changes = [claim.changes.get() for claim in claims]
    assert {(each.ground, each.reason) for each in changes} == {("trivial", "Small talk.")}


def test_what_cannot_be_decided_is_reported_and_fails_nothing_else() -> None:
    claims, by = several(), make.reviewer()
    curation.dismiss(claims[1].pk, by=by, now=NOON)

    def receiver(claim: Claim, **_: object) -> None:
        if claim.pk == claims[0].pk:
            raise Conflict("No room in the queue.")

    with listening(signals.claim_accepted, receiver):
        made = curation.accept_all([claim.pk for claim in claims], by=by, now=NOON)

    told = [(each.claim_id, each.error.code) for each in made.refused]
    assert told == [(claims[0].pk, "conflict"), (claims[1].pk, "already-decided")]
    assert statuses(claims) == [Status.CANDIDATE, Status.DISMISSED, Status.ACCEPTED]


def test_the_whole_batch_is_taken_back() -> None:
    claims, by = several(), make.reviewer()
    made = curation.accept_all([claim.pk for claim in claims], by=by, now=NOON)
    assert made.id is not None

    undone = curation.undo_batch(made.id, by=by, now=NOON)

    assert undone.done == made.done
    assert statuses(claims) == [Status.CANDIDATE] * 3
    with pytest.raises(NothingToUndo):
        curation.undo_batch(made.id, by=by, now=NOON)


def test_what_changed_since_is_left_and_reported() -> None:
    claims, by = several(2), make.reviewer()
    made = curation.dismiss_all([claim.pk for claim in claims], by=by, now=NOON)
    assert made.id is not None
    curation.undo(claims[0].pk, by=by, now=NOON)
    curation.accept(claims[0].pk, by=by, now=NOON)

    undone = curation.undo_batch(made.id, by=by, now=NOON)

    assert (undone.done, [each.claim_id for each in undone.refused]) == (
        (claims[1].pk,), [claims[0].pk],
    )  # fmt: skip
    assert statuses(claims) == [Status.ACCEPTED, Status.CANDIDATE]


def test_nothing_that_was_done_has_no_batch() -> None:
    claim, by = candidate(), make.reviewer()
    curation.accept(claim.pk, by=by, now=NOON)

    made = curation.accept_all([claim.pk], by=by, now=NOON)

    assert (made.id, made.done, len(made.refused)) == (None, (), 1)


def test_open_candidates_from_a_figure_up_are_found_in_text_order() -> None:
    article = make.article()
    later = candidate(article, quote="the new crane", checkworthiness=0.6)
    first = candidate(article, checkworthiness=0.9)
    candidate(article, quote="within a year", checkworthiness=0.59)
    make.claim(article, quote="Ines Duarte", checkworthiness=1)

    assert curation.open_at_least(article.pk, 0.6) == [first.pk, later.pk]


@pytest.mark.parametrize("figure", [-0.1, 1.1, float("nan")])
def test_a_figure_that_is_none_is_refused(figure: float) -> None:
    with pytest.raises(InvalidInput):
        curation.open_at_least(1, figure)


def test_more_than_can_be_done_in_one_go_is_refused_as_a_whole() -> None:
    claim = candidate()
    ids = [claim.pk, *range(10**6, 10**6 + curation.MOST)]

    with pytest.raises(InvalidInput, match="at most 500"):
        curation.accept_all(ids, by=make.reviewer(), now=NOON)

    assert statuses([claim]) == [Status.CANDIDATE]


def test_contributors_decide_on_nothing() -> None:
    claim, by = candidate(), make.contributor()

    with pytest.raises(NotAllowed):
        curation.accept_all([claim.pk], by=by, now=NOON)
    with pytest.raises(NotAllowed):
        curation.dismiss_all([claim.pk], by=by, now=NOON)

    assert statuses([claim]) == [Status.CANDIDATE]


@pytest.mark.django_db(transaction=True)
def test_two_batches_at_once_share_the_claims_between_them() -> None:
    claims, people = several(6), [make.reviewer(), make.reviewer()]
    ids = [claim.pk for claim in claims]

    made = together(
        lambda: curation.accept_all(ids, by=people[0], now=NOON),
        lambda: curation.dismiss_all(ids[::-1], by=people[1], now=NOON),
    )

    done = sorted(pk for each in made for pk in each.done)
    assert done == sorted(ids)
    assert [claim.changes.count() for claim in claims] == [1] * 6
