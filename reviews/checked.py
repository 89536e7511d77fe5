"""What became of claims that are said again: the verdict, or where the work on it stands."""

from collections.abc import Collection

from django.urls import reverse

from claims.checked import Checked
from reviews.models import Review


def told(claims: Collection[int]) -> dict[int, Checked]:
    """Of those with a review, in one query."""
    reviews = Review.objects.filter(claim__in=claims).select_related(
        "publication__latest__verdict__rating"
    )
    return {review.claim_id: _told(review) for review in reviews}


def _told(review: Review) -> Checked:
    publication = getattr(review, "publication", None)
    latest = publication.latest if publication else None
    if publication is None or latest is None:
        return Checked(str(review.state.label), reverse("reviews:workbench", args=[review.pk]))
    rating = latest.verdict.rating
    return Checked(
        word=publication.rating_word,
        url=reverse("public:fact_check", args=[publication.slug]),
        tone=rating.tone if rating else "",
        at=latest.published_at,
        public=True,
        flagged=publication.flagged_at is not None,
        retracted=publication.retracted_at is not None,
    )
