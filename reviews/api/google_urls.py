from django.urls import path, re_path

from reviews.api import google

urlpatterns = [
    path("v1alpha1/claims:search", google.search, name="google-claims-search"),
    re_path(r"^v1alpha1/.*$", google.not_found),
]
