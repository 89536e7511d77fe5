"""A new text of an article, and where its claims went."""

from typing import Any

import pytest

from claims import candidates, curation, ingestion, revisions, splitting
from claims.exceptions import AlreadyIngested, AnotherArticle, NothingToUndo, UnusableAddress
from claims.models import Anchoring, Article, Claim, Found, Origin, Settled, Status
from factcheck.accounts.models import Role
from factcheck.exceptions import NotAllowed
from tests import make
from tests.claims import pages
from tests.make import NOON

pytestmark = pytest.mark.django_db
PARAGRAPHS = (
    "The harbour of Port Almond handled 4,210 containers in May, the port authority said.",
    "Mayor Ines Duarte told the council that the new crane had paid for itself within a year.",
    "Shop owners on the quay said that trade grew by a third after the ferry line was extended.",
)
TEXT = "\n\n".join(PARAGRAPHS)


def added(text: str = TEXT) -> Article:
    return ingestion.ingest_text(
        text, by=make.reviewer(), now=NOON, origin=Origin.PASTE
    ).article


def places(article: Article) -> dict[str, str]:
    """Status by words, of the claims of this revision."""
    return dict(article.claims.order_by("start").values_list("quote", "status"))


def revised(article: Article, text: str, **more: Any) -> revisions.Revised:
    return revisions.revise(article.pk, text, by=make.reviewer(), now=NOON, **more)


def test_untouched_claims_go_over_to_the_new_text() -> None:
    article = added()
    kept = article.claims.get(quote__startswith="The harbour")
    curation.accept(kept.pk, by=make.reviewer(), now=NOON)

    done = revised(article, "A correction was made.\n\n" + TEXT)

    kept.refresh_from_db()
    article.refresh_from_db()
    assert (done.created, done.waiting, article.live, done.article.live) == (True, 0, False, True)
    assert (kept.article, kept.start, kept.status) == (done.article, 24, Status.ACCEPTED)
    assert article.claims.count() == 0
    assert done.article.previous == article


def test_a_claim_whose_words_changed_waits_where_it_was() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="The harbour")

    done = revised(article, TEXT.replace("4,210", "4,120"))

    claim.refresh_from_db()
    row = claim.anchorings.get()
    assert (claim.article, row.outcome, row.decision) == (article, Found.ORPHANED, "")
    (first,) = row.suggestions
    assert done.article.text[first["start"] : first["end"]].startswith(
        "The harbour of Port Almond handled 4,120 containers in May"
    )
    assert (done.waiting, list(revisions.waiting(done.article.pk))) == (1, [row])


def test_the_same_text_is_no_revision() -> None:
    article = added()

    done = revised(article, TEXT.replace("\n\n", "\n \n\n"))

    assert (done.created, done.article, Article.objects.count()) == (False, article, 1)


def test_a_dismissed_candidate_does_not_come_back() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="Shop owners")
    curation.dismiss(claim.pk, by=make.reviewer(), now=NOON)

    done = revised(article, "News.\n\n" + TEXT)

    assert places(done.article)[claim.quote] == Status.DISMISSED
    assert done.article.claims.filter(quote=claim.quote).count() == 1


def test_claims_that_the_new_text_brings_are_added() -> None:
    article = added()
    new = "The council voted for a second crane by 14 votes to 3 on Monday."

    done = revised(article, f"{TEXT}\n\n{new}")

    assert (done.added, done.article.claims.last().quote) == (1, new.removesuffix("."))


def test_what_waits_is_compared_with_the_next_text_too() -> None:
    article = added()
    claim = article.claims.get(quote__startswith="The harbour")
    revised(article, TEXT.replace("4,210", "4,120"))

    done = revised(article, TEXT + "\n\nThe figure above was right at first.")

    claim.refresh_from_db()
    outcomes = list(claim.anchorings.values_list("outcome", "decision"))
    assert outcomes == [("orphaned", Settled.SUPERSEDED), ("exact", "")]
    assert (claim.article, claim.start) == (done.article, 0)
