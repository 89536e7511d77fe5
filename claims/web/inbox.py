"""`/articles/`: what came in, and the one box to add more."""

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from claims import ingestion
from claims.exceptions import UnusableText
from claims.models import Article, Claim, Origin
from claims.models.article import ArticleQuerySet
from claims.web import forms, presenting
from factcheck.accounts import access
from factcheck.exceptions import DeskError

PER_PAGE = 25
ORDERS = {"oldest": ("created_at", "pk"), "title": ("title", "pk")}
_ADDRESS = re.compile(
    r"""[a-z][a-z0-9+.-]*://\S*
      | www\.\S+
      | (?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?/\S*             # a name in any script, and a path
      | (?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?(?:[?#]\S*)?    # such as example.org
      | (?P<near>localhost|(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]+\]|[a-z][\w-]*(?=:\d+/))
        (?::\d+)?(?:[/?#]\S*)?""",
    re.IGNORECASE | re.VERBOSE,
)
"""As browsers show them, without the scheme: one word with a host in it is no sentence. Hosts
`near` by, which the guard refuses unless an operator allows them, seldom have certificates."""


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: access.DeskRequest) -> HttpResponse:
    """The list; on POST adds an article and goes to its claims."""
    if request.method != "POST":
        return _page(request, forms.SourceForm())
    form = forms.SourceForm(request.POST, request.FILES)
    try:
        ingested = _ingest(form, request)
    except DeskError as refused:
        form.add_error("file" if request.FILES else "source", str(refused))
        return _page(request, form, status=refused.status)
    _tell(request, ingested)
    return redirect("claims:triage", ingested.article.pk)


def _ingest(form: forms.SourceForm, request: access.DeskRequest) -> ingestion.Ingested:
    by, now = request.user, timezone.now()
    form.is_valid()
    source, upload = form.cleaned_data.get("source", ""), form.cleaned_data.get("file")
    if upload and source.strip():
        raise UnusableText(_("There is a text and a file. Send one of them."))
    if upload:
        raw = upload.read(ingestion.LARGEST_DOCUMENT + 1)
        return ingestion.ingest_text(
            raw,
            by=by,
            now=now,
            origin=Origin.FILE,
            file_name=upload.name or "",
            media_type=upload.content_type or "",
        )
    address = source.strip()
    if found := _ADDRESS.fullmatch(address):
        scheme = "http" if found["near"] else "https"
        url = address if "://" in address else f"{scheme}://{address}"
        return ingestion.ingest_url(url, by=by, now=now)
    return ingestion.ingest_text(source, by=by, now=now, origin=Origin.PASTE)


def _tell(request: HttpRequest, ingested: ingestion.Ingested) -> None:
    if not ingested.created:
        messages.info(request, _("This article is on the desk already; here it is."))
        return
    found = ingested.candidates
    message = ngettext("Added, with %(n)s candidate.", "Added, with %(n)s candidates.", found)
    messages.success(request, message % {"n": found})


def _page(
    request: access.DeskRequest, form: forms.SourceForm, *, status: int = 200
) -> HttpResponse:
    articles = Article.objects.visible_to(request.user).live()
    codes = articles.exclude(language="").order_by("language").values_list("language", flat=True)
    languages = [(code, presenting.language_name(code)) for code in codes.distinct()]
    chosen = forms.InboxFilter(request.GET, languages=languages)
    page = Paginator(_chosen(articles, chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filter": chosen,
        "page": page,
        "rows": [_row(article) for article in page],
        "filtered": any(request.GET.get(name) for name in chosen.fields),
    }
    status = status if chosen.is_valid() or status != 200 else 400
    return render(request, "claims/inbox.html", context, status=status)


def _chosen(articles: ArticleQuerySet, chosen: forms.InboxFilter) -> ArticleQuerySet:
    if not chosen.is_valid():
        return articles.none()
    wanted = chosen.cleaned_data
    if words := wanted["q"]:
        found = [Q(**{f"{name}__icontains": words}) for name in ("title", "publisher", "url")]
        articles = articles.filter(found[0] | found[1] | found[2])
    if wanted["language"]:
        articles = articles.filter(language=wanted["language"])
    if wanted["triage"]:
        waiting = Exists(Claim.objects.candidates().filter(article=OuterRef("pk")))
        articles = articles.filter(waiting if wanted["triage"] == "open" else ~waiting)
    if wanted["order"]:
        articles = articles.order_by(*ORDERS[wanted["order"]])
    return articles.with_claim_counts().select_related("added_by").defer("text")


def _row(article: Any) -> dict[str, Any]:
    """An article with its counts, as the table shows it."""
    decided = article.accepted_count + article.dismissed_count
    return {
        "article": article,
        "language": presenting.language_name(article.language),
        "direction": presenting.direction(article.language),
        "open": article.candidate_count,
        "decided": decided,
        "total": decided + article.candidate_count,
    }
