from django.urls import path
from rest_framework.routers import SimpleRouter

from claims.api.articles import Articles, ClaimsOfArticle
from claims.api.claims import Claims
from claims.api.originals import Originals
from claims.api.proposals import ProposalRuns
from claims.api.resplitting import Resplit

router = SimpleRouter(use_regex_path=False)
router.register("articles", Articles, basename="article")
router.register("claims", Claims, basename="claim")
urlpatterns = [
    path(
        "articles/<int:pk>/claims/",
        ClaimsOfArticle.as_view({"get": "list"}),
        name="article-claims",
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
        "articles/<int:pk>/resplit/",
        Resplit.as_view({"get": "report", "post": "resplit"}),
        name="article-resplit",
    ),
    *router.urls,
]
