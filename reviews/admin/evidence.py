"""Evidence, where it is fetched from, and what people answered who were asked: shown."""

from django.contrib import admin

from factcheck.shown import Shown, ShownInline
from reviews import models


class EvidenceInline(ShownInline):
    model = models.Evidence
    fk_name = "review"
    fields = ("position", "quote", "stance", "link", "condition", "added_by", "withdrawn_at")
    related = ("link", "added_by")
    show_change_link = True


@admin.register(models.Evidence)
class EvidenceAdmin(Shown):
    list_display = ("quote", "review", "kind", "stance", "condition", "added_by", "added_at")
    list_filter = ("kind", "stance", "condition", "primary", "added_at")
    search_fields = ("quote", "link__url", "title", "publisher", "review__claim__statement")
    list_select_related = ("review__claim", "added_by")
    date_hierarchy = "added_at"


@admin.register(models.Fetch)
class FetchAdmin(Shown):
    """Pages and files on their way to becoming evidence."""

    list_display = ("__str__", "review", "kind", "state", "trouble", "asked_by", "asked_at")
    list_filter = ("state", "kind", "asked_at")
    search_fields = ("url", "trouble", "asked_by__username", "review__claim__statement")
    list_select_related = ("review__claim", "asked_by")
    date_hierarchy = "asked_at"


class ReplyReceivedInline(ShownInline):
    model = models.ReplyReceived
    fields = ("outcome", "answer", "received_at", "noted_by", "noted_at")
    related = ("noted_by",)


@admin.register(models.ReplyAsked)
class ReplyAskedAdmin(Shown):
    list_display = ("party", "review", "channel", "asked_at", "deadline", "noted_by")
    list_filter = ("channel", "asked_at")
    search_fields = ("party", "question", "review__claim__statement")
    list_select_related = ("review__claim", "noted_by")
    date_hierarchy = "asked_at"
    inlines = (ReplyReceivedInline,)


@admin.register(models.ReplyReceived)
class ReplyReceivedAdmin(Shown):
    list_display = ("asked", "outcome", "received_at", "noted_by")
    list_filter = ("outcome", "received_at")
    search_fields = ("answer", "asked__party")
    list_select_related = ("asked", "noted_by")
    date_hierarchy = "received_at"
