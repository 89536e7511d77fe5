"""What belongs to one person on the desk: views, drafts, where they are. Shown."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from factcheck.shown import Shown
from reviews import models


@admin.register(models.SavedView)
class SavedViewAdmin(Shown):
    list_display = ("name", "owner", "shared", "query", "created_at")
    list_filter = ("shared", "created_at")
    search_fields = ("name", "owner__username")
    list_select_related = ("owner",)


@admin.register(models.FirstView)
class FirstViewAdmin(Shown):
    list_display = ("person", "view")
    list_select_related = ("person", "view")
    search_fields = ("person__username", "view__name")


@admin.register(models.Draft)
class DraftAdmin(Shown):
    """That somebody writes something, not what: it may be a vote that is not cast yet."""

    list_display = ("place", "person", "kept_at")
    fields = ("place", "person", "kept_at")
    list_select_related = ("person",)
    search_fields = ("place", "person__username")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Draft]:
        drafts: QuerySet[models.Draft] = super().get_queryset(request)
        return drafts.defer("words")


@admin.register(models.Presence)
class PresenceAdmin(Shown):
    list_display = ("review", "person", "doing", "seen_at")
    list_filter = ("doing",)
    list_select_related = ("review__claim", "person")
    search_fields = ("person__username",)


@admin.register(models.Look)
class LookAdmin(Shown):
    """Up to where each person has seen a review."""

    list_display = ("review", "person", "at")
    list_filter = ("at",)
    list_select_related = ("review__claim", "person")
    search_fields = ("person__username",)


@admin.register(models.Notice)
class NoticeAdmin(Shown):
    """That somebody was told, and when they read it."""

    list_display = ("person", "kind", "review", "made_at", "read_at")
    list_filter = ("kind", "made_at", "read_at")
    list_select_related = ("person", "review__claim")
    search_fields = ("person__username", "review__claim__statement")
    date_hierarchy = "made_at"
