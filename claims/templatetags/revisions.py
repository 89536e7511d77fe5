"""What pages say about revisions: that a newer text is there, that claims wait for their place."""

from typing import Any

from django import template
from django.db.models import Count

from claims import revisions
from claims.models import Anchoring, Article, Claim

register = template.Library()
MOST = 10  # articles named in the inbox


@register.inclusion_tag("claims/revision_notice.html")
def revision_notice(article: Article) -> dict[str, Any]:
    """Above an article: what it is not the newest of, and what waits in it."""
    if not article.live:
        return {"article": article, "live": revisions.live(article.pk), "waiting": 0}
    waiting = 0
    if article.previous_id is not None:  # nothing is carried into a first text
        waiting = Anchoring.objects.waiting().filter(to_article=article).count()
    return {"article": article, "live": None, "waiting": waiting}


@register.inclusion_tag("claims/revision_claim.html")
def claim_notice(claim: Claim) -> dict[str, Any]:
    """Above work on a claim: that it waits for its place in a newer text, or is gone from it."""
    if claim.article.live:
        return {"live": None}
    return {"live": revisions.live(claim.article_id), "row": claim.anchorings.last()}


@register.inclusion_tag("claims/revision_waiting.html")
def waiting_revisions() -> dict[str, Any]:
    """Above the inbox: the articles in which claims wait, those with most of them first."""
    waiting = Anchoring.objects.waiting().values("to_article", "to_article__title")
    counted = waiting.annotate(n=Count("pk")).order_by("-n", "to_article")
    return {"articles": counted[:MOST]}
