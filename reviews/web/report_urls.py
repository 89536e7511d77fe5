"""Reports, suggestions and disputes, and the pages of the desk, as the desk works on them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
