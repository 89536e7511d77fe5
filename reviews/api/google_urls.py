from django.urls import path, re_path

from reviews.api import google

urlpatterns = [
    path("v1alpha1/claims:search", google.search, name="google-claims-search"),
    path("v1alpha1/claims:imageSearch", google.image_search, name="google-image-search"),
    path("v1alpha1/pages", google.pages, name="google-pages"),
    path("v1alpha1/pages/<str:name>", google.page, name="google-page"),
    re_path(r"^v1alpha1/.*$", google.not_found),
]
