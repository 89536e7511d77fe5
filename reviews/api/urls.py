from django.urls import include, path
from rest_framework.routers import SimpleRouter

from reviews.api import copies, evidence, fetches, figures, replies, rules, verdicts, votes
from reviews.api.desk_verdicts import Verdicts
from reviews.api.events import Events
from reviews.api.reviews import Reviews
from reviews.api.scales import Scales
from reviews.api.source_hosts import SourceHosts
from reviews.api.sources import Sources

router = SimpleRouter(use_regex_path=False)
router.register("reviews", Reviews, basename="review")
router.register("sources", Sources, basename="source")
router.register("source-hosts", SourceHosts, basename="source-host")
router.register("evidence", evidence.Pieces, basename="evidence")
router.register("verdicts", Verdicts, basename="verdict")
router.register("events", Events, basename="event")
router.register("scales", Scales, basename="scale")
router.register("fetches", fetches.Fetches, basename="fetch")
urlpatterns = [
    path("", include("reviews.api.fact_check_urls")),
    path("", include("reviews.api.record_urls")),
    path("", include("reviews.api.discussion_urls")),
    path("", include("reviews.api.notice_urls")),
    path("", include("reviews.api.foreign_urls")),
    path("", include("reviews.api.reader_urls")),
    path("", include("reviews.api.webhook_urls")),
    path("reviews/<int:pk>/evidence/", evidence.OfReview.as_view(), name="review-evidence"),
    path("reviews/<int:pk>/evidence/file/", fetches.Files.as_view(), name="review-evidence-file"),
    path("reviews/<int:pk>/evidence/hand/", evidence.Noted.as_view(), name="review-evidence-hand"),
    path("reviews/<int:pk>/evidence/order/", evidence.Order.as_view(), name="review-order"),
    path("reviews/<int:pk>/fetches/", fetches.OfReview.as_view(), name="review-fetches"),
    path("reviews/<int:pk>/replies/", replies.OfReview.as_view(), name="review-replies"),
    path("replies/<int:pk>/received/", replies.Received.as_view(), name="reply-received"),
    path("reviews/<int:pk>/verdict/", verdicts.OfReview.as_view(), name="review-verdict"),
    path("reviews/<int:pk>/votes/", votes.OfReview.as_view(), name="review-votes"),
    path("reviews/<int:pk>/votes/ask/", votes.Asked.as_view(), name="review-votes-ask"),
    path(
        "reviews/<int:pk>/votes/adjudicate/",
        votes.Adjudicated.as_view(),
        name="review-votes-adjudicate",
    ),
    path("rules/", rules.Rules.as_view(), name="rules"),
    path("figures/<slug:name>/", figures.Figure.as_view(), name="figure"),
    path("sources/<int:pk>/warc/", copies.Warc.as_view(), name="source-warc"),
    path(
        "sources/<int:pk>/copies/<int:a>/compare/<int:b>/",
        copies.Compare.as_view(),
        name="source-compare",
    ),
    path("", include("reviews.api.queue_urls")),
    *router.urls,
]
