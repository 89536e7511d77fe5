"""Other programs that are told of what is published: where, of what, and how it went."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import Role, User
from reviews.models import guards
from reviews.models.event import Event


class WebhookKind(models.TextChoices):
    """What an endpoint may ask to be told of. The names are part of the API."""

    PUBLISHED = "fact_check.published", _("published")
    CORRECTED = "fact_check.corrected", _("corrected")
    UPDATED = "fact_check.updated", _("updated")
    RETRACTED = "fact_check.retracted", _("retracted")
    FLAGGED = "fact_check.flagged", _("needs another look")
    UNFLAGGED = "fact_check.unflagged", _("is well again")
    REOPENED = "fact_check.reopened", _("reopened")


TEST = "test"
"""The kind of the message that only tries an endpoint out; every endpoint takes it."""


class EndpointState(models.TextChoices):
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    STOPPED = "stopped", _("stopped by the desk")
    ENDED = "ended", _("ended")


class EndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def visible_to(self, user: User) -> Self:
        """Addresses may hold keys of other houses: editors set them up, nobody else reads them."""
        may = user.is_authenticated and user.at_least(Role.EDITOR)
        return self.exclude(state=EndpointState.ENDED) if may else self.none()

    def listening(self) -> Self:
        """For whom messages are kept: also who is paused or stopped, until it is ended."""
        return self.exclude(state=EndpointState.ENDED)


class WebhookEndpoint(models.Model):
    """`secret` and `former_secret` are sealed (`webhooks.sealing`): signing needs them in clear.

    One worker at a time sends to an endpoint: it holds the `lease`. `not_before` is when an
    endpoint that failed is asked again; `failing_since` the first failure since it last worked.
    """

    name = models.CharField(_("name"), max_length=100)
    url = models.CharField(_("address"), max_length=2000)
    kinds = ArrayField(
        models.CharField(max_length=30, choices=WebhookKind), verbose_name=_("told of")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=EndpointState, default=EndpointState.ACTIVE
    )
    stopped_because = models.TextField(_("why it was stopped"), blank=True)
    secret = models.TextField(editable=False)
    former_secret = models.TextField(blank=True, editable=False)
    former_until = models.DateTimeField(_("former secret valid until"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failed in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("last delivered"), null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    lease_expires = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="webhook_endpoints",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"))

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EndpointState.values), name="endpoint_state_known"
            ),
            models.CheckConstraint(
                condition=(Q(state=EndpointState.STOPPED) & ~Q(stopped_because=""))
                | (~Q(state=EndpointState.STOPPED) & Q(stopped_because="")),
                name="endpoint_stopped_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(former_secret="", former_until=None)
                | (~Q(former_secret="") & Q(former_until__isnull=False)),
                name="endpoint_former_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WebhookMessage(models.Model):
    """What is told: one for each event, the same bytes for every endpoint and attempt."""

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, null=True, related_name="webhook_message"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=[*WebhookKind.choices, (TEST, TEST)])
    slug = models.CharField(_("fact-check"), max_length=120, blank=True)
    payload = models.TextField()
    made_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=TEST, event__isnull=True)
                | Q(kind__in=WebhookKind.values, event__isnull=False),
                name="webhook_message_of_event_or_test",
            ),
        ]
        triggers = guards.append_only("reviews_webhookmessage")

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}".strip()


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("given up")


def new_id() -> str:
    return f"msg_{uuid.uuid4().hex}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(due_at__isnull=False)


class Delivery(models.Model):
    """One message for one endpoint. `uid` is its `webhook-id`, the same however often it is sent.

    `attempts` counts those since it was written or replayed; `log` holds all of them.
    """

    message = models.ForeignKey(WebhookMessage, on_delete=models.PROTECT, related_name="deliveries")
    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries"
    )
    uid = models.CharField(_("id"), max_length=40, unique=True, default=new_id, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=DeliveryState, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"), null=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["message", "endpoint"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, due_at__isnull=False)
                | (Q(state__in=["delivered", "failed"]) & Q(due_at=None)),
                name="delivery_due_while_waiting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "attempts", "id"],
                condition=Q(due_at__isnull=False),
                name="delivery_due",
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_log"),
        ]

    def __str__(self) -> str:
        return self.uid


class DeliveryAttempt(models.Model):
    """One POST and its answer: a status, or (`problem`) why there was none."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="log")
    at = models.DateTimeField(_("when"))
    took_ms = models.PositiveIntegerField(_("took"), help_text=_("milliseconds"))
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    problem = models.TextField(_("problem"), blank=True)
    answer = models.TextField(_("answer"), blank=True, help_text=_("its first 1,024 characters"))

    class Meta:
        ordering = ["-pk"]
        triggers = guards.append_only("reviews_deliveryattempt")

    def __str__(self) -> str:
        return str(self.status or self.problem)


class WebhookChange(models.Model):
    """Who did what to an endpoint when; `actor` is empty where the desk did it by itself."""

    class Kind(models.TextChoices):
        MADE = "made", _("made")
        CHANGED = "changed", _("changed")
        ROTATED = "rotated", _("given another secret")
        PAUSED = "paused", _("paused")
        RESUMED = "resumed", _("resumed")
        STOPPED = "stopped", _("stopped")
        ENDED = "ended", _("ended")
        REPLAYED = "replayed", _("told again of what was before")

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        triggers: list[pgtrigger.Trigger] = guards.append_only("reviews_webhookchange")

    def __str__(self) -> str:
        return f"{self.endpoint}: {self.get_kind_display()}"
