"""Sources, copies of them, and what archives said: shown. Millions of rows, so not counted.

Checks of links (`LinkCheck`) and their tallies have keys of several columns, which Django's admin
cannot show: they are on the page of each source, and on the page of all.
"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.shown import Shown, ShownUncounted
from reviews import models


@admin.register(models.SourceHost)
class SourceHostAdmin(ShownUncounted):
    """How often a host is asked is decided on the page of one of its sources."""

    list_display = ("name", "crawl_delay", "opted_out", "next_due", "frozen_until")
    list_filter = ("opted_out",)
    search_fields = ("name",)


@admin.register(models.SourceLink)
class SourceLinkAdmin(ShownUncounted):
    list_display = ("url", "state", "outcome", "strikes", "last_checked_at", "next_check_at")
    list_filter = ("state", "on_web")
    search_fields = ("url",)
    readonly_fields = ("on_desk",)

    @admin.display(description=gettext_lazy("checks, copies, evidence"))
    def on_desk(self, link: models.SourceLink) -> SafeString | str:
        if not link.on_web:
            return "–"
        return format_html(
            '<a href="{}">{}</a>', reverse("reviews:source", args=[link.pk]), _("Show on the desk")
        )


@admin.register(models.Snapshot)
class SnapshotAdmin(ShownUncounted):
    """Kept copies; their text is on the page of the copy."""

    list_display = ("final_url", "media_type", "http_status", "body_bytes", "taken_at")
    list_filter = ("media_type", "taken_at")
    search_fields = ("final_url", "title", "body_sha256")
    exclude = ("text",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Snapshot]:
        copies: QuerySet[models.Snapshot] = super().get_queryset(request)
        return copies.defer("text", "headers")


@admin.register(models.ArchiveTurn)
class ArchiveTurnAdmin(Shown):
    list_display = ("service", "not_before", "failures")
    exclude = ("lease_token",)


@admin.register(models.ArchiveWish)
class ArchiveWishAdmin(ShownUncounted):
    list_display = ("link", "service", "wanted_at", "due_at", "tries")
    list_filter = ("service", "due_at")
    search_fields = ("link__url",)
    list_select_related = ("link",)


@admin.register(models.ArchiveLookup)
class ArchiveLookupAdmin(ShownUncounted):
    list_display = ("link", "service", "outcome", "captured_at", "asked_at")
    list_filter = ("service", "outcome", "asked_at")
    search_fields = ("link__url", "url", "error")
    list_select_related = ("link",)
