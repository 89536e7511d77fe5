"""Who is told of what is published."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
