"""What readers told, and the pages about the desk: shown here, worked on at the desk."""

from django.contrib import admin

from factcheck.shown import Shown, ShownInline
from reviews import models


class ReportEventInline(ShownInline):
    model = models.ReportEvent
    fields = ("kind", "start", "to", "note", "by", "at")
    related = ("by",)


@admin.register(models.ReaderReport)
class ReaderReportAdmin(Shown):
    """The key to its reader's page is left out."""

    list_display = ("what", "kind", "status", "assignee", "decided_by", "received_at")
    list_filter = ("kind", "status", "held_because", "received_at")
    search_fields = ("what", "answer", "version__publication__slug")
    list_select_related = ("assignee", "decided_by")
    date_hierarchy = "received_at"
    exclude = ("token", "digest", "sender", "form")
    inlines = (ReportEventInline,)


@admin.register(models.ReportEvent)
class ReportEventAdmin(Shown):
    list_display = ("report", "kind", "start", "to", "by", "at")
    list_filter = ("kind", "to", "at")
    search_fields = ("report__what", "note")
    list_select_related = ("report", "by")
    date_hierarchy = "at"


@admin.register(models.PageText)
class PageTextAdmin(Shown):
    list_display = ("title", "page", "language", "version", "by", "at")
    list_filter = ("page", "language", "at")
    search_fields = ("title", "markdown")
    list_select_related = ("by",)
    date_hierarchy = "at"
