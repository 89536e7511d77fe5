"""The shapes of webhooks in the API."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers import RawText
from reviews.api.serializers import UserName
from reviews.models import TEST, Delivery, DeliveryAttempt, WebhookEndpoint, WebhookKind

MESSAGE_KINDS = [*WebhookKind.values, TEST]


class WebhookSerializer(serializers.ModelSerializer[WebhookEndpoint]):
    """Without its secret, which is told only by the answer that made it."""

    kinds = serializers.ListField(child=serializers.ChoiceField(WebhookKind.choices))
    made_by = UserName()

    class Meta:
        model = WebhookEndpoint
        fields = [
            *("id", "name", "url", "kinds", "state", "stopped_because", "failures"),
            *("failing_since", "delivered_at", "former_until", "made_by", "made_at"),
        ]
        read_only_fields = fields


class MadeSerializer(WebhookSerializer):
    secret = serializers.SerializerMethodField(help_text="keep it: it is told here only")

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]
        read_only_fields = fields

    def get_secret(self, endpoint: WebhookEndpoint) -> str:
        return str(self.context["secret"])


class WantedSerializer(serializers.Serializer[Any]):
    url = RawText(help_text="an address on the public internet; names are looked up")
    name = RawText(required=False, help_text="left out: the name of the host")
    kinds = serializers.ListField(
        child=serializers.ChoiceField(WebhookKind.choices), max_length=len(WebhookKind)
    )


class ChangedSerializer(WantedSerializer):
    """What is left out stays."""

    url = RawText(required=False)
    kinds = serializers.ListField(
        child=serializers.ChoiceField(WebhookKind.choices),
        max_length=len(WebhookKind),
        required=False,
    )


class SecretSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="keep it: it is told here only")
    former_until = serializers.DateTimeField(
        allow_null=True, help_text="until then the one before is good too, if there was one"
    )


class SinceSerializer(serializers.Serializer[Any]):
    since = serializers.DateTimeField(help_text="when what is to be told again happened")
    failed_only = serializers.BooleanField(required=False, default=False)


class ReplayedSerializer(serializers.Serializer[Any]):
    messages = serializers.IntegerField(help_text="that are sent again")


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    webhook = serializers.IntegerField(source="endpoint_id")
    webhook_id = serializers.CharField(source="uid", help_text="as sent in the head")
    type = serializers.ChoiceField(MESSAGE_KINDS, source="message.kind")
    slug = serializers.CharField(source="message.slug", allow_blank=True)
    happened_at = serializers.DateTimeField(source="message.made_at")

    class Meta:
        model = Delivery
        fields = [
            *("id", "webhook", "webhook_id", "type", "slug", "happened_at", "state"),
            *("attempts", "due_at", "delivered_at"),
        ]
        read_only_fields = fields


class AttemptSerializer(serializers.ModelSerializer[DeliveryAttempt]):
    class Meta:
        model = DeliveryAttempt
        fields = ["at", "took_ms", "status", "problem", "answer"]
        read_only_fields = fields


class LoggedSerializer(DeliverySerializer):
    """With the message as it was sent, and the latest attempts first."""

    payload = serializers.CharField(source="message.payload", help_text="the very bytes")
    log = serializers.SerializerMethodField()

    class Meta(DeliverySerializer.Meta):
        fields = [*DeliverySerializer.Meta.fields, "payload", "log"]
        read_only_fields = fields

    def get_log(self, delivery: Delivery) -> list[dict[str, Any]]:
        return list(AttemptSerializer(delivery.log.all()[:50], many=True).data)
