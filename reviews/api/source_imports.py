"""What `/api/v1/sources/import/` is sent and answers."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from claims.api.serializers import RawText
from factcheck.accounts.models import User
from reviews.links import lists
from reviews.links.registry import Became


class SourceListSerializer(serializers.Serializer[Any]):
    urls = serializers.ListField(
        child=RawText(), allow_empty=False, max_length=lists.MOST, help_text="at most 10,000"
    )
    dry_run = serializers.BooleanField(
        required=False, default=False, help_text="say what would become of them, change nothing"
    )


class SourceListEntrySerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(source="line", help_text="its place in `urls`, from 1 on")
    url = serializers.CharField(help_text="without user name and password")
    became = serializers.ChoiceField(choices=[(str(word), str(word)) for word in Became])
    id = serializers.IntegerField(
        source="link_id", allow_null=True, help_text="the id of the source behind it"
    )
    same_as = serializers.IntegerField(
        allow_null=True, help_text="the place of the same page before it in `urls`"
    )
    why = serializers.CharField(help_text="why it was refused; empty: it was not")


class SourceListReportSerializer(serializers.Serializer[Any]):
    counts = serializers.DictField(child=serializers.IntegerField())
    entries = SourceListEntrySerializer(many=True)


def take_in(sent: Any, *, by: User) -> dict[str, Any]:
    """Raises ValidationError, NotAllowed."""
    given = SourceListSerializer(data=sent)
    given.is_valid(raise_exception=True)
    lines = (
        lists.Line(number, url) for number, url in enumerate(given.validated_data["urls"], start=1)
    )
    judged = list(
        lists.watch(lines, by=by, now=timezone.now(), dry_run=given.validated_data["dry_run"])
    )
    return {
        "counts": lists.counts(judged),
        "entries": SourceListEntrySerializer(judged, many=True).data,
    }
