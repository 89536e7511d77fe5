"""Articles and claims in the admin: to look things up. What changes them is on the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from claims.models import Article, Change, Claim


class LookOnly(ModelAdmin):
    """Nothing is added, changed or deleted here: the desk keeps each change with its author."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(LookOnly):
    list_display = ["title", "publisher", "language", "origin", "added_by", "created_at", "live"]
    list_filter = ["origin", "language", "live", "created_at"]
    list_select_related = ["added_by"]
    search_fields = ["title", "publisher", "author", "url"]
    date_hierarchy = "created_at"


@admin.register(Claim)
class ClaimAdmin(LookOnly):
    list_display = ["statement", "article", "kind", "status", "claimant", "decided_by"]
    list_filter = ["status", "kind", "attribution", "origin"]
    list_select_related = ["article", "decided_by"]
    search_fields = ["statement", "quote", "claimant", "article__title"]


@admin.register(Change)
class ChangeAdmin(LookOnly):
    """Who decided what, when: the history of every claim."""

    list_display = ["claim", "kind", "by", "at", "reason"]
    list_filter = ["kind", "at"]
    list_select_related = ["claim", "by"]
    search_fields = ["claim__statement", "reason", "by__username"]
