"""Rounds of votes. An admin sees what anybody sees: votes of closed rounds, and their own."""

from typing import cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from factcheck.accounts.models import User
from factcheck.shown import Shown, ShownInline
from reviews import models, votes


class VoteInline(ShownInline):
    model = models.Vote
    fields = ("person", "rating", "reason", "cast_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Vote]:
        return votes.visible_to(cast(User, request.user)).select_related("person", "rating")


@admin.register(models.VoteRound)
class VoteRoundAdmin(Shown):
    list_display = ("review", "number", "asked", "outcome", "opened_at", "closed_at")
    list_filter = ("opened_at", "closed_at")
    search_fields = ("review__claim__statement", "reason")
    list_select_related = ("review__claim",)
    date_hierarchy = "opened_at"
    inlines = (VoteInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.VoteRound]:
        rounds: QuerySet[models.VoteRound] = super().get_queryset(request)
        return rounds.prefetch_related("votes")

    @admin.display(description=gettext_lazy("outcome"))
    def outcome(self, row: models.VoteRound) -> str:
        return str(row.outcome)


@admin.register(models.Vote)
class VoteAdmin(Shown):
    list_display = ("review", "round", "person", "rating", "cast_at")
    list_filter = ("rating", "person", "cast_at")
    search_fields = ("reason", "person__username", "round__review__claim__statement")
    list_select_related = ("round__review__claim", "person", "rating")
    date_hierarchy = "cast_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Vote]:
        return votes.visible_to(cast(User, request.user)).order_by("-pk")

    @admin.display(description=gettext_lazy("review"))
    def review(self, vote: models.Vote) -> str:
        return str(vote.round.review)
