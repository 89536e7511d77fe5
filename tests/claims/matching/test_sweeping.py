"""Claims are compared in the background, as often as they change, and nothing is decided by it."""

import pytest

from claims import curation, matching
from claims.models import Alike, Article, Claim, ClaimMatch, ClaimWords, Status, Unmatched
from tests import make

pytestmark = pytest.mark.django_db

SAID = "Port Almond handled 4,210 containers in May."
AGAIN = "In May, Port Almond handled 4210 containers."


def said(statement: str, status: Status = Status.ACCEPTED, **fields: object) -> Claim:
    return make.claim(make.article(f"{statement} {make.TEXT} {Article.objects.count()}"),
                      quote=statement, status=status, **fields)  # fmt: skip


def found() -> list[tuple[int, int, str]]:
    return list(ClaimMatch.objects.order_by("pk").values_list("claim", "earlier", "kind"))


def test_a_candidate_is_matched_with_what_was_accepted_before():
    earlier = said(SAID)
    claim = said(AGAIN, Status.CANDIDATE)

    matching.sweep(now=make.NOON)

    assert found() == [(claim.pk, earlier.pk, Alike.SAME)]


def test_what_is_accepted_later_is_found_by_the_candidates_that_wait():
    claim = said(AGAIN, Status.CANDIDATE)
    later = said(SAID, Status.CANDIDATE)
    matching.sweep(now=make.NOON)
    nothing = found()

    curation.accept(later.pk, by=make.reviewer(), now=make.NOON)
    matching.sweep(now=make.NOON)

    assert (nothing, found()) == ([], [(claim.pk, later.pk, Alike.SAME)])


def test_of_two_accepted_claims_the_first_is_the_earlier():
    first, second = said(SAID), said(AGAIN)

    matching.sweep(now=make.NOON)

    assert found() == [(second.pk, first.pk, Alike.SAME)]


def test_claims_of_one_article_are_not_compared_with_each_other():
    article = make.article(f"{SAID} {AGAIN}")
    make.claim(article, quote=SAID)
    make.claim(article, quote=AGAIN, status=Status.CANDIDATE)

    matching.sweep(now=make.NOON)

    assert found() == []


def test_what_does_not_change_is_compared_once():
    said(SAID)
    said(AGAIN, Status.CANDIDATE)
    first = matching.sweep(now=make.NOON)

    second = matching.sweep(now=make.NOON)

    assert (first.claims, second.claims, Unmatched.objects.count()) == (2, 0, 0)


def test_a_claim_that_is_worded_anew_is_compared_anew():
    said(SAID)
    claim = said(AGAIN, Status.CANDIDATE)
    matching.sweep(now=make.NOON)

    curation.edit(claim.pk, statement="The crane was paid for by the town of Velmora itself.",
                  by=make.reviewer(), now=make.NOON)  # fmt: skip
    done = matching.sweep(now=make.NOON)

    assert (done.claims, found()) == (1, [])


def test_the_earlier_claim_may_be_worded_anew_too():
    earlier = said(SAID)
    claim = said(AGAIN, Status.CANDIDATE)
    matching.sweep(now=make.NOON)

    Claim.objects.filter(pk=earlier.pk).update(statement=SAID.replace("4,210", "4,120"))
    matching.sweep(now=make.NOON)

    assert found() == [(claim.pk, earlier.pk, Alike.FIGURE)]


def test_a_dismissed_claim_is_found_no_longer_until_that_is_undone():
    said(SAID)
    claim = said(AGAIN, Status.CANDIDATE)
    matching.sweep(now=make.NOON)
    by = make.reviewer()

    curation.dismiss(claim.pk, by=by, now=make.NOON)
    matching.sweep(now=make.NOON)
    known = ClaimWords.objects.filter(claim=claim).exists()
    offered = ClaimMatch.objects.offered().count()
    curation.undo(claim.pk, by=by, now=make.NOON)
    matching.sweep(now=make.NOON)

    assert (known, offered, ClaimMatch.objects.offered().count()) == (False, 0, 1)


def test_nothing_is_decided_by_a_sweep():
    said(SAID)
    said(AGAIN, Status.CANDIDATE)
    before = list(Claim.objects.order_by("pk").values())

    matching.sweep(now=make.NOON)

    assert list(Claim.objects.order_by("pk").values()) == before
    match = ClaimMatch.objects.get()
    assert (match.decision, match.by) == ("", None)
