"""What lists can be narrowed by."""

import django_filters
from django.db.models import Q, QuerySet

from claims.models import Article, Claim, Kind, Origin, Status


class ArticleFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is untyped
    q = django_filters.CharFilter(method="search", label="Words in title, publisher or address.")
    language = django_filters.CharFilter(lookup_expr="iexact")
    origin = django_filters.ChoiceFilter(choices=Origin.choices)

    class Meta:
        model = Article
        fields: list[str] = []

    def search(self, articles: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        return articles.filter(
            Q(title__icontains=value) | Q(publisher__icontains=value) | Q(url__icontains=value)
        )


class ClaimFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is untyped
    q = django_filters.CharFilter(method="search", label="Words in statement, quote or claimant.")
    article = django_filters.NumberFilter(field_name="article_id")
    status = django_filters.MultipleChoiceFilter(choices=Status.choices)
    kind = django_filters.MultipleChoiceFilter(choices=Kind.choices)
    checkworthiness_min = django_filters.NumberFilter(
        field_name="checkworthiness", lookup_expr="gte"
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def search(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return claims.filter(
            Q(statement__icontains=value) | Q(quote__icontains=value) | Q(claimant__icontains=value)
        )
