"""To readers who left an address: that it came in, what was answered, what was corrected.

The first letter holds none of their words: whoever types in somebody else's address sends them
nothing of their own.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from factcheck.accounts import post
from reviews.models import ReaderReport


def address(report: ReaderReport) -> str:
    """Where its reader sees how far it is."""
    return settings.SITE_URL + reverse("public:told", args=[report.token])


def received(report: ReaderReport, *, now: datetime) -> None:
    _write(report, "received", now=now, about=report)


def answered(report: ReaderReport, *, now: datetime) -> None:
    """To its reader, and to all who told the same."""
    for each in _everybody(report):
        _write(each, "answered", now=now, about=report)


def corrected(report: ReaderReport, *, now: datetime) -> None:
    for each in _everybody(report):
        _write(each, "corrected", now=now, about=report)


def published(report: ReaderReport, *, now: datetime) -> None:
    for each in _everybody(report):
        _write(each, "published", now=now, about=report)


def _write(to: ReaderReport, what: str, *, now: datetime, about: ReaderReport) -> None:
    if not to.email:
        return
    offered = to.language in dict(settings.LANGUAGES)
    with translation.override(to.language if offered else settings.LANGUAGE_CODE):
        subjects = {
            "received": _("We have received what you told us"),
            "answered": _("An answer to what you told us"),
            "corrected": _("What you told us led to a new version"),
            "published": _("The claim you suggested has been checked"),
        }
        context = {
            "what": what,
            "report": about,
            "address": address(to),
            "site_name": settings.SITE_NAME,
        }
        text = render_to_string("mail/told.txt", context)
        subject = f"{settings.SITE_NAME}: {subjects[what]}"
        post.write(to=to.email, person=None, subject=subject, text=text, now=now)


def _everybody(report: ReaderReport) -> Iterator[ReaderReport]:
    """The report, and those merged into it. The moves allow no circles."""
    yield report
    for each in report.duplicates.all():
        yield from _everybody(each)
