"""What readers tell the desk, and the pages that editors write."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
