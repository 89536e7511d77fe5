"""Feeds, sitemaps, share pictures, cards: what other programs read of the public pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
