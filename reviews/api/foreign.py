"""Fact-checks of other publishers: `/api/v1/import-claimreview/` and `/api/v1/foreign-checks/`."""

import json
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from claims.api.serializers import RawText
from factcheck.accounts.authentication import scope
from factcheck.accounts.models import Scope
from factcheck.exceptions import InvalidInput
from factcheck.paging import Cursor
from reviews.api import access
from reviews.foreign import importing, pages, search, sources
from reviews.foreign.pages import Became, Provenance
from reviews.foreign.sources import Source
from reviews.models import ForeignCheck, ForeignOrigin
from reviews.models.foreign import ForeignCheckQuerySet

GIVEN = ("url", "text", "markup")


class ForeignImportSerializer(serializers.Serializer[Any]):
    url = RawText(required=False, help_text="of a page with ClaimReview, or of a Data Commons feed")
    text = RawText(
        required=False, help_text="HTML, JSON or JSON Lines, as it would stand in a file"
    )
    markup = serializers.JSONField(
        required=False, help_text="ClaimReview, a list of them, an `@graph` or a DataFeed"
    )
    dry_run = serializers.BooleanField(
        required=False, default=False, help_text="say what would become of them, change nothing"
    )


class ForeignImportEntrySerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="its place in the source, from 1 on")
    where = serializers.CharField(help_text="the line or block it stands in, if there are several")
    became = serializers.ChoiceField(choices=[(str(word), str(word)) for word in Became])
    url = serializers.CharField()
    claim = serializers.CharField()
    why = serializers.CharField(help_text="why it was refused; empty: it was not")
    field = serializers.CharField(help_text="the property at fault")
    notes = serializers.ListField(
        child=serializers.CharField(), help_text="what was left out because it means nothing"
    )
    page_id = serializers.IntegerField(allow_null=True)


class ForeignImportReportSerializer(serializers.Serializer[Any]):
    counts = serializers.DictField(child=serializers.IntegerField())
    entries = ForeignImportEntrySerializer(many=True)


class ForeignCheckSerializer(serializers.ModelSerializer[ForeignCheck]):
    page_id = serializers.IntegerField(read_only=True)
    publisher = serializers.CharField(source="page.publisher", read_only=True)
    site = serializers.CharField(source="page.site", read_only=True)

    class Meta:
        model = ForeignCheck
        fields = [
            *("id", "page_id", "publisher", "site", "url", "claim", "claimant", "claimed_on"),
            *("rating", "rating_value", "rating_worst", "rating_best", "explanation"),
            *("language", "reviewed_on", "appearances"),
        ]
        read_only_fields = fields


class ForeignCheckFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    q = django_filters.CharFilter(
        method="search", help_text="Words; of three or more half are enough"
    )
    site = django_filters.CharFilter(method="of_site", help_text="Such as nytimes.com")
    language = django_filters.CharFilter(lookup_expr="istartswith", help_text="BCP 47")

    def search(self, checks: ForeignCheckQuerySet, name: str, value: str) -> ForeignCheckQuerySet:
        return search.matching(checks, value)

    def of_site(self, checks: ForeignCheckQuerySet, name: str, value: str) -> ForeignCheckQuerySet:
        return checks.of_site(value.lower().removeprefix("www."))


class Imports(access.Gated):
    """Bring in what other publishers have checked. It is kept apart and never shown as ours."""

    reaches_out = frozenset({"post"})

    def get_permissions(self) -> list[BasePermission]:
        return [scope(Scope.IMPORT)()]

    @extend_schema(
        operation_id="import_claimreview",
        request=ForeignImportSerializer,
        responses={200: ForeignImportReportSerializer, **problems(400, 401, 403, 413)},
    )
    def post(self, request: Request) -> Response:
        """Send one of `url`, `text` and `markup`. Read leniently: each review that is of no use is
        refused with the reason, and the rest is taken. Sending the same again does no harm."""
        given = ForeignImportSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        pages.check_may_import(self.person)
        source = _source(given.validated_data)
        came = Provenance(self.person, timezone.now(), source.origin, source.at)
        dry_run = given.validated_data["dry_run"]
        judged = sorted(
            importing.take_in(source, came, dry_run=dry_run), key=lambda each: each.number
        )
        report = {"counts": importing.counts(judged), "entries": judged}
        return Response(ForeignImportReportSerializer(report).data)


@extend_schema_view(
    get=extend_schema(
        operation_id="foreign_checks_list",
        responses={200: ForeignCheckSerializer, **problems(400, 401, 403)},
    )
)
class ForeignChecks(access.Gated, ListAPIView[ForeignCheck]):
    """Fact-checks of other publishers, those that were imported last first."""

    action = "list"  # the schema tells lists by it
    queryset = ForeignCheck.objects.select_related("page").defer("searchable", "words", "markup")
    serializer_class = ForeignCheckSerializer
    filterset_class = ForeignCheckFilter
    pagination_class = Cursor


def _source(given: dict[str, Any]) -> Source:
    """Raises InvalidInput."""
    sent = [name for name in GIVEN if given.get(name) not in (None, "")]
    if len(sent) != 1:
        raise InvalidInput(_("Send one of url, text and markup."), field="url")
    [name] = sent
    if name == "url":
        return sources.fetched(given["url"])
    text = given["text"] if name == "text" else json.dumps(given["markup"])
    found = sources.written(text, name=_("sent by a program"), field=name)
    origin = ForeignOrigin.API if found.origin == ForeignOrigin.FILE else found.origin
    return Source(origin, found.at, found.found)
