"""Evidence: by address, file or hand, quoted, ordered: the addresses."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
