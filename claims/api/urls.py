from django.urls import path
from rest_framework.routers import SimpleRouter

from claims.api.annotations import Annotations, OneAnnotation
from claims.api.articles import Articles, ClaimsOfArticle
from claims.api.claims import Claims
from claims.api.feeds import EntriesOfFeed, Feeds
from claims.api.imports import Imports, RowsOfImport
from claims.api.latest import Latest
from claims.api.matches import Matches
from claims.api.originals import Originals
from claims.api.proposals import ProposalRuns
from claims.api.resplitting import Resplit
from claims.api.revisions import Anchorings, Revisions, Settling
from claims.api.worth_models import WorthModels

router = SimpleRouter(use_regex_path=False)
router.register("articles", Articles, basename="article")
router.register("claims", Claims, basename="claim")
router.register("feeds", Feeds, basename="feed")
router.register("imports", Imports, basename="import")
router.register("worth-models", WorthModels, basename="worth-model")
urlpatterns = [
    path(
        "feeds/<int:pk>/entries/",
        EntriesOfFeed.as_view({"get": "list"}),
        name="feed-entries",
    ),
    path(
        "imports/<int:pk>/rows/",
        RowsOfImport.as_view({"get": "list"}),
        name="import-rows",
    ),
    path(
        "articles/<int:pk>/claims/",
        ClaimsOfArticle.as_view({"get": "list"}),
        name="article-claims",
    ),
    path(
        "articles/<int:pk>/changes/",
        Latest.as_view({"get": "changes"}),
        name="article-changes",
    ),
    path(
        "articles/<int:pk>/undo-mine/",
        Latest.as_view({"post": "undo_mine"}),
        name="article-undo-mine",
    ),
    path(
        "articles/<int:pk>/originals/",
        Originals.as_view({"get": "list"}),
        name="article-originals",
    ),
    path(
        "articles/<int:pk>/originals/<int:number>/",
        Originals.as_view({"get": "body"}),
        name="original-body",
    ),
    path(
        "articles/<int:pk>/proposal-runs/",
        ProposalRuns.as_view({"get": "list", "post": "create"}),
        name="article-proposal-runs",
    ),
    path(
        "articles/<int:pk>/revisions/",
        Revisions.as_view({"get": "list", "post": "create"}),
        name="article-revisions",
    ),
    path(
        "articles/<int:pk>/refetch/",
        Revisions.as_view({"post": "refetch"}),
        name="article-refetch",
    ),
    path(
        "articles/<int:pk>/anchorings/",
        Anchorings.as_view({"get": "list"}),
        name="article-anchorings",
    ),
    path(
        "articles/<int:pk>/annotations/",
        Annotations.as_view({"get": "show", "post": "take"}),
        name="article-annotations",
    ),
    path(
        "claims/<int:pk>/annotation/",
        OneAnnotation.as_view({"get": "show"}),
        name="claim-annotation",
    ),
    path(
        "claims/<int:pk>/matches/",
        Matches.as_view({"get": "list", "post": "decide"}),
        name="claim-matches",
    ),
    path("claims/<int:pk>/settle/", Settling.as_view({"post": "settle"}), name="claim-settle"),
    path(
        "articles/<int:pk>/resplit/",
        Resplit.as_view({"get": "report", "post": "resplit"}),
        name="article-resplit",
    ),
    *router.urls,
]
