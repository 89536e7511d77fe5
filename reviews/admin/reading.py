"""What was rendered for readers: only shown."""

from django.contrib import admin

from factcheck.shown import ShownUncounted
from reviews import models


@admin.register(models.Rendition)
class RenditionAdmin(ShownUncounted):
    """Kept to be served again; what it is made of is the publication and its versions."""

    list_display = ("publication", "form", "tag", "made_at")
    list_filter = ("form",)
    search_fields = ("publication__slug",)
    list_select_related = ("publication",)
    ordering = ("-pk",)
