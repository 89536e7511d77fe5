from django.urls import path

from reviews.api import fact_checks

urlpatterns = [
    path("fact-checks/", fact_checks.FactChecks.as_view(), name="api-fact-checks"),
    path("fact-checks/<str:slug>/", fact_checks.FactCheck.as_view(), name="api-fact-check"),
    path(
        "fact-checks/<str:slug>/versions/",
        fact_checks.Versions.as_view(),
        name="api-fact-check-versions",
    ),
    path(
        "fact-checks/<str:slug>/versions/<int:number>/",
        fact_checks.Version.as_view(),
        name="api-fact-check-version",
    ),
    path(
        "fact-checks/<str:slug>/claimreview",
        fact_checks.ClaimReview.as_view(),
        name="api-fact-check-claimreview",
    ),
]
