"""`/api/v1/`: the REST API; `/api/schema/`: OpenAPI; `/api/`: the page to read it on."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from factcheck import problem_types, problems
from factcheck.accounts import key_api
from factcheck.api_page import readable

urlpatterns = [
    path("api/v1/", include("claims.api.urls")),
    path("api/v1/", include("reviews.api.urls")),
    path("api/v1/keys/", key_api.Keys.as_view(), name="api-keys"),
    path("api/v1/keys/<str:prefix>/", key_api.Key.as_view(), name="api-key"),
    path("api/v1/<path:address>/", problems.NothingHere.as_view()),
    path("", include("reviews.api.google_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/problems/", problem_types.page, name="api-problems"),
    path("api/", readable, name="api-docs"),
]
