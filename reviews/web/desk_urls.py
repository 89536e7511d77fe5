"""How the desk is doing: the addresses."""

from django.urls import path

from reviews.web import desk

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/rows/", desk.rows, name="desk_rows"),
    path("desk/figures/<slug:name>.csv", desk.export, name="desk_csv"),
]
