"""What the desk goes by: its scale and its policy, changed by new versions."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin, TabularInline

from factcheck import confirming
from factcheck.shown import Shown
from reviews import models


class RatingInline(TabularInline):
    model = models.Rating
    extra = 0
    fields = ("position", "value", "word", "tone", "meaning")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return not _is_in_print(obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission


def _is_in_print(scale: Any) -> bool:
    """Readers were shown its words, or people voted on them: a change is a new version then."""
    return scale is not None and (
        models.PublishedVersion.objects.filter(scale=scale).exists()
        or models.VoteRound.objects.filter(scale=scale).exists()
    )


@admin.register(models.RatingScale)
class RatingScaleAdmin(ModelAdmin):
    list_display = ("name", "version", "worst", "best", "active")
    list_filter = ("active",)
    search_fields = ("name", "ratings__word")
    inlines = (RatingInline,)
    actions = ("use", "copy")
    exclude = ("active",)

    @admin.action(description=gettext_lazy("Use this scale for new verdicts"))
    @confirming.of_rows(
        question=gettext_lazy("Use this scale for new verdicts?"), button=gettext_lazy("Use it")
    )
    def use(self, request: HttpRequest, scales: QuerySet[models.RatingScale]) -> None:
        if scales.count() != 1:
            self.message_user(request, _("Choose exactly one scale."), "error")
            return
        scale = scales.get()
        with transaction.atomic():
            models.RatingScale.objects.filter(active=True).update(active=False)
            models.RatingScale.objects.filter(pk=scale.pk).update(active=True)
            self.log_change(request, scale, _("New verdicts use this scale now."))
        self.message_user(request, _("New verdicts use this scale now."))

    @admin.action(description=gettext_lazy("Copy as a new version"))
    @confirming.of_rows(
        question=gettext_lazy("Copy as a new version?"), button=gettext_lazy("Copy")
    )
    def copy(self, request: HttpRequest, scales: QuerySet[models.RatingScale]) -> None:
        for scale in scales:
            self.log_addition(request, _copied(scale), _("Copied."))
        self.message_user(request, _("Copied. Edit the copy, then use it."))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["name", "version", "best", "worst"] if _is_in_print(obj) else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        if not change:
            obj.active = False
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@transaction.atomic
def _copied(scale: models.RatingScale) -> models.RatingScale:
    ratings = list(scale.ratings.all())
    last = models.RatingScale.objects.filter(name=scale.name).aggregate(last=Max("version"))["last"]
    copy = models.RatingScale.objects.create(
        name=scale.name, version=last + 1, best=scale.best, worst=scale.worst, active=False
    )
    for rating in ratings:
        rating.pk, rating.scale = None, copy
    models.Rating.objects.bulk_create(ratings)
    return copy


@admin.register(models.Rating)
class RatingAdmin(Shown):
    """To look words up; they are edited with their scale."""

    list_display = ("word", "value", "tone", "scale")
    list_filter = ("scale", "tone")
    list_select_related = ("scale",)
    search_fields = ("word", "meaning")


@admin.register(models.Policy)
class PolicyAdmin(ModelAdmin):
    """A change is a new version, made from the one that rules; old ones are shown."""

    list_display = (
        *("version", "min_sources", "weigh_both_sides", "min_rationale", "votes"),
        *("created_by", "created_at"),
    )
    list_select_related = ("created_by",)
    search_fields = ("method", "created_by__username")
    date_hierarchy = "created_at"
    fields = ("min_sources", "weigh_both_sides", "min_rationale", "votes", "method")

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
