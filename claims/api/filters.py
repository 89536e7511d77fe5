"""What lists can be narrowed by."""

from datetime import UTC, datetime

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import extend_schema_field

from claims.models import Article, Claim, Kind, Origin, Status

HIGHEST_ID = 2**63 - 1


class IdField(forms.CharField):
    """An identifier as we give it out: digits.

    A decimal number such as 1e1000000 would be written out before it is found to be none.
    """

    def to_python(self, value: object) -> int | None:  # type: ignore[override]  # a field's own type
        sent = super().to_python(value)
        if not sent:
            return None
        digits = sent.isascii() and sent.isdecimal() and len(sent) <= len(str(HIGHEST_ID))
        if not digits or not 1 <= int(sent) <= HIGHEST_ID:
            raise ValidationError(_("Send an identifier: a whole number from 1, in digits."))
        return int(sent)


@extend_schema_field({"type": "integer", "format": "int64", "minimum": 1, "maximum": HIGHEST_ID})
class IdFilter(django_filters.Filter):  # type: ignore[misc]  # the package is untyped
    field_class = IdField


class MomentField(IsoDateTimeField):  # type: ignore[misc]  # the package is untyped
    """RFC 3339 in UTC: PostgreSQL refuses offsets of 16 hours and more, which Python takes."""

    def to_python(self, value: object) -> datetime | None:
        moment: datetime | None = super().to_python(value)
        if moment is None:
            return None
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError(_("Send a moment of the years 1 to 9999.")) from error


@extend_schema_field({"type": "string", "format": "date-time"})
class MomentFilter(django_filters.Filter):  # type: ignore[misc]  # the package is untyped
    field_class = MomentField


class FlagField(forms.CharField):
    """`true` or `false`; anything else is refused, not taken for "any"."""

    def to_python(self, value: object) -> bool | None:  # type: ignore[override]  # a field's own type
        sent = super().to_python(value)
        if not sent:
            return None
        if sent.lower() not in ("true", "false"):
            raise ValidationError(_("Send true or false."))
        return sent.lower() == "true"


@extend_schema_field({"type": "boolean"})
class FlagFilter(django_filters.Filter):  # type: ignore[misc]  # the package is untyped
    field_class = FlagField


@extend_schema_field({"type": "number", "format": "double", "minimum": 0, "maximum": 1})
class ShareFilter(django_filters.Filter):  # type: ignore[misc]  # the package is untyped
    field_class = forms.FloatField


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
    article = IdFilter(field_name="article_id")
    status = django_filters.MultipleChoiceFilter(choices=Status.choices)
    kind = django_filters.MultipleChoiceFilter(choices=Kind.choices)
    origin = django_filters.CharFilter(label="Who proposed it: a splitter's name, or person.")
    checkworthiness_min = ShareFilter(
        field_name="checkworthiness", lookup_expr="gte", min_value=0, max_value=1
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def search(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return claims.filter(
            Q(statement__icontains=value) | Q(quote__icontains=value) | Q(claimant__icontains=value)
        )
