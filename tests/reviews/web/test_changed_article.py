"""Whoever works on a claim sees that its article says it otherwise now, or no longer."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims import curation, revisions
from claims.models import Article, Claim
from tests import make
from tests.claims.revisions import texts
from tests.make import NOON

pytestmark = pytest.mark.django_db
TITLE = "The article changed since"


def accepted(words: str) -> tuple[Claim, Article]:
    article = texts.added()
    claim = texts.claim_on(article, words)
    curation.accept(claim.pk, by=make.reviewer(), now=NOON)
    return claim, texts.revised(article, texts.CORRECTED).article


def notices(claim: Claim) -> list[tuple[str, str]]:
    """Words and address of the notices that tell of another text."""
    client = Client()
    client.force_login(make.reviewer())
    found = LexborHTMLParser(client.get(f"/reviews/{claim.review.pk}/").content).css(".notice")
    return [
        (" ".join(each.text().split()), str(each.css("a")[0].attributes["href"]))
        for each in found
        if TITLE in each.text()
    ]


def test_a_claim_that_waits_for_its_place() -> None:
    claim, article = accepted("The harbour")

    ((told, link),) = notices(claim)

    assert told.startswith(f"{TITLE} Nobody has said yet where this claim is")
    assert link == f"/articles/{article.pk}/revisions/"


def test_a_claim_that_is_gone() -> None:
    claim, article = accepted("The harbour")
    revisions.settle_gone(claim.pk, by=make.reviewer(), now=NOON, reason="Withdrawn.")

    ((told, link),) = notices(claim)

    assert told.startswith(f"{TITLE} Its newest text has these words no longer. Withdrawn.")
    assert link == f"/articles/{article.pk}/revisions/"


def test_a_claim_that_came_along_has_no_such_notice() -> None:
    claim, _article = accepted("Mayor")

    assert notices(claim) == []
