from django.urls import path

from reviews.api import foreign

urlpatterns = [
    path("import-claimreview/", foreign.Imports.as_view(), name="import-claimreview"),
    path("foreign-checks/", foreign.ForeignChecks.as_view(), name="foreign-checks"),
]
