"""`/articles/<id>/language-model/`: what the language model proposed, and to ask it again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims import proposals, tasks
from claims.models import Article
from factcheck.accounts import access
from factcheck.exceptions import DeskError

SHOWN = 20


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def runs(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The list; on POST the model is asked, by a worker."""
    article = get_object_or_404(Article.objects.visible_to(request.user).defer("text"), pk=pk)
    refused = None
    if request.method == "POST":
        try:
            proposals.request_run(article.pk, by=request.user, now=timezone.now())
        except DeskError as error:
            refused = error
        else:
            tasks.hurry_model()
            messages.success(request, _("The language model is being asked. Reload to see."))
            return redirect("claims:proposals", article.pk)
    context = {
        "article": article,
        "runs": article.proposal_runs.select_related("requested_by")[:SHOWN],
        "model": proposals.configured(),
        "refused": refused,
    }
    status = refused.status if refused else 200
    return render(request, "claims/proposals.html", context, status=status)


def setting(article: Article) -> dict[str, Any]:
    """What the article's page tells about the desk's language model, if it has one."""
    if proposals.configured() is None:
        return {"has_model": False}
    return {"has_model": True, "model_run": proposals.latest(article)}
