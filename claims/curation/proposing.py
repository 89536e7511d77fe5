"""A person's own claims: words of the article that the splitter missed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims import candidates, permissions, splitting, wording
from claims.curation import spans
from claims.curation.deciding import LONGEST_STATEMENT
from claims.exceptions import InvalidSpan
from claims.models import Article, Change, ChangeKind, Claim
from factcheck.accounts.models import User


def propose(
    article_id: int, *, start: int, end: int, by: User, now: datetime, statement: str = ""
) -> Claim:
    """Make a candidate of the code points from `start` to `end` of an article.

    Raises InvalidSpan, AlreadyProposed, NotAllowed.
    """
    permissions.check_may_add(by)
    stated = wording.line(statement, field="statement", longest=LONGEST_STATEMENT)
    article = Article.objects.get(pk=article_id)
    span = spans.trimmed(article.text, start, end)
    if span is None:
        raise InvalidSpan(
            _("Characters %(start)s to %(end)s hold no words; the article has %(length)s.")
            % {"start": start, "end": end, "length": len(article.text)},
            field="start",
        )
    claim = Claim(article=article, origin=spans.PERSON, added_by=by, created_at=now)
    spans.place(claim, *span)
    _describe(claim)
    claim.statement = stated or claim.statement
    with transaction.atomic():
        spans.save(claim)
        Change.objects.create(claim=claim, kind=ChangeKind.PROPOSED, by=by, at=now)
    return claim


def _describe(claim: Claim) -> None:
    """What the splitter makes of these words alone; where it finds two claims, of neither."""
    found = splitting.split(claim.quote, language=claim.article.language or None)
    if len(found) != 1:
        return
    for name, value in candidates.fields(found[0]).items():
        setattr(claim, name, value)
