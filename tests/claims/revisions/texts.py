"""An article of three paragraphs, and how tests bring it and its next texts to the desk."""

from typing import Any

from claims import ingestion, revisions
from claims.models import Article, Claim, Origin
from factcheck.accounts.models import User
from tests import make
from tests.make import NOON

PARAGRAPHS = (
    "The harbour of Port Almond handled 4,210 containers in May, the port authority said.",
    "Mayor Ines Duarte told the council that the new crane had paid for itself within a year.",
    "Shop owners on the quay said that trade grew by a third after the ferry line was extended.",
)
TEXT = "\n\n".join(PARAGRAPHS)
CORRECTED = TEXT.replace("4,210", "4,120")


def added(text: str = TEXT) -> Article:
    return ingestion.ingest_text(text, by=make.reviewer(), now=NOON, origin=Origin.PASTE).article


def claim_on(article: Article, words: str) -> Claim:
    return article.claims.filter(quote__startswith=words).order_by("-end")[0]


def revised(
    article: Article, text: str, *, by: User | None = None, **more: Any
) -> revisions.Revised:
    return revisions.revise(article.pk, text, by=by or make.reviewer(), now=NOON, **more)


def waiting(text: str = CORRECTED, words: str = "The harbour") -> tuple[Claim, Article]:
    """A claim that waits, and the revision in which it does."""
    article = added()
    claim = claim_on(article, words)
    return claim, revised(article, text).article
