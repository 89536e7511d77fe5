"""Articles and claims in the admin: to look things up. What changes them is on the desk."""

from collections.abc import Callable
from typing import cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import training
from claims.models import (
    Anchoring,
    Article,
    Change,
    Claim,
    ClaimMatch,
    ClaimWords,
    Feed,
    FeedEntry,
    Import,
    ImportRow,
    Original,
    Place,
    ProposalRun,
    Unmatched,
    WorthModel,
)
from factcheck import confirming, shown
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError
from factcheck.shown import Shown, ShownInline, ShownUncounted


@admin.register(Article)
class ArticleAdmin(Shown):
    list_display = ["title", "publisher", "language", "origin", "added_by", "created_at", "live"]
    list_filter = ["origin", "language", "live", "created_at"]
    list_select_related = ["added_by"]
    search_fields = ["title", "publisher", "author", "url"]
    date_hierarchy = "created_at"


class ChangesOfClaim(ShownInline):
    """The history of a claim; it is written on the desk, and by nobody here."""

    model = Change
    fk_name = "claim"
    fields = ("kind", "by", "at", "ground", "reason", "before", "undoes")
    related = ("by", "undoes")
    show_change_link = True


@admin.register(Claim)
class ClaimAdmin(Shown):
    inlines = [ChangesOfClaim]
    list_display = ["statement", "article", "kind", "status", "claimant", "decided_by"]
    list_filter = ["status", "kind", "attribution", "origin", "created_at"]
    list_select_related = ["article", "decided_by"]
    search_fields = ["statement", "quote", "claimant", "article__title"]
    date_hierarchy = "created_at"


@admin.register(Change)
class ChangeAdmin(Shown):
    """Who decided what, when: the history of every claim."""

    list_display = ["claim", "kind", "by", "at", "reason"]
    list_filter = ["kind", "at"]
    list_select_related = ["claim", "by"]
    search_fields = ["claim__statement", "reason", "by__username"]
    date_hierarchy = "at"


@admin.register(ClaimMatch)
class ClaimMatchAdmin(Shown):
    """Claims that are like earlier ones, and what people said of that."""

    list_display = ["claim", "earlier", "kind", "score", "decision", "by", "found_at"]
    list_filter = ["kind", "decision", "found_at"]
    list_select_related = ["claim", "earlier", "by"]
    search_fields = ["claim__statement", "earlier__statement"]
    date_hierarchy = "found_at"


@admin.register(ClaimWords)
class ClaimWordsAdmin(Shown):
    """By which words a claim is found again."""

    list_display = ["claim", "words", "accepted"]
    list_filter = ["accepted"]
    list_select_related = ["claim"]
    search_fields = ["claim__statement"]


@admin.register(Unmatched)
class UnmatchedAdmin(Shown):
    """Articles whose claims wait to be compared with what was checked before."""

    list_display = ["article", "mark"]
    list_select_related = ["article"]
    search_fields = ["article__title"]


@admin.register(Anchoring)
class AnchoringAdmin(Shown):
    """Where claims went when their article was revised, and who settled what was unclear."""

    list_display = ["claim", "outcome", "to_article", "at", "decision", "settled_by"]
    list_filter = ["outcome", "decision", "at"]
    list_select_related = ["claim", "to_article", "settled_by"]
    search_fields = ["claim__statement", "to_article__title", "reason"]
    date_hierarchy = "at"


@admin.register(Place)
class PlaceAdmin(ShownUncounted):
    """Other addresses at which an article was found."""

    list_display = ["url", "article", "found_at"]
    list_filter = ["found_at"]
    list_select_related = ["article"]
    search_fields = ["url", "article__title"]


@admin.register(Original)
class OriginalAdmin(Shown):
    """What articles were read from; the bytes themselves are on the page of the article."""

    list_display = ["article", "media_type", "bytes", "url", "taken_at"]
    list_filter = ["media_type", "taken_at"]
    list_select_related = ["article"]
    search_fields = ["article__title", "url", "sha256"]


@admin.register(Feed)
class FeedAdmin(Shown):
    fields = readonly_fields = [
        *("title", "url", "active", "all_entries", "listed", "read", "interval", "failures"),
        *("last_error", "last_fetched_at", "fetch_began_at", "next_fetch_at", "next_due_at"),
        *("lease_expires", "etag", "last_modified", "added_by", "created_at"),
    ]
    list_display = ["title", "url", "active", "failures", "last_fetched_at", "next_fetch_at"]
    list_filter = ["active", "created_at"]
    search_fields = ["title", "url", "last_error"]

    @admin.display(description=gettext_lazy("entries"))
    def all_entries(self, feed: Feed) -> SafeString:
        return shown.list_of(FeedEntry, feed=feed.pk)


