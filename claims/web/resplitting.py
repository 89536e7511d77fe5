"""`/articles/<id>/resplit/`: what an upgraded splitter would add; on POST, adding it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims import resplitting
from claims.models import Article
from claims.web import history, presenting, rows
from factcheck.accounts import access
from factcheck.exceptions import DeskError


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def resplit(request: access.DeskRequest, pk: int) -> HttpResponse:
    articles = Article.objects.visible_to(request.user).live().defer("text")
    article = get_object_or_404(articles, pk=pk)
    if request.method != "POST":
        return _page(request, article)
    refresh = request.POST.get("refresh") == "on"
    try:
        made = resplitting.resplit(pk, by=request.user, now=timezone.now(), refresh=refresh)
    except DeskError as refused:
        return _page(request, article, refused=refused)
    _tell(request, made)
    return redirect("claims:triage", pk)


def _page(
    request: access.DeskRequest, article: Article, *, refused: DeskError | None = None
) -> HttpResponse:
    made = resplitting.report(article.pk)
    context = {
        "article": article,
        "report": made,
        "changed": [(each, _words(each)) for each in made.changed],
        "direction": presenting.direction(article.language),
        "refused": refused,
        **rows.setting(request.user),
    }
    status = refused.status if refused else 200
    return render(request, "claims/resplit.html", context, status=status)


def _words(each: resplitting.Differing) -> list[dict[str, object]]:
    before = {name: old for name, (old, _new) in each.words.items()}
    after = {name: new for name, (_old, new) in each.words.items()}
    return list(history.rows_of(before, after))


def _tell(request: access.DeskRequest, made: resplitting.Report) -> None:
    added = len(made.added)
    text = ngettext("%(n)s candidate added.", "%(n)s candidates added.", added) % {"n": added}
    if made.refreshed and made.changed:
        changed = len(made.changed)
        text += " " + ngettext("%(n)s read anew.", "%(n)s read anew.", changed) % {"n": changed}
    if not added and not (made.refreshed and made.changed):
        text = _("Nothing new was found.")
    messages.success(request, text)
