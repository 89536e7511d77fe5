"""The shapes of decisions on claims, of their history, and of splitting again."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from claims import curation
from claims.api.serializers import RawText
from claims.models import Attribution, Change, Ground, Kind

SEEN = "The newest change you read, as `ETag` or the last of `changes/`; as `If-Match` does."


class DismissalSerializer(serializers.Serializer[Any]):
    """Why: one of the known grounds, words of your own, both, or neither."""

    ground = serializers.ChoiceField(choices=Ground.choices, required=False, allow_blank=True)
    reason = RawText(required=False)


class SeenSerializer(serializers.Serializer[Any]):
    """With `seen`, nothing is written over what somebody else changed meanwhile."""

    seen = serializers.IntegerField(required=False, min_value=0, help_text=SEEN)


class WordingSerializer(SeenSerializer):
    """What is left out stays as it is."""

    statement = RawText(required=False)
    claimant = RawText(required=False)
    kind = serializers.ChoiceField(choices=Kind.choices, required=False)
    attribution = serializers.ChoiceField(choices=Attribution.choices, required=False)


class BoundsSerializer(SeenSerializer):
    """Code points of the article, end exclusive; white space at the ends is left out."""

    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)


class PlaceSerializer(SeenSerializer):
    at = serializers.IntegerField(help_text="Code point of the article before which to cut.")


class TargetSerializer(serializers.Serializer[Any]):
    into = serializers.IntegerField(help_text="The claim that lives on.")


class BulkSerializer(serializers.Serializer[Any]):
    """`accept` takes claims, or an article and a figure; `dismiss` claims; `undo` a batch."""

    action = serializers.ChoiceField(choices=["accept", "dismiss", "undo"])
    claims = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        required=False,
        max_length=curation.MOST,
        help_text="Numbers of claims; each is judged alone.",
    )
    article = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    at_least = serializers.FloatField(
        required=False,
        min_value=0,
        max_value=1,
        help_text="With `article`: every open candidate of this check-worthiness or more.",
    )
    ground = serializers.ChoiceField(choices=Ground.choices, required=False, allow_blank=True)
    reason = RawText(required=False)
    batch = serializers.UUIDField(required=False, help_text="What an earlier answer gave.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        sent = frozenset(attrs) - {"action", "ground", "reason"}
        known = {
            "accept": [{"claims"}, {"article", "at_least"}],
            "dismiss": [{"claims"}],
            "undo": [{"batch"}],
        }[attrs["action"]]
        if sent not in known:
            wanted = _(" or ").join(", ".join(sorted(each)) for each in known)
            raise serializers.ValidationError(
                _("To %(action)s, send %(wanted)s.") % {"action": attrs["action"], "wanted": wanted}
            )
        if attrs["action"] != "dismiss" and {"ground", "reason"} & set(attrs):
            raise serializers.ValidationError(_("Only a dismissal takes a ground or a reason."))
        return attrs


class RefusedSerializer(serializers.Serializer[Any]):
    """A claim that was left as it is; `code` and `detail` as in a problem of its own."""

    claim = serializers.IntegerField(source="claim_id")
    code = serializers.CharField(source="error.code")
    detail = serializers.CharField(source="error")


class BatchSerializer(serializers.Serializer[Any]):
    batch = serializers.UUIDField(source="id", allow_null=True, help_text="null: nothing changed")
    done = serializers.ListField(child=serializers.IntegerField())
    refused = RefusedSerializer(many=True)


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """What was done to a claim: `before` and `after` hold the fields that changed."""

    by = serializers.CharField(source="by.username", read_only=True)
    undone_by = serializers.IntegerField(source="undone_by.pk", read_only=True, default=None)
    before = serializers.DictField(read_only=True)
    after = serializers.DictField(read_only=True)

    class Meta:
        model = Change
        fields = [
            *("id", "kind", "by", "at", "ground", "reason", "before", "after", "other"),
            *("undoes", "undone_by", "batch"),
        ]
        read_only_fields = fields


class ResplitSerializer(serializers.Serializer[Any]):
    refresh = serializers.BooleanField(
        required=False, default=False, help_text="Give untouched candidates their new words too."
    )


class ReportSerializer(serializers.Serializer[Any]):
    """What splitting an article again would do, or did."""

    article = serializers.IntegerField()
    version = serializers.CharField()
    done = serializers.BooleanField()
    refreshed = serializers.BooleanField()
    same = serializers.IntegerField()
    added = serializers.ListField(child=serializers.DictField())
    changed = serializers.ListField(child=serializers.DictField())
    gone = serializers.ListField(child=serializers.DictField())
    kept = serializers.ListField(child=serializers.DictField())
