"""What the API is sent about reviews. The domain judges texts: it says better what is wrong."""

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from claims.api.serializers import RawText
from factcheck.accounts.models import User
from reviews.models import (
    ChangeKind,
    Channel,
    Priority,
    Rating,
    ReplyOutcome,
    Stance,
    Trigger,
)
from reviews.states import Status

ELSEWHERE = (Status.PUBLISHED, Status.RETRACTED)  # `publish` and `retract` are their own actions


class MoveSerializer(serializers.Serializer[Any]):
    to = serializers.ChoiceField(
        choices=[choice for choice in Status.choices if choice[0] not in ELSEWHERE]
    )
    reason = RawText(required=False, default="")


class ReasonSerializer(serializers.Serializer[Any]):
    reason = RawText()


class CauseSerializer(serializers.Serializer[Any]):
    """What led to a new version; readers are told."""

    trigger = serializers.ChoiceField(choices=list(Trigger), required=False, default=None)
    report = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, help_text="number of a reader's report"
    )


class RetractSerializer(CauseSerializer):
    reason = serializers.CharField()


class PublishSerializer(CauseSerializer):
    """From the second version on: what changed, and whether it corrects an error."""

    reason = serializers.CharField(required=False, default="", allow_blank=True)
    kind = serializers.ChoiceField(
        choices=[ChangeKind.CORRECTION, ChangeKind.UPDATE], required=False, default=None
    )


class CommentSerializer(serializers.Serializer[Any]):
    text = RawText()


class Colleague(serializers.SlugRelatedField[User]):
    """Somebody who works here, by user name."""

    def run_validation(self, data: Any = empty) -> Any:
        """An empty name is nobody's; it does not stand for null."""
        if data == "":
            self.fail("does_not_exist", slug_name=self.slug_field, value=data)
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> User:
        if "\0" in str(data):  # PostgreSQL would refuse the very question
            self.fail("invalid")
        return super().to_internal_value(data)


class AssignSerializer(serializers.Serializer[Any]):
    to = Colleague(
        slug_field="username",
        queryset=User.objects.filter(is_active=True),
        required=False,
        allow_null=True,
        help_text="null: a queued review waits for nobody",
    )
    priority = serializers.ChoiceField(choices=Priority.choices, required=False)
    due_on = serializers.DateField(
        required=False, allow_null=True, help_text="null takes the date away"
    )
    why = RawText(required=False, help_text="why the claim was chosen; readers will see it")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            raise serializers.ValidationError("Send at least one of to, priority, due_on and why.")
        if "priority" in attrs:
            attrs["priority"] = Priority(attrs["priority"])
        return attrs


class RemarksSerializer(serializers.Serializer[Any]):
    """What is left out stays as it is."""

    stance = serializers.ChoiceField(choices=Stance.choices, required=False)
    primary = serializers.BooleanField(required=False)
    note = RawText(required=False)
    interest = RawText(required=False, help_text="interests of the source readers should know")


class CitedSerializer(RemarksSerializer):
    """The page is fetched; `quote` must stand in it, or `unlocated_reason` say why not."""

    url = RawText()
    quote = RawText()
    stance = serializers.ChoiceField(choices=Stance.choices)
    unlocated_reason = RawText(required=False)


class AskedPageSerializer(CitedSerializer):
    """Without `wait`, `quote` may be left out: it is chosen in the copy then."""

    quote = RawText(required=False, default="")


class NamedSerializer(RemarksSerializer):
    """A source that no address leads to."""

    title = RawText(help_text="what it is: title and kind")
    publisher = RawText(required=False, help_text="who stands behind it; counts as one source")
    place = RawText(required=False, help_text="page, minute or day")
    stance = serializers.ChoiceField(choices=Stance.choices)


class FileSerializer(NamedSerializer):
    """What it is, is told by its bytes, not by its name."""

    file = serializers.FileField(
        help_text="PDF, PNG, JPEG, GIF or WebP, at most 20 MB", allow_empty_file=True
    )
    quote = RawText(required=False, default="", help_text="may be chosen in the copy later")
    unlocated_reason = RawText(required=False)


class NotedSerializer(NamedSerializer):
    quote = RawText()
    unlocated_reason = RawText(help_text="how one knows, and how others could look it up")


class ChosenSerializer(RemarksSerializer):
    """Words of a copy. Of several places `start` and `end` say which one is meant."""

    quote = RawText()
    stance = serializers.ChoiceField(choices=Stance.choices)
    start = serializers.IntegerField(required=False, min_value=0, help_text="code points")
    end = serializers.IntegerField(required=False, min_value=0, help_text="exclusive")
    unlocated_reason = RawText(required=False)


class OrderSerializer(serializers.Serializer[Any]):
    evidence = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        max_length=1000,
        help_text="ids of all evidence that stands, in the order in which it is to be shown",
    )


class AskedSerializer(serializers.Serializer[Any]):
    party = RawText(help_text="readers will see it")
    channel = serializers.ChoiceField(choices=Channel.choices)
    question = RawText(help_text="readers will see it")
    asked_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField(required=False, allow_null=True)


class ReceivedSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(choices=ReplyOutcome.choices)
    answer = RawText(required=False, default="", help_text="readers will see it")
    received_at = serializers.DateTimeField()


class ReplacedSerializer(RemarksSerializer):
    """What takes the place of the evidence, and why."""

    url = RawText()
    quote = RawText()
    reason = RawText(help_text="kept in the history")
    unlocated_reason = RawText(required=False)


class DraftSerializer(serializers.Serializer[Any]):
    """`revision`: the one you read (or `If-Match`); leave it out where there was no draft."""

    rating = serializers.PrimaryKeyRelatedField(
        queryset=Rating.objects.select_related("scale"), allow_null=True
    )
    summary = RawText()
    rationale = RawText(help_text="Markdown; [1] cites evidence 1")
    few_sources_reason = RawText(required=False)
    one_sided_reason = RawText(required=False)
    revision = serializers.IntegerField(required=False, min_value=0)
