"""Real publications, made through the domain, and what is to be read on a page."""

import html
import re
from datetime import timedelta
from typing import Any

from claims.models import Attribution
from reviews import publishing, workflow
from reviews.models import PublishedVersion, Review, Trigger
from reviews.states import Status
from tests import make
from tests.make import NOON

LATER = NOON + timedelta(days=7)
TAGS = re.compile(r"<[^>]+>")


def publish(
    statement: str = "", *, days: int = 0, article: dict[str, Any] | None = None, **claim: Any
) -> PublishedVersion:
    """A claim by Ines Duarte, published `days` after NOON; `article` and `claim` are fields."""
    fields = {"claimant": "Ines Duarte", "attribution": Attribution.NAMED} | claim
    if statement:
        fields["statement"] = statement
    review = make.review(Status.APPROVED, claim=make.claim(make.article(**article or {}), **fields))
    return publishing.publish(review.pk, by=make.editor(), now=NOON + timedelta(days=days))


def release(review: Review) -> PublishedVersion:
    """An approved review, published at NOON."""
    return publishing.publish(review.pk, by=make.editor(), now=NOON)


def correct(
    review: Review, change: publishing.Change | None = None, **fields: Any
) -> PublishedVersion:
    """The next version, a week later; `fields` are those of the new verdict."""
    editor = make.editor()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=editor, now=LATER, reason="New figures.")
    make.verdict(review, by=editor, **fields)
    workflow.move(review.pk, to=Status.SUBMITTED, by=editor, now=LATER)
    workflow.move(review.pk, to=Status.APPROVED, by=make.editor(), now=LATER)
    told: publishing.Change = {"reason": "The full year is out.", **(change or {})}
    return publishing.publish(review.pk, by=editor, now=LATER, **told)


def retract(
    version: PublishedVersion, *, days: int = 7, trigger: Trigger | None = None
) -> PublishedVersion:
    review = version.publication.review_id
    now = NOON + timedelta(days=days)
    told: publishing.Change = {"reason": "Wrong harbour.", "trigger": trigger}
    return publishing.retract(review, by=make.editor(), now=now, **told)


def text(body: str) -> str:
    """What is to be read on a page, white space collapsed."""
    shown = TAGS.sub("", re.sub(r"<(script|head).*?</\1>", "", body, flags=re.DOTALL))
    return " ".join(html.unescape(shown).split())
