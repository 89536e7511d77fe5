"""`/api/v1/`: the REST API; `/api/schema/`: OpenAPI; `/api/`: the page to read it on."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from factcheck import problem_types, problems
from factcheck.api_page import readable

urlpatterns = [
    path("api/v1/", include("claims.api.urls")),
    path("api/v1/", include("reviews.api.urls")),
    path("api/v1/<path:address>/", problems.NothingHere.as_view()),
    path("", include("reviews.api.google_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/problems/", problem_types.page, name="api-problems"),
    path("api/", readable, name="api-docs"),
]
