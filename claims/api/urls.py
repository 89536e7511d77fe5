from django.urls import path
from rest_framework.routers import SimpleRouter

from claims.api.articles import Articles, ClaimsOfArticle
from claims.api.claims import Claims
from claims.api.proposals import ProposalRuns

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
        "articles/<int:pk>/proposal-runs/",
        ProposalRuns.as_view({"get": "list", "post": "create"}),
        name="article-proposal-runs",
    ),
    *router.urls,
]
