"""What readers tell the desk, and the pages that editors write."""

from django.urls import URLPattern, path, re_path

from reviews.models import PageName
from reviews.web import pages, telling_us

TOKEN = "(?P<token>r[0-9a-f]{32})"  # noqa: S105 - the shape of an address, no secret
urlpatterns: list[URLPattern] = [
    path("report/", telling_us.report, name="report"),
    path("suggest/", telling_us.suggest, name="suggest"),
    re_path(rf"^reports/{TOKEN}/$", telling_us.told, name="told"),
    re_path(rf"^reports/{TOKEN}/appeal/$", telling_us.appeal, name="appeal"),
    *(path(f"{name.value}/", pages.page, {"name": name}, name=name.value) for name in PageName),
]
