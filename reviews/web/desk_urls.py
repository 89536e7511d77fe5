"""How the desk is doing: the addresses."""

from django.urls import path

from reviews.web import compliance, desk

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/rows/", desk.rows, name="desk_rows"),
    path("desk/figures/<slug:name>.csv", desk.export, name="desk_csv"),
    path("desk/compliance/", compliance.report, name="compliance"),
    path("desk/compliance/rows/", compliance.rows, name="compliance_rows"),
    path("desk/compliance/fact-checks.csv", compliance.export, name="compliance_csv"),
]
