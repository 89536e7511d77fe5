"""What readers tell the desk, and the pages that editors write."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from reviews.api import pages, readers

router = SimpleRouter(use_regex_path=False)
router.register("reports", readers.Reports, basename="report")
urlpatterns = [
    path("suggestions/", readers.Suggestions.as_view(), name="suggestions"),
    path("reports/told/<str:token>/", readers.ReportStanding.as_view(), name="report-standing"),
    path("reports/told/<str:token>/appeal/", readers.Appeals.as_view(), name="report-appeal"),
    path("pages/<str:page>/", pages.Pages.as_view(), name="page"),
    *router.urls,
]
