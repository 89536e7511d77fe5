"""The revisions of an article, and every place where a claim ever stood."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from claims.exceptions import NoSuchArticle
from claims.models import Anchoring, Article, Claim, Found, Settled
from claims.models.anchoring import AnchoringQuerySet

# Both ways from any revision; `previous` is unique, so this is a list and not a tree.
LINEAGE = """
WITH RECURSIVE earlier(id, previous_id) AS (
    SELECT id, previous_id FROM claims_article WHERE id = %s
    UNION SELECT a.id, a.previous_id FROM claims_article a JOIN earlier e ON a.id = e.previous_id
), later(id) AS (
    SELECT %s::bigint
    UNION SELECT a.id FROM claims_article a JOIN later l ON a.previous_id = l.id
)
SELECT id FROM earlier UNION SELECT id FROM later
"""


@dataclass(frozen=True)
class Appearance:
    """A place of a claim: code points `start` to `end` of `article_id`, from `since` on."""

    article_id: int
    start: int
    end: int
    since: datetime
    gone: bool = False
    """Whether a person said that the revision after has it no longer."""


def lineage(article_id: int) -> list[Article]:
    """All revisions of an article, oldest first, without their texts."""
    with connection.cursor() as cursor:
        cursor.execute(LINEAGE, [article_id, article_id])
        pks = [pk for (pk,) in cursor.fetchall()]
    revisions = Article.objects.filter(pk__in=pks).select_related("added_by").defer("text")
    return sorted(revisions, key=lambda each: each.pk)


def live(article_id: int) -> Article:
    """The live revision. Raises NoSuchArticle."""
    return _last(article_id, hold=False)


def hold_live(article_id: int) -> Article:
    """The live revision, held until the transaction ends; a revision made meanwhile is followed."""
    return _last(article_id, hold=True)


def _last(article_id: int, *, hold: bool) -> Article:
    articles = Article.objects.all()
    if hold:
        articles = articles.select_for_update(no_key=True)
    article = articles.filter(pk=article_id).first()
    while article and not article.live:
        article = articles.filter(previous=article.pk).first()
    if article is None:
        raise NoSuchArticle(_("There is no article %(number)s.") % {"number": article_id})
    return article


def waiting(article_id: int) -> AnchoringQuerySet:
    """What a person has to settle for this revision: accepted claims first, then in text order."""
    rows = Anchoring.objects.waiting().filter(to_article=article_id)
    return rows.select_related("claim", "from_article").order_by(
        "claim__status", "from_start", "pk"
    )


def appearances(claim: Claim) -> list[Appearance]:
    """Where a claim stood and stands, oldest first; where it waited it was at no other place."""
    rows = list(claim.anchorings.order_by("pk"))
    first = Appearance(claim.article_id, claim.start, claim.end, claim.created_at)
    if rows:
        begun = rows[0]
        first = Appearance(
            begun.from_article_id, begun.from_start, begun.from_end, claim.created_at
        )
    found = [first]
    for row in rows:
        if row.start is not None and row.end is not None:
            since = row.at if row.outcome == Found.EXACT else row.settled_at or row.at
            found.append(Appearance(row.to_article_id, row.start, row.end, since))
        elif row.decision == Settled.GONE:
            last = found[-1]
            found[-1] = Appearance(last.article_id, last.start, last.end, last.since, gone=True)
    return found
