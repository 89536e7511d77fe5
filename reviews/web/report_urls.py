"""Reports, suggestions and disputes, and the pages of the desk, as the desk works on them."""

from django.urls import URLPattern, path

from reviews.web import page_editing, readers

urlpatterns: list[URLPattern] = [
    path("reports/", readers.reports, name="reports"),
    path("reports/<int:pk>/", readers.report, name="report"),
    path("reports/<int:pk>/move/", readers.move, name="report_move"),
    path("reports/<int:pk>/give/", readers.give, name="report_give"),
    path("reports/<int:pk>/decide/", readers.decide, name="report_decide"),
    path("reports/<int:pk>/take-up/", readers.take_up, name="report_take_up"),
    path("desk/pages/", page_editing.pages_list, name="pages"),
    path("desk/pages/<slug:page>/", page_editing.edit, name="page_edit"),
]
