from django.urls import include, path
from rest_framework.routers import SimpleRouter

from reviews.api import copies, evidence, verdicts
from reviews.api.reviews import Reviews
from reviews.api.source_hosts import SourceHosts
from reviews.api.sources import Sources

router = SimpleRouter(use_regex_path=False)
router.register("reviews", Reviews, basename="review")
router.register("sources", Sources, basename="source")
router.register("source-hosts", SourceHosts, basename="source-host")
router.register("evidence", evidence.Pieces, basename="evidence")
urlpatterns = [
    path("", include("reviews.api.fact_check_urls")),
    path("reviews/<int:pk>/evidence/", evidence.OfReview.as_view(), name="review-evidence"),
    path("reviews/<int:pk>/verdict/", verdicts.OfReview.as_view(), name="review-verdict"),
    path("sources/<int:pk>/warc/", copies.Warc.as_view(), name="source-warc"),
    path(
        "sources/<int:pk>/copies/<int:a>/compare/<int:b>/",
        copies.Compare.as_view(),
        name="source-compare",
    ),
    *router.urls,
]
