"""Topics and checkpoints: shown. Topics are chosen on the workbench, and renamed by the API."""

from django.contrib import admin

from factcheck.shown import Shown
from reviews import models


@admin.register(models.Topic)
class TopicAdmin(Shown):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")


@admin.register(models.Checkpoint)
class CheckpointAdmin(Shown):
    list_display = ("day", "events", "versions", "digest", "made_at")
    search_fields = ("digest",)
    date_hierarchy = "day"