@admin.register(FeedEntry)
class FeedEntryAdmin(ShownUncounted):
    """What was seen in feeds, and what became of it."""

    list_display = ["__str__", "feed", "state", "why", "tries", "next_try_at", "seen_at"]
    list_filter = ["state", "seen_at"]
    list_select_related = ["feed"]
    search_fields = ["title", "url", "key", "why"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[FeedEntry]:
        entries: QuerySet[FeedEntry] = super().get_queryset(request)
        return entries.defer("content")


@admin.register(Import)
class ImportAdmin(Shown):
    """Lists of articles or claims that were sent."""

    fields = readonly_fields = [
        *("name", "kind", "state", "all_rows", "counts", "position", "rows_total", "bytes_done"),
        *("bytes_total", "ignored", "progressed_at", "lease_expires", "stuck", "next_due_at"),
        *("storage_key", "added_by", "created_at", "ended_at"),
    ]
    list_display = ["name", "kind", "state", "position", "rows_total", "added_by", "created_at"]
    list_filter = ["kind", "state", "created_at"]
    list_select_related = ["added_by"]
    search_fields = ["name", "added_by__username"]
    date_hierarchy = "created_at"

    @admin.display(description=gettext_lazy("rows"))
    def all_rows(self, of: Import) -> SafeString:
        return shown.list_of(ImportRow, of=of.pk)


@admin.register(ImportRow)
class ImportRowAdmin(ShownUncounted):
    """What became of each row."""

    list_display = ["of", "line", "outcome", "article", "claim", "field", "why", "value"]
    list_filter = ["outcome"]
    list_select_related = ["of", "article", "claim"]
    search_fields = ["of__name", "why", "value"]


@admin.register(ProposalRun)
class ProposalRunAdmin(Shown):
    """What a language model was asked, and what became of what it proposed."""

    list_display = [
        "article",
        "splitter",
        "state",
        "stored",
        "known",
        "dropped_total",
        "created_at",
    ]
    list_filter = ["state", "splitter", "created_at"]
    list_select_related = ["article"]
    search_fields = ["article__title", "splitter", "error"]
    date_hierarchy = "created_at"


@admin.register(WorthModel)
class WorthModelAdmin(Shown):
    """Versions of the desk’s own check-worthiness model; at most one is in use."""

    list_display = ["version", "name", "source", "active", "ranks", "ranked_before", "trained_at"]
    list_filter = ["active"]
    search_fields = ["name", "source"]
    actions = ["switch_on", "switch_off"]

    @admin.display(description=gettext_lazy("average precision, held out"))
    def ranks(self, model: WorthModel) -> str:
        return _precision(model, "trained")

    @admin.display(description=gettext_lazy("without it"))
    def ranked_before(self, model: WorthModel) -> str:
        return _precision(model, "transparent")

    @admin.action(description=gettext_lazy("Use this model for new candidates"))
    @confirming.of_rows(
        question=gettext_lazy("Use this model for new candidates?"), button=gettext_lazy("Use it")
    )
    def switch_on(self, request: HttpRequest, models: QuerySet[WorthModel]) -> None:
        self._switch(request, models, training.activate)

    @admin.action(description=gettext_lazy("Use this model no longer"))
    @confirming.of_rows(
        question=gettext_lazy("Use this model no longer?"), button=gettext_lazy("Stop using it")
    )
    def switch_off(self, request: HttpRequest, models: QuerySet[WorthModel]) -> None:
        self._switch(request, models, training.deactivate)

    def _switch(
        self, request: HttpRequest, models: QuerySet[WorthModel], switch: Callable[..., WorthModel]
    ) -> None:
        if models.count() != 1:
            self.message_user(request, _("Choose exactly one model."), "error")
            return
        try:
            model = switch(models.get().version, by=cast(User, request.user), now=timezone.now())
        except DeskError as error:
            self.message_user(request, str(error), "error")
            return
        self.log_change(request, model, _("Switched."))
        used = _("%(model)s is in use.") if model.active else _("%(model)s is not in use.")
        self.message_user(request, used % {"model": model})


def _precision(model: WorthModel, which: str) -> str:
    value, low, high = model.metrics[which]["average_precision"]
    return f"{value:.2f} ({low:.2f}–{high:.2f})"
