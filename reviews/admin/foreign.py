"""Fact-checks of other publishers: looked at here, imported elsewhere."""

from django.contrib import admin

from factcheck.shown import Shown, ShownInline, ShownUncounted
from reviews import models


class ForeignCheckInline(ShownInline):
    model = models.ForeignCheck
    fields = ("position", "claim", "claimant", "rating", "reviewed_on")


@admin.register(models.ForeignPage)
class ForeignPageAdmin(Shown):
    list_display = ("url", "publisher", "site", "published_on", "version", "origin", "imported_at")
    list_filter = ("origin", "imported_at")
    search_fields = ("url", "publisher")
    list_select_related = ("imported_by",)
    inlines = (ForeignCheckInline,)


@admin.register(models.ForeignCheck)
class ForeignCheckAdmin(ShownUncounted):
    list_display = ("claim", "claimant", "rating", "reviewed_on", "page")
    list_filter = ("reviewed_on", "language")
    search_fields = ("claim", "claimant", "page__site")
    list_select_related = ("page",)
