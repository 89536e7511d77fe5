"""Threads and what was said in them: shown, and resolved on the desk."""

from django.contrib import admin

from factcheck.shown import Shown, ShownInline
from reviews import models


class CommentInline(ShownInline):
    model = models.Comment
    fields = ("by", "at", "text")
    related = ("by",)


@admin.register(models.Thread)
class ThreadAdmin(Shown):
    list_display = ("about", "review", "opened_by", "opened_at", "resolved_by", "resolved_at")
    list_filter = ("opened_at", "resolved_at")
    search_fields = ("quote", "comments__text", "review__claim__statement")
    list_select_related = ("review__claim", "evidence", "opened_by", "resolved_by")
    date_hierarchy = "opened_at"
    inlines = (CommentInline,)

    @admin.display(description="")
    def about(self, thread: models.Thread) -> str:
        return str(thread)


@admin.register(models.Comment)
class CommentAdmin(Shown):
    list_display = ("text", "thread", "by", "at")
    list_filter = ("at",)
    search_fields = ("text", "by__username")
    list_select_related = ("thread__evidence", "by")
    date_hierarchy = "at"
