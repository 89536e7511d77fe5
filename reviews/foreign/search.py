"""Fact-checks of others by words and site, in the order in which ours are found."""

from typing import Any, cast

from django.db.models import DateTimeField, F
from django.db.models.functions import Cast

from reviews.models.foreign import ForeignCheckQuerySet
from reviews.publishing import search


def matching(checks: ForeignCheckQuerySet, text: str) -> ForeignCheckQuerySet:
    """As `publishing.search.matching`; a day counts as its first moment (UTC)."""
    dated = checks.annotate(first_published_at=Cast(F("reviewed_on"), DateTimeField()))
    lean: Any = dated.defer("searchable", "words", "markup")
    if not search.terms(text):
        return cast(ForeignCheckQuerySet, lean.order_by(*search.NEWEST))
    return cast(ForeignCheckQuerySet, search.matching(lean, text))
