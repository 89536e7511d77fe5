"""`/sources/<id>/`: what one source says today against what was cited, and what to do about it."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck.accounts import access
from factcheck.accounts.models import Role
from reviews import evidence
from reviews.links import lookalikes, watching
from reviews.models import LinkCheck, Snapshot, SourceLink
from reviews.web import forms, source_checks, source_forms, source_rows

CHECKS = 50
PATIENCE = timedelta(minutes=3)
"""For how long a page asks again whether the check that was wanted is done."""


@access.signed_in
@require_safe
def source(request: access.DeskRequest, pk: int) -> HttpResponse:
    """`?asked=`: the second since when a check is waited for; htmx asks for what it changes."""
    return page_of(request, pk)


@access.signed_in
@require_safe
def copy(request: access.DeskRequest, pk: int, copy_id: int) -> HttpResponse:
    """The text of a kept copy, as plain text: nothing in it can run."""
    kept = get_object_or_404(Snapshot, pk=copy_id, link=pk)
    return HttpResponse(kept.text, content_type="text/plain; charset=utf-8")


def page_of(
    request: access.DeskRequest,
    pk: int,
    *,
    refused: tuple[int, forms.ReasonForm] | None = None,
    host_form: source_forms.HostForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one source; `refused`: the form that was sent for a piece of evidence."""
    links = watching.detailed(SourceLink.objects.visible_to(request.user))
    link = get_object_or_404(links, pk=pk)
    context = _checked(link, request.GET.get("asked", ""))
    if request.htmx:
        return render(request, "reviews/source_latest.html", context | {"swapped": True})
    context |= _standing(link, refused)
    context |= {
        "publications": watching.publications_on(link),
        "looks_like": lookalikes.warning(link.host.name),
        "may_clear": request.user.at_least(Role.REVIEWER),
        "may_cite": request.user.at_least(Role.CONTRIBUTOR),
        "may_opt_out": request.user.at_least(Role.EDITOR),
        "host_form": host_form
        or source_forms.HostForm(initial={"crawl_delay": link.host.crawl_delay}),
    }
    return render(request, "reviews/source.html", context, status=status)


def _checked(link: SourceLink, asked: str) -> dict[str, Any]:
    """What the machine knows, and whether it is being asked again."""
    since = _moment(asked)
    waits = since is not None and (link.last_checked_at is None or link.last_checked_at < since)
    return {
        "link": link,
        "row": source_rows.row(link),
        "checks": [source_checks.shown(check) for check in _checks(link)],
        "asked": asked,
        "waits": waits and link.next_check_at is not None,
        "polls": waits and since is not None and timezone.now() - since < PATIENCE,
        "arrived": since is not None and not waits,
    }


def _checks(link: SourceLink) -> list[LinkCheck]:
    return list(link.checks.all()[:CHECKS])


def _standing(link: SourceLink, refused: tuple[int, forms.ReasonForm] | None) -> dict[str, Any]:
    """Copies, and the evidence that stands or is public, those in trouble first."""
    copies = list(link.snapshots.defer("text")[:CHECKS])
    newest = copies[0] if copies else None
    standing = link.evidence.watched().select_related("link", "review__claim", "added_by")
    changes = {change.evidence.pk: change for change in source_rows.changes([link], most=100)}
    pieces = [
        {
            "evidence": each,
            "troubled": each.troubled,
            "change": changes.get(each.pk),
            "refusal": evidence.refusal(each.review),
            "newest": newest if newest and each.snapshot_id != newest.pk else None,
            "form": refused[1]
            if refused and refused[0] == each.pk
            else forms.ReasonForm(auto_id=f"e{each.pk}_%s"),
        }
        for each in standing
    ]
    pairs = itertools.zip_longest(copies, copies[1:])
    return {
        "copies": [{"copy": copy, "before": before} for copy, before in pairs],
        "pieces": sorted(pieces, key=lambda piece: not piece["troubled"]),
    }


def _moment(asked: str) -> datetime | None:
    """From seconds since 1970; None for what is none."""
    try:
        return datetime.fromtimestamp(float(asked), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
