"""Actions of the admin ask first, on a page of their own; no JavaScript is needed for it.

A request that changes something is a POST that carries `confirmed`; any other gets the question.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from unfold.admin import ModelAdmin

SENT_ON = ("action", "select_across", "index", "_selected_action")
MOST_NAMED = 20
Answer = HttpResponse | None
Words = str | Promise


def is_confirmed(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("confirmed") == "yes"


def of_rows(*, question: Words, button: Words) -> Callable[..., Any]:
    """For an action on ticked rows: `action(self, request, rows)` runs once it is confirmed."""

    def decorate(action: Callable[[Any, HttpRequest, Any], Answer]) -> Callable[..., Answer]:
        @functools.wraps(action)
        def asking(self: Any, request: HttpRequest, rows: QuerySet[Any]) -> Answer:
            if is_confirmed(request):
                return action(self, request, rows)
            named = [str(row) for row in rows[:MOST_NAMED]]
            more = rows.count() - len(named)
            return _page(self, request, question=question, button=button, named=named, more=more)

        return asking

    return decorate


def of_one(*, question: Words, button: Words) -> Callable[..., Any]:
    """For a button on the page of one row: `action(self, request, row)` runs once confirmed.

    Returns to that page, unless the action answers with a page of its own.
    """

    def decorate(action: Callable[[Any, HttpRequest, Any], Answer]) -> Callable[..., Answer]:
        @functools.wraps(action)
        def asking(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
            if not self.has_change_permission(request):
                raise PermissionDenied
            row = self.get_object(request, object_id)
            if row is None:
                raise Http404
            if not is_confirmed(request):
                return _page(self, request, question=question, button=button, named=[str(row)])
            return action(self, request, row) or to_page_of(self, row)

        return asking

    return decorate


def to_page_of(shown_by: ModelAdmin, row: Model) -> HttpResponse:
    meta = row._meta  # noqa: SLF001 - public, says the documentation
    return redirect(f"admin:{meta.app_label}_{meta.model_name}_change", quote(row.pk))


def _page(
    asked_by: ModelAdmin, request: HttpRequest, *, named: list[str], more: int = 0, **words: Words
) -> HttpResponse:
    sent = [(name, value) for name in SENT_ON for value in request.POST.getlist(name)]
    context = {
        **asked_by.admin_site.each_context(request),
        "opts": asked_by.model._meta,  # noqa: SLF001 - public, says the documentation
        "title": words["question"],
        "named": named,
        "more": more,
        "sent": sent,
        **words,
    }
    return TemplateResponse(request, "admin/confirm.html", context)
