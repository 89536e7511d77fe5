"""Scales and policy are edited here; the work of the desk is only shown.

No page of the admin moves a review, approves or publishes: there is no way round four eyes.
"""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin, TabularInline

from reviews import models


class ShownOnly(ModelAdmin):
    """Searchable, filterable, never editable."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class RatingInline(TabularInline):
    model = models.Rating
    extra = 0
    fields = ("position", "value", "word", "tone", "meaning")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return not _is_published(obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission


def _is_published(scale: Any) -> bool:
    """Readers were shown its words: from then on a change is a new version."""
    return scale is not None and models.PublishedVersion.objects.filter(scale=scale).exists()


@admin.register(models.RatingScale)
class RatingScaleAdmin(ModelAdmin):
    list_display = ("name", "version", "worst", "best", "active")
    inlines = (RatingInline,)
    actions = ("use", "copy")
    exclude = ("active",)

    @admin.action(description=gettext_lazy("Use this scale for new verdicts"))
    def use(self, request: HttpRequest, scales: QuerySet[models.RatingScale]) -> None:
        if scales.count() != 1:
            self.message_user(request, _("Choose exactly one scale."), "error")
            return
        with transaction.atomic():
            models.RatingScale.objects.filter(active=True).update(active=False)
            scales.update(active=True)
        self.message_user(request, _("New verdicts use this scale now."))

    @admin.action(description=gettext_lazy("Copy as a new version"))
    def copy(self, request: HttpRequest, scales: QuerySet[models.RatingScale]) -> None:
        for scale in scales:
            _copied(scale)
        self.message_user(request, _("Copied. Edit the copy, then use it."))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["name", "version", "best", "worst"] if _is_published(obj) else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        if not change:
            obj.active = False
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@transaction.atomic
def _copied(scale: models.RatingScale) -> None:
    ratings = list(scale.ratings.all())
    last = models.RatingScale.objects.filter(name=scale.name).aggregate(last=Max("version"))["last"]
    copy = models.RatingScale.objects.create(
        name=scale.name, version=last + 1, best=scale.best, worst=scale.worst, active=False
    )
    for rating in ratings:
        rating.pk, rating.scale = None, copy
    models.Rating.objects.bulk_create(ratings)


@admin.register(models.Policy)
class PolicyAdmin(ModelAdmin):
    """A change is a new version, made from the one that rules; old ones are shown."""

    list_display = ("version", "min_sources", "weigh_both_sides", "min_rationale", "created_at")
    fields = ("min_sources", "weigh_both_sides", "min_rationale", "method")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        ruling = models.Policy.objects.first()
        return {name: getattr(ruling, name) for name in self.fields} if ruling else {}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        last = models.Policy.objects.aggregate(last=Max("version"))["last"] or 0
        obj.version, obj.created_by, obj.created_at = last + 1, request.user, timezone.now()
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class EventInline(TabularInline):
    model = models.Event
    extra = 0
    can_delete = False
    fields = ("seq", "at", "kind", "actor", "data", "hash")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Event]:
        return super().get_queryset(request).select_related("actor")


class EvidenceInline(TabularInline):
    model = models.Evidence
    fk_name = "review"
    extra = 0
    can_delete = False
    fields = ("quote", "stance", "link", "condition", "added_by", "withdrawn_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(models.Review)
class ReviewAdmin(ShownOnly):
    list_display = ("claim", "status", "assignee", "priority", "due_on", "changed_at")
    list_filter = ("status", "priority")
    search_fields = ("claim__statement", "claim__claimant")
    list_select_related = ("claim", "assignee")
    inlines = (EvidenceInline, EventInline)


@admin.register(models.Verdict)
class VerdictAdmin(ShownOnly):
    list_display = ("review", "version", "rating", "state", "author", "approver", "approved_at")
    list_filter = ("state", "rating")
    search_fields = ("summary", "review__claim__statement")
    list_select_related = ("review__claim", "rating", "author", "approver")


@admin.register(models.Publication)
class PublicationAdmin(ShownOnly):
    list_display = ("slug", "first_published_at", "flagged_at", "retracted_at")
    search_fields = ("slug",)


@admin.register(models.SourceHost)
class SourceHostAdmin(ModelAdmin):
    list_display = ("name", "crawl_delay", "opted_out", "next_due", "frozen_until")
    list_filter = ("opted_out",)
    search_fields = ("name",)
    fields = ("name", "crawl_delay", "opted_out")
    readonly_fields = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(models.SourceLink)
class SourceLinkAdmin(ShownOnly):
    list_display = ("url", "state", "outcome", "strikes", "last_checked_at", "next_check_at")
    list_filter = ("state",)
    search_fields = ("url",)
