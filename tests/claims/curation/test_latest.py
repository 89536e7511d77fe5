"""What others did meanwhile, and a step back for oneself."""

from datetime import timedelta

import pytest

from claims import curation
from claims.curation.latest import SETTLES
from claims.exceptions import AlreadyDecided, NothingToUndo
from claims.models import Change, Claim, Status
from factcheck.exceptions import InvalidInput, NotAllowed
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + SETTLES + timedelta(seconds=1)


def candidates(*quotes: str) -> list[Claim]:
    article = make.article()
    wanted = quotes or ("The harbour of Port Almond", "the new crane", "within a year")
    return [make.claim(article, quote=each, status=Status.CANDIDATE) for each in wanted]


def status(claim: Claim) -> str:
    claim.refresh_from_db()
    return claim.status


def test_each_change_is_told_once() -> None:
    one, other, _ = candidates()
    by, article = make.reviewer(), one.article_id
    seen = curation.newest(article, now=NOON)

    curation.accept(one.pk, by=by, now=NOON)
    first, seen = curation.since(article, seen, now=NOON)
    curation.dismiss(other.pk, by=by, now=NOON)
    second, seen = curation.since(article, seen, now=NOON)
    third, seen = curation.since(article, seen, now=LATER)

    assert [[each.claim_id for each in told] for told in (first, second, third)] == [
        [one.pk], [other.pk], [],
    ]  # fmt: skip
    assert seen == curation.Seen(second[0].pk)


def test_a_change_that_is_seen_after_a_later_one_is_told_too() -> None:
    """Two transactions: the one that wrote first ends last."""
    one, other, _ = candidates()
    by, article = make.reviewer(), one.article_id
    seen = curation.newest(article, now=NOON)
    curation.accept(one.pk, by=by, now=NOON)
    curation.accept(other.pk, by=by, now=NOON)
    late = Change.objects.get(claim=one)

    only_the_later = curation.Seen(seen.mark, frozenset({Change.objects.get(claim=other).pk}))
    told, _after = curation.since(article, only_the_later, now=NOON)

    assert told == [late]


def test_changes_of_other_articles_are_not_told() -> None:
    one = candidates()[0]
    elsewhere = candidates()[0]
    seen = curation.newest(one.article_id, now=NOON)

    curation.accept(elsewhere.pk, by=make.reviewer(), now=NOON)

    assert curation.since(one.article_id, seen, now=NOON) == ([], seen)


@pytest.mark.parametrize("seen", [curation.Seen(), curation.Seen(120, frozenset({123, 130}))])
def test_what_was_seen_is_read_as_it_was_written(seen: curation.Seen) -> None:
    assert curation.Seen.of(str(seen)) == seen


@pytest.mark.parametrize("written", ["", "x", "1.", "1,2", "٣", "1" * 19, ".".join("1" * 600)])
def test_what_nobody_wrote_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput):
        curation.Seen.of(written)


def test_ones_own_steps_are_taken_back_in_turn_wherever_they_were() -> None:
    one, other, third = candidates()
    by, somebody = make.reviewer(), make.reviewer()
    curation.accept(one.pk, by=by, now=NOON)
    curation.dismiss(other.pk, by=by, now=NOON)
    curation.accept(third.pk, by=somebody, now=NOON)

    undone = [curation.undo_mine(one.article_id, by=by, now=NOON) for _ in range(2)]

    assert undone == [(other.pk,), (one.pk,)]
    assert [status(each) for each in (one, other, third)] == [
        Status.CANDIDATE, Status.CANDIDATE, Status.ACCEPTED,
    ]  # fmt: skip
    with pytest.raises(NothingToUndo):
        curation.undo_mine(one.article_id, by=by, now=NOON)


def test_a_decision_on_several_claims_is_one_step() -> None:
    claims, by = candidates(), make.reviewer()
    curation.accept_all([each.pk for each in claims], by=by, now=NOON)

    undone = curation.undo_mine(claims[0].article_id, by=by, now=NOON)

    assert undone == tuple(each.pk for each in claims)
    assert {status(each) for each in claims} == {Status.CANDIDATE}


def test_what_somebody_changed_since_is_left() -> None:
    claim, by = candidates()[0], make.reviewer()
    curation.edit(claim.pk, statement="Mine.", by=by, now=NOON)
    curation.edit(claim.pk, statement="Theirs.", by=make.reviewer(), now=NOON)

    with pytest.raises(AlreadyDecided):
        curation.undo_mine(claim.article_id, by=by, now=NOON)

    claim.refresh_from_db()
    assert claim.statement == "Theirs."


def test_a_cut_taken_back_is_not_taken_for_a_step() -> None:
    """Undoing it merges the second half into the first: that is no decision of the person's."""
    claim, by = candidates("The harbour of Port Almond handled 4,210")[0], make.reviewer()
    curation.edit(claim.pk, statement="Worded.", by=by, now=NOON)
    curation.cut(claim.pk, at=claim.article.text.index("handled"), by=by, now=NOON)

    undone = [curation.undo_mine(claim.article_id, by=by, now=NOON) for _ in range(2)]

    claim.refresh_from_db()
    assert undone == [(claim.pk,), (claim.pk,)]
    assert claim.statement == claim.quote == "The harbour of Port Almond handled 4,210"


def test_contributors_take_nothing_back() -> None:
    claim = candidates()[0]

    with pytest.raises(NotAllowed):
        curation.undo_mine(claim.article_id, by=make.contributor(), now=NOON)
