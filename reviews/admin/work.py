"""Reviews, their history, verdicts and what was published: shown."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from factcheck.shown import Shown, ShownInline, ShownUncounted
from reviews import models
from reviews.admin.evidence import EvidenceInline


class EventInline(ShownInline):
    model = models.Event
    fields = ("seq", "at", "kind", "actor", "data", "hash")
    related = ("actor",)


class VerdictInline(ShownInline):
    model = models.Verdict
    fields = ("version", "rating", "state", "author", "last_editor", "approver", "approved_at")
    related = ("rating", "author", "last_editor", "approver")
    show_change_link = True


@admin.register(models.Review)
class ReviewAdmin(Shown):
    list_display = ("claim", "status", "assignee", "priority", "due_on", "changed_at")
    list_filter = ("status", "priority", "due_on", "assignee")
    search_fields = ("claim__statement", "claim__claimant", "assignee__username")
    list_select_related = ("claim", "assignee")
    date_hierarchy = "created_at"
    inlines = (VerdictInline, EvidenceInline, EventInline)


@admin.register(models.Event)
class EventAdmin(ShownUncounted):
    """Who did what to which review when. Rows are only ever added, and hold each other's digest."""

    list_display = ("review", "seq", "kind", "actor", "at")
    list_filter = ("kind", "at")
    search_fields = ("kind", "actor__username", "hash")
    list_select_related = ("review__claim", "actor")
    ordering = ("-pk",)


@admin.register(models.Verdict)
class VerdictAdmin(Shown):
    list_display = ("review", "version", "rating", "state", "author", "approver", "approved_at")
    list_filter = ("state", "rating", "approved_at")
    search_fields = ("summary", "review__claim__statement", "author__username")
    list_select_related = ("review__claim", "rating", "author", "approver")
    date_hierarchy = "created_at"


class VersionInline(ShownInline):
    model = models.PublishedVersion
    fields = ("number", "kind", "reason", "published_by", "published_at", "digest")
    related = ("published_by",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.PublishedVersion]:
        versions: QuerySet[models.PublishedVersion] = super().get_queryset(request)
        return versions.defer("document", "claimreview")


@admin.register(models.Publication)
class PublicationAdmin(Shown):
    list_display = ("slug", "rating_word", "first_published_at", "flagged_at", "retracted_at")
    list_filter = ("rating_word", "flagged_at", "retracted_at")
    search_fields = ("slug", "searchable")
    date_hierarchy = "first_published_at"
    inlines = (VersionInline,)


@admin.register(models.PublishedVersion)
class PublishedVersionAdmin(Shown):
    """The very bytes that readers were shown, with their digest."""

    list_display = ("publication", "number", "kind", "published_by", "published_at")
    list_filter = ("kind", "published_at")
    search_fields = ("publication__slug", "reason", "digest")
    list_select_related = ("publication", "published_by")
    date_hierarchy = "published_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.PublishedVersion]:
        versions: QuerySet[models.PublishedVersion] = super().get_queryset(request)
        return versions.defer("document", "claimreview")
