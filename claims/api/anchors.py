"""The shapes of revisions, anchorings and imported annotations."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers import ArticleSerializer, RawText
from claims.models import Anchoring, Article


class RevisionSerializer(serializers.ModelSerializer[Article]):
    class Meta:
        model = Article
        fields = ["id", "previous", "live", "title", "origin", "sha256", "created_at"]
        read_only_fields = fields


class RefetchSerializer(serializers.Serializer[Any]):
    anyway = serializers.BooleanField(
        default=False, help_text="Take the text though hardly a word is as it was."
    )


class NewRevisionSerializer(RefetchSerializer):
    text = RawText(help_text="The whole article as it reads now, plain or as a page's source.")


class RevisedSerializer(serializers.Serializer[Any]):
    created = serializers.BooleanField(help_text="False: the text is the one that was there.")
    carried = serializers.IntegerField(help_text="Claims that kept their place.")
    waiting = serializers.IntegerField(help_text="Claims that wait for a person.")
    added = serializers.IntegerField(help_text="New candidates.")
    article = ArticleSerializer()


class SuggestionSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    similarity = serializers.FloatField(help_text="0 to 100; 100 for the same words.")


class AnchoringSerializer(serializers.ModelSerializer[Anchoring]):
    """Where a claim stood, and what was found of it in the new text; offsets are code points."""

    suggestions = SuggestionSerializer(many=True, read_only=True)
    settled_by = serializers.CharField(
        source="settled_by.username", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Anchoring
        fields = [
            *("id", "claim", "from_article", "from_start", "from_end", "to_article", "start"),
            *("end", "outcome", "suggestions", "at", "decision", "settled_by", "settled_at"),
            "reason",
        ]
        read_only_fields = fields


class SettleSerializer(serializers.Serializer[Any]):
    """Either a place in the newest text (`start` and `end`, or its exact words), or `gone`."""

    start = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    quote = RawText(required=False)
    statement = RawText(required=False, help_text="The claim, where it says something else now.")
    gone = serializers.BooleanField(default=False)
    reason = RawText(required=False, help_text="Why it is gone.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        offsets = len({"start", "end"} & set(attrs))
        if offsets == 1 or [offsets == 2, "quote" in attrs, attrs["gone"]].count(True) != 1:
            raise serializers.ValidationError("Send start and end, or the quote, or gone.")
        return attrs


class ImportedSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="Of the annotation in what was sent, from 0.")
    claim = serializers.IntegerField(source="claim.pk", allow_null=True, default=None)
    by_quote = serializers.BooleanField(
        help_text="Its position did not hold; its quote stands elsewhere, once."
    )
    code = serializers.CharField(help_text="Why it was refused, in one word; else empty.")
    reason = serializers.CharField()
