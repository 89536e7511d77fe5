"""What readers tell the desk, and the pages it writes, as the API takes and answers them."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers import RawText
from factcheck.accounts.models import User
from reviews.api.requests import Colleague
from reviews.api.serializers import UserName, UserNameOrNull
from reviews.models import PageText, ReaderReport, ReportEvent
from reviews.reader_states import OUTCOMES, ReportStatus
from reviews.readers import letters, pages

MOST_ID = 2**63 - 1
MOVES = ("look_at", "put_back", "hold", "release", "take_apart", "forget", "look_again", "merge")


class TellSerializer(serializers.Serializer[Any]):
    what = RawText(help_text="in a sentence or more, at most 5,000 characters")
    relies_on = RawText(required=False, default="", help_text="a link or a document")
    name = RawText(required=False, default="")
    email = RawText(required=False, default="", help_text="the answer is sent there, too")


class ReportErrorSerializer(TellSerializer):
    about = RawText(
        required=False, default="", help_text="slug or address of the fact-check, if it is in one"
    )


class SuggestSerializer(TellSerializer):
    seen_at = RawText(
        required=False, default="", help_text="the page it is on, or who said it where and when"
    )


class AppealReportSerializer(serializers.Serializer[Any]):
    text = RawText(help_text="what the answer leaves out or gets wrong")


class StandingEntrySerializer(serializers.Serializer[Any]):
    what = serializers.CharField()
    at = serializers.DateTimeField()
    text = serializers.CharField()


class StandingSerializer(serializers.Serializer[Any]):
    """How far it is. The address is a secret of its reader: whoever has it can read this."""

    url = serializers.SerializerMethodField(help_text="the page for its reader")
    kind = serializers.CharField(source="report.kind")
    status = serializers.CharField(
        source="report.status", help_text="`merged` where others told it before; see `became`"
    )
    became = serializers.CharField(
        source="answered.status", help_text="the status of what it was merged into, else its own"
    )
    what = serializers.CharField(source="report.what")
    entries = StandingEntrySerializer(many=True)
    may_appeal = serializers.BooleanField()
    fact_check = serializers.SerializerMethodField(
        help_text="slug: what it is about, or what became of a suggested claim"
    )
    corrected_in = serializers.IntegerField(
        source="answered.corrected_in.number",
        default=None,
        allow_null=True,
        help_text="the version of the fact-check that answers it",
    )

    def get_url(self, standing: Any) -> str:
        return letters.address(standing.report)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_fact_check(self, standing: Any) -> str | None:
        if standing.publication is not None:
            return str(standing.publication.slug)
        version = standing.report.version
        return version.publication.slug if version else None


class ReportEventSerializer(serializers.ModelSerializer[ReportEvent]):
    by = UserNameOrNull()
    kind = serializers.CharField(read_only=True)
    start = serializers.CharField(read_only=True)
    to = serializers.CharField(read_only=True)

    class Meta:
        model = ReportEvent
        fields = ["kind", "start", "to", "note", "by", "at"]
        read_only_fields = fields


class ReaderReportSerializer(serializers.ModelSerializer[ReaderReport]):
    """As the desk sees it."""

    fact_check = serializers.CharField(
        source="version.publication.slug", read_only=True, default=None, allow_null=True
    )
    version = serializers.IntegerField(
        source="version.number",
        read_only=True,
        default=None,
        allow_null=True,
        help_text="the version its reader had read",
    )
    email = serializers.CharField(read_only=True, help_text="may be empty")
    held_because = serializers.CharField(read_only=True)
    corrected_in = serializers.IntegerField(
        source="corrected_in.number", read_only=True, default=None, allow_null=True
    )
    assignee = UserNameOrNull()
    decided_by = UserNameOrNull()
    appeal_decided_by = UserNameOrNull()
    address = serializers.SerializerMethodField(help_text="the page for its reader")

    class Meta:
        model = ReaderReport
        fields = [
            *("id", "kind", "status", "fact_check", "version", "what", "seen_at", "relies_on"),
            *("name", "email", "language", "received_at", "changed_at", "held_because"),
            *("assignee", "duplicate_of", "article", "claim", "answer", "decided_by"),
            *("decided_at", "appeal", "appealed_at", "appeal_answer", "appeal_decided_by"),
            *("appeal_decided_at", "corrected_in", "address"),
        ]
        read_only_fields = fields

    def get_address(self, report: ReaderReport) -> str:
        return reverse("public:told", args=[report.token])


class WholeReaderReportSerializer(ReaderReportSerializer):
    events = ReportEventSerializer(many=True, read_only=True)

    class Meta(ReaderReportSerializer.Meta):
        fields = [*ReaderReportSerializer.Meta.fields, "events"]
        read_only_fields = fields


class MoveReportSerializer(serializers.Serializer[Any]):
    do = serializers.ChoiceField(choices=[(name, name) for name in MOVES])
    into = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST_ID, help_text="with `merge`: told before as"
    )
    note = RawText(required=False, default="", help_text="with `look_again`: why")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["do"] == "merge" and "into" not in attrs:
            raise serializers.ValidationError({"into": ["Send the number of the other report."]})
        return attrs


class DecideReportSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(
        choices=[(each.value, ReportStatus(each).name.lower()) for each in OUTCOMES]
    )
    answer = RawText(help_text="the reasons, as the reader gets them")
    reopen = serializers.BooleanField(
        required=False, default=False, help_text="with `partly_upheld`: a correction follows"
    )


class GiveReportSerializer(serializers.Serializer[Any]):
    to = Colleague(slug_field="username", queryset=User.objects.filter(is_active=True))


class TakeUpReportSerializer(serializers.Serializer[Any]):
    """The `claim` it is; without one the reader's words become an article and a claim."""

    claim = serializers.IntegerField(required=False, min_value=1, max_value=MOST_ID)


class DeclineReportSerializer(serializers.Serializer[Any]):
    answer = RawText(help_text="why it is not checked, as the reader gets it")


class PageSerializer(serializers.ModelSerializer[PageText]):
    page = serializers.CharField(read_only=True)
    html = serializers.SerializerMethodField(help_text="sanitised")
    by = UserName()

    class Meta:
        model = PageText
        fields = ["page", "language", "version", "title", "markdown", "html", "by", "at"]
        read_only_fields = fields

    def get_html(self, text: PageText) -> str:
        return pages.html(text.markdown)


class WritePageSerializer(serializers.Serializer[Any]):
    language = serializers.CharField(max_length=12)
    base = serializers.IntegerField(
        min_value=0, max_value=2**31 - 2, help_text="the version it changes; 0: there is none"
    )
    title = RawText()
    markdown = RawText()
