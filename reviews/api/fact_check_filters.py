"""How the list of fact-checks is narrowed."""

import django_filters
from django.db.models import QuerySet

from claims.api.filters import MomentFilter
from reviews.models import ChangeKind, Publication
from reviews.models.publication import PublicationQuerySet
from reviews.publishing import search

STATES = [("live", "live"), ("retracted", "retracted"), ("all", "all")]
KINDS = [(kind.value, kind.value) for kind in ChangeKind]


class FactCheckFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    q = django_filters.CharFilter(method="search", help_text="Words; best match first")
    rating = django_filters.CharFilter("rating_word", help_text="A word of the scale")
    claimant = django_filters.CharFilter(lookup_expr="icontains", help_text="Part of a name")
    language = django_filters.CharFilter(lookup_expr="istartswith", help_text="BCP 47")
    topic = django_filters.CharFilter(
        "topic_slugs", method="under_topic", help_text="The slug of a topic"
    )
    change = django_filters.ChoiceFilter(
        "latest__kind", choices=KINDS, help_text="What the latest version is"
    )
    since = MomentFilter(
        "changed_at",
        "gte",
        help_text="Published, corrected, retracted, reopened, flagged or unflagged since then, or "
        "its claim gone from the article or found there again",
    )
    state = django_filters.ChoiceFilter(
        method="in_state", choices=STATES, help_text="`live` unless asked otherwise"
    )

    def filter_queryset(self, queryset: QuerySet[Publication]) -> QuerySet[Publication]:
        found: QuerySet[Publication] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["state"] else found.filter(retracted_at=None)

    def search(
        self, publications: PublicationQuerySet, name: str, value: str
    ) -> PublicationQuerySet:
        return search.matching(publications, value)

    def under_topic(
        self, publications: PublicationQuerySet, name: str, value: str
    ) -> PublicationQuerySet:
        return publications.filter(topic_slugs__contains=[value])

    def in_state(
        self, publications: PublicationQuerySet, name: str, value: str
    ) -> PublicationQuerySet:
        if value == "all":
            return publications
        return publications.filter(retracted_at__isnull=value == "live")
