"""A short form that came too late: both texts, and the form again on top of the other one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reviews.exceptions import Overtaken
from reviews.models import Review, Stance
from reviews.web import differences
from reviews.web.forms import UponForm


def page(request: HttpRequest, review: Review, refused: Overtaken, form: UponForm) -> HttpResponse:
    """`form` was read from what is stored now; it is shown with the words that were sent."""
    names = {name: str(form.fields[name].label) for name in refused.sent}
    rows = differences.named(names, _told(refused.stored), _told(refused.sent))
    form.initial = {**form.initial, **refused.sent}
    context = {"review": review, "refused": refused, "form": form, "rows": rows}
    return render(request, "reviews/overtaken.html", context, status=refused.status)


def _told(words: dict[str, Any]) -> dict[str, Any]:
    """As people read them."""
    said = {True: _("yes"), False: _("no")}
    labels = dict(Stance.choices)
    return {
        name: said[value] if isinstance(value, bool) else labels.get(value, value)
        for name, value in words.items()
    }
