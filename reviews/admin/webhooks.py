"""Webhooks and what became of each message: shown. Secrets are not."""

from django.contrib import admin

from factcheck.shown import Shown, ShownInline, ShownUncounted
from reviews import models


class WebhookChangeInline(ShownInline):
    model = models.WebhookChange
    fields = ("at", "kind", "actor", "data")
    related = ("actor",)


@admin.register(models.WebhookEndpoint)
class WebhookEndpointAdmin(Shown):
    list_display = ("name", "url", "state", "failures", "delivered_at", "made_by")
    list_filter = ("state",)
    search_fields = ("name", "url")
    list_select_related = ("made_by",)
    exclude = ("secret", "former_secret", "lease")
    inlines = (WebhookChangeInline,)


class AttemptInline(ShownInline):
    model = models.DeliveryAttempt
    fields = ("at", "status", "problem", "took_ms", "answer")


@admin.register(models.Delivery)
class DeliveryAdmin(ShownUncounted):
    list_display = ("uid", "endpoint", "message", "state", "attempts", "due_at", "delivered_at")
    list_filter = ("state", "endpoint")
    search_fields = ("uid",)
    list_select_related = ("endpoint", "message")
    inlines = (AttemptInline,)


@admin.register(models.DeliveryAttempt)
class DeliveryAttemptAdmin(ShownUncounted):
    list_display = ("delivery", "at", "status", "problem", "took_ms")
    list_filter = ("status",)
    search_fields = ("delivery__uid", "problem")
    list_select_related = ("delivery",)


@admin.register(models.WebhookChange)
class WebhookChangeAdmin(Shown):
    list_display = ("endpoint", "kind", "actor", "at")
    list_filter = ("kind",)
    search_fields = ("endpoint__name", "actor__username")
    list_select_related = ("endpoint", "actor")


@admin.register(models.WebhookMessage)
class WebhookMessageAdmin(ShownUncounted):
    list_display = ("kind", "slug", "made_at")
    list_filter = ("kind",)
    search_fields = ("slug",)
