"""A person's own claims: words of the article that the splitter missed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims import permissions, wording
from claims.curation import locking, reading, spans
from claims.exceptions import OlderRevision
from claims.models import Article, ChangeKind, Claim
from factcheck.accounts.models import User


def propose(
    article_id: int, *, start: int, end: int, by: User, now: datetime, statement: str = ""
) -> Claim:
    """Make a candidate of the code points from `start` to `end` of an article.

    Raises InvalidSpan, also for bounds that cut a word or a character in two, AlreadyProposed,
    OlderRevision, NotAllowed.
    """
    permissions.check_may_add(by)
    stated = wording.line(statement, field="statement", longest=spans.LONGEST_STATEMENT)
    article = Article.objects.get(pk=article_id)
    span = spans.checked(article, start, end)
    spans.check_whole(article.text, *span)
    claim = Claim(article=article, origin=spans.PERSON, added_by=by, created_at=now)
    values = spans.quoted(article, *span) | reading.read(article, *span)
    locking.write(claim, spans.anchor(article, *span) | values)
    before = {}
    if stated and stated != claim.statement:
        before = locking.write(claim, {"statement": stated, "statement_parts": []})
    with transaction.atomic():
        held = Article.objects.select_for_update(no_key=True).only("live").get(pk=article_id)
        if not held.live:
            raise OlderRevision(
                _("This is an older text of the article. Add the claim to the newest one.")
            )
        spans.save(claim)
        locking.record(claim, ChangeKind.PROPOSED, by=by, at=now, before=before)
    return claim
