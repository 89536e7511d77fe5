"""The shapes of reviews as the API answers them. What it is sent is in `requests`."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.relations import PKOnlyObject

from factcheck.accounts.models import User
from reviews.models import Event, Evidence, EvidenceKind, Rating, Review, Verdict


@extend_schema_field(serializers.CharField())
class UserName(serializers.RelatedField[User, str, str]):
    """People by their user names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: User | PKOnlyObject) -> str:
        assert isinstance(value, User)
        return value.username


@extend_schema_field(serializers.CharField(allow_null=True))
class UserNameOrNull(UserName):
    """Where it may be that nobody did."""


class RatingSerializer(serializers.ModelSerializer[Rating]):
    class Meta:
        model = Rating
        fields = ["id", "word", "value", "tone", "meaning"]
        read_only_fields = fields


class ReviewSerializer(serializers.ModelSerializer[Review]):
    statement = serializers.CharField(source="claim.statement", read_only=True)
    kind = serializers.CharField(source="claim.kind", read_only=True)
    claimant = serializers.CharField(source="claim.claimant", read_only=True)
    article = serializers.IntegerField(source="claim.article_id", read_only=True)
    assignee = UserNameOrNull()
    rating = serializers.CharField(
        source="rating_word", read_only=True, allow_null=True, help_text="of its newest verdict"
    )
    slug = serializers.CharField(
        source="publication.slug", read_only=True, default=None, allow_null=True
    )
    flagged_at = serializers.DateTimeField(
        source="publication.flagged_at",
        read_only=True,
        default=None,
        allow_null=True,
        help_text="since when the published verdict needs another look",
    )

    class Meta:
        model = Review
        fields = [
            *("id", "claim", "article", "statement", "kind", "claimant", "status", "assignee"),
            *("priority", "due_on", "rating", "slug", "flagged_at", "created_at", "changed_at"),
        ]
        read_only_fields = fields


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    number = serializers.SerializerMethodField(help_text="as cited in a rationale: [1]")
    url = serializers.SerializerMethodField(help_text="empty where it is no page")
    link_state = serializers.CharField(source="link.state", read_only=True)
    match = serializers.SerializerMethodField(help_text="how the quote was found")
    occurrences = serializers.SerializerMethodField(
        help_text="above 1 the quote is ambiguous; the first is cited"
    )
    title = serializers.SerializerMethodField(help_text="of the page, or what it is")
    added_by = UserName()
    withdrawn_by = UserNameOrNull()

    class Meta:
        model = Evidence
        fields = [
            *("id", "number", "rank", "kind", "url", "title", "publisher", "place"),
            *("link_state", "snapshot", "quote", "start", "end"),
            *("match", "occurrences", "unlocated_reason", "stance", "primary", "note", "interest"),
            *("condition", "condition_since", "condition_note", "added_by", "added_at"),
            *("withdrawn_by", "withdrawn_at", "withdrawn_reason", "replaces"),
        ]
        read_only_fields = fields

    def get_number(self, evidence: Evidence) -> int:
        return int(self.context["numbers"][evidence.pk])

    def get_url(self, evidence: Evidence) -> str:
        return evidence.link.url if evidence.kind == EvidenceKind.URL else ""

    def get_title(self, evidence: Evidence) -> str:
        return evidence.title or (evidence.snapshot.title if evidence.snapshot else "")

    def get_match(self, evidence: Evidence) -> str:
        found = self.context["findings"].get(evidence.pk)
        return found.kind if found else ""

    def get_occurrences(self, evidence: Evidence) -> int:
        found = self.context["findings"].get(evidence.pk)
        return found.occurrences if found else 0


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    rating = RatingSerializer(read_only=True, allow_null=True)
    author = UserName()
    last_editor = UserName()
    approver = UserNameOrNull()

    class Meta:
        model = Verdict
        fields = [
            *("version", "revision", "state", "rating", "summary", "rationale", "author"),
            *("last_editor", "approver", "approved_at", "created_at", "updated_at"),
        ]
        read_only_fields = fields


class ItemSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()
    done = serializers.BooleanField()
    asked = serializers.CharField(help_text="before `submit`, before `approve`, or as `advice`")


class OfferSerializer(serializers.Serializer[Any]):
    to = serializers.CharField(help_text="a status")
    verb = serializers.CharField()
    reason = serializers.BooleanField(help_text="a written reason is required")
    refusal = serializers.CharField(help_text="why not now; empty where you may go ahead")


class ReviewTextSerializer(ReviewSerializer):
    class Meta(ReviewSerializer.Meta):
        fields = [
            *ReviewSerializer.Meta.fields,
            *("why_selected", "few_sources_reason", "one_sided_reason"),
        ]
        read_only_fields = fields


class WholeReviewSerializer(ReviewTextSerializer):
    """With its evidence, every version of its verdict, and what may be done next."""

    evidence = EvidenceSerializer(many=True, read_only=True)
    verdicts = VerdictSerializer(many=True, read_only=True)
    checklist = ItemSerializer(many=True, read_only=True)
    moves = OfferSerializer(many=True, read_only=True)

    class Meta(ReviewTextSerializer.Meta):
        fields = [
            *ReviewTextSerializer.Meta.fields,
            *("evidence", "verdicts", "checklist", "moves"),
        ]
        read_only_fields = fields


class EventSerializer(serializers.ModelSerializer[Event]):
    actor = UserNameOrNull()

    class Meta:
        model = Event
        fields = ["seq", "kind", "actor", "at", "data", "hash"]
        read_only_fields = fields


class PublishedSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField(source="publication.slug")
    number = serializers.IntegerField()
    kind = serializers.CharField()
    digest = serializers.CharField()
    published_at = serializers.DateTimeField()


class StaleDraftSerializer(serializers.Serializer[Any]):
    """RFC 9457 with both texts: what is `stored`, what was `sent`, and the stored `revision`."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    stored = serializers.DictField()
    sent = serializers.DictField()
    revision = serializers.IntegerField()
