"""`/reviews/workload/`: who has how much, each number leading to its rows."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from factcheck.accounts import access
from reviews import workload as loads
from reviews.states import Status

COLUMNS: tuple[tuple[str, Any, dict[str, str]], ...] = (
    ("open", _("Open"), {"view": "open"}),
    ("overdue", _("Overdue"), {"overdue": "1"}),
    ("soon", _("Due within a week"), {"view": "open"}),  # and the days, see `_rows`
    ("queued", _("Queued"), {"status": Status.QUEUED}),
    ("in_review", _("In review"), {"status": Status.IN_REVIEW}),
    ("second", _("Waiting for a second look"), {"status": Status.SUBMITTED}),
    ("approved", _("To publish"), {"status": Status.APPROVED}),
)


@access.signed_in
@require_safe
def workload(request: access.DeskRequest) -> HttpResponse:
    """People who no longer work here are shown as long as they have something."""
    today = timezone.localdate()
    found = loads.loads(today=today)
    most = max((load.open for load in found), default=0) or 1
    context = {
        "columns": [label for _name, label, _query in COLUMNS],
        "rows": [_row(load, most, today) for load in found],
    }
    return render(request, "reviews/workload.html", context)


def _row(load: loads.Load, most: int, today: date) -> dict[str, Any]:
    name = load.person.username if load.person else "nobody"
    return {
        "load": load,
        "most": most,
        "cells": [
            {
                "label": label,
                "number": getattr(load, each),
                "late": each == "overdue",
                "href": _rows({"assignee": name} | query, each, today),
            }
            for each, label, query in COLUMNS
        ],
    }


def _rows(query: dict[str, str], column: str, today: date) -> str:
    """The address of the rows behind a number."""
    if column == "soon":
        last = loads.soon_until(today)
        query |= {"due_after": today.isoformat(), "due_before": last.isoformat()}
    return f"{reverse('reviews:queue')}?{urlencode(query)}"
