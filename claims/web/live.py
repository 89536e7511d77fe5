"""`/articles/<id>/since/`: what others decided meanwhile, for a page that is open; and undoing
one's own last step."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from claims import curation
from claims.models import Article, Change, ChangeKind, Claim, ClaimMatch
from claims.web import highlights, outlines, rows, triage
from factcheck.accounts import access
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError

NOTHING = 204
LONGEST_NUMBER = 18  # digits that the database can hold
PLACES = (ChangeKind.PROPOSED, ChangeKind.CUT, ChangeKind.MOVED, ChangeKind.REANCHORED)
"""The kinds of changes after which a mark stands elsewhere."""


@access.signed_in
@require_safe
def since(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The rows and the lines that changed after what `after` says was seen; 204 for none."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    try:
        seen = curation.Seen.of(request.GET.get("after", ""))
    except DeskError as refused:
        return HttpResponse(str(refused), status=refused.status, content_type="text/plain")
    changes, seen = curation.since(pk, seen, now=timezone.now())
    matched = _matched(pk, request.GET.get("matched", ""))
    if not changes and not matched:
        return HttpResponse(status=NOTHING)
    claims = outlines.of(pk, outlines.asked(request.GET))
    context = {
        "seen": seen,
        "items": rows.some(sorted(_touched(changes) | set(matched.values()))),
        "matched": max(matched, default=""),
        "paragraphs": _lines(article, claims, changes, request.GET.get("page", "")),
        "told": told(changes, to=request.user),
        "query": claims.narrowed.query(),
        **rows.setting(request.user),
        **triage.counts(claims),
    }
    return render(request, "claims/live.html", context)


@access.signed_in
@require_POST
def undo_mine(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Take back one's own last step on this article, wherever it was."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    try:
        undone = curation.undo_mine(pk, by=request.user, now=timezone.now())
    except DeskError as refused:
        if not request.htmx:
            return triage.page(request, article, refused=refused)
        context = {"level": "error", "text": refused}
        return render(request, "components/notice.html", context, status=refused.status)
    if request.htmx:
        return changed(undone[0])
    claims = Claim.objects.filter(pk__in=undone).order_by("start", "end", "pk")
    return triage.to(request, claims[0])


def changed(claim_id: int) -> HttpResponse:
    """Tells the page that asked to bring itself up to date, and which claim it was about."""
    answer = HttpResponse(status=NOTHING)
    return trigger_client_event(answer, "claims-changed", {"claim": claim_id})


def told(changes: Iterable[Change], *, to: User) -> str:
    """One sentence on what other people did; "" where they did nothing."""
    others = [each for each in changes if each.by_id != to.pk]
    if not others:
        return ""
    names = ", ".join(sorted({str(each.by) for each in others}))
    if len({each.claim_id for each in others}) > 1:
        many = ngettext("%(name)s: %(n)s change.", "%(name)s: %(n)s changes.", len(others))
        return many % {"name": names, "n": len(others)}
    claim = Claim.objects.only("statement").get(pk=others[-1].claim_id)
    return _("%(name)s: %(what)s. “%(claim)s”") % {
        "name": names,
        "what": others[-1].get_kind_display(),
        "claim": Truncator(claim.statement).chars(80),
    }


def _touched(changes: Iterable[Change]) -> set[int]:
    """The claims of these changes; a cut has two."""
    found = {each.claim_id for each in changes}
    halves = {each.other_id for each in changes if each.kind == ChangeKind.CUT and each.other_id}
    return found | halves


def _matched(article_id: int, after: str) -> dict[int, int]:
    """Matches with what was said before that came after the one of this number, and their claims.

    They are numbered as they are found, by one worker at a time.
    """
    if not (after.isascii() and after.isdecimal()) or len(after) > LONGEST_NUMBER:
        return {}
    found = ClaimMatch.objects.offered().filter(claim__article=article_id, pk__gt=int(after))
    return dict(found.order_by("pk").values_list("pk", "claim"))


def _lines(
    article: Article, claims: outlines.Outline, changes: list[Change], page: str
) -> list[highlights.Paragraph]:
    """The lines of the article in which a mark came, went or moved."""
    if not any(each.kind in PLACES or "start" in each.before for each in changes):
        return []
    touched = _touched(changes)
    spans = [(row.start, row.end) for row in claims.rows if row.pk in touched]
    spans += [
        (each.before["start"], each.before["end"])
        for each in changes
        if {"start", "end"} <= set(each.before)
    ]
    current = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    lines = highlights.paragraphs(article.text, claims.marks(current))
    ends = [each.start for each in lines[1:]] + [len(article.text) + 1]
    return [
        line
        for line, end in zip(lines, ends, strict=True)
        if any(first < end and last > line.start for first, last in spans)
    ]
