"""The living style guide: every component of `templates/components/`, drawn from sample figures.

Only with FACTCHECK_DEBUG on. It is written for those who build the desk and is not translated.
"""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Word:
    word: str
    tone: str


@dataclass(frozen=True)
class Ask:
    text: str
    met: bool


WORDS = (
    Word("False", "false"),
    Word("Mostly false", "mostly-false"),
    Word("Half true", "mixed"),
    Word("Mostly true", "mostly-true"),
    Word("True", "true"),
    Word("Unverifiable", "unknown"),
)
STATUSES = ("queued", "in_review", "submitted", "approved", "published", "retracted", "closed")
CLAIM_STATUSES = ("candidate", "accepted", "dismissed", "merged")
STANCES = ("supports", "refutes", "context")
HEALTH = (
    "unchecked",
    "healthy",
    "unverifiable",
    "failing",
    "dead",
    "drifted",
    "accepted",
    "refused",
)
COLOURS = ("ground", "surface", "sunken", "ink", "ink-soft", "ink-faint", "rule", "accent")
ROWS = (
    {
        "label": "Summary",
        "before": mark_safe("The line made <del>1,204</del> crossings."),
        "after": mark_safe("The line made <ins>1,240</ins> crossings."),
    },
)


class Sample(forms.Form):
    q = forms.CharField(label="Search", required=False)
    address = forms.URLField(
        label="Address", help_text="The page is fetched and kept.", assume_scheme="https"
    )
    stance = forms.ChoiceField(label="Stance", choices=[(name, name) for name in STANCES])
    weighed = forms.BooleanField(label="I opened every source")
    side = forms.ChoiceField(
        label="One of these", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect
    )
    rationale = forms.CharField(label="Rationale", widget=forms.Textarea)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    now = timezone.now()
    context = {
        "words": WORDS,
        "statuses": STATUSES,
        "claim_statuses": CLAIM_STATUSES,
        "stances": STANCES,
        "health": HEALTH,
        "colours": COLOURS,
        "rows": ROWS,
        "filled": Sample(),
        "faulty": Sample({"address": "not an address"}),
        "page": Paginator(range(100), 10).page(4),
        "asks": (Ask("Two independent sources", met=True), Ask("A rationale", met=False)),
        "terms": (("Said by", "Mara Lindqvist"), ("Where", "Halvik Gazette")),
        "recent": now - timedelta(minutes=4),
        "older": now - timedelta(days=9),
    }
    return render(request, "styleguide.html", context)
