"""What anybody may read: the archive, a fact-check with its sources, the feeds."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from reviews.api import conditional
from reviews.models import ChangeKind, Publication, Rating, Topic
from reviews.models.publication import PublicationQuerySet
from reviews.publishing import data_commons, desk, feeds, reading, search, serving
from reviews.publishing.claimreview import address
from reviews.web import leafing

PER_PAGE = 20
CHANGES = [(kind, kind.label) for kind in ChangeKind if kind is not ChangeKind.RETRACTION]
MOST_FORM = 80  # characters that name what was rendered
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class ArchiveForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=500)
    rating = forms.ChoiceField(label=_("Rating"), required=False)
    claimant = forms.CharField(label=_("Who said it"), required=False, max_length=300)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    change = forms.ChoiceField(
        label=_("Version"), required=False, choices=[("", _("Any")), *CHANGES]
    )

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict; django-stubs want a dict
        words, topics = _offered()
        self._offer("rating", [(word, word) for word in words])
        if topics:
            self._offer("topic", topics)
        else:
            del self.fields["topic"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Any")), *choices]

    def narrow(self, publications: PublicationQuerySet) -> PublicationQuerySet:
        if not self.is_valid():
            return publications.none()
        asked = self.cleaned_data
        if asked["rating"]:
            publications = publications.filter(rating_word=asked["rating"])
        if asked["claimant"]:
            publications = publications.filter(claimant__icontains=asked["claimant"])
        if asked.get("topic"):
            publications = publications.filter(topic_slugs__contains=[asked["topic"]])
        if asked["change"]:
            publications = publications.filter(latest__kind=asked["change"])
        return search.matching(publications, asked["q"])


def _offered() -> tuple[list[str], list[tuple[str, str]]]:
    """The words of the scales, each once, and the topics. One query."""
    words = Rating.objects.values(slug=Value(""), label=F("word"), place=F("position"))
    topics = Topic.objects.values("slug", label=F("name"), place=Value(0))
    rows = list(words.order_by().union(topics.order_by(), all=True).order_by("place", "label"))
    offered = [(each["slug"], each["label"]) for each in rows]
    told = dict.fromkeys(label for slug, label in offered if not slug)
    return list(told), [(slug, name) for slug, name in offered if slug]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect("public:archive")


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    form = ArchiveForm(request.GET)
    found = form.narrow(Publication.objects.public().live().defer("latest__claimreview"))
    searching = bool(search.terms(request.GET.get("q", "")))
    asked = request.GET.get("page")
    leaf = leafing.turn(found, page=asked, per_page=PER_PAGE, counting=not searching)
    context = {
        "form": form,
        "leaf": leaf,
        "rows": [(each, each.latest.content) for each in leaf.rows if each.latest],
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.BAD_REQUEST
    return render(request, "public/archive.html", context, status=status)


@require_safe
def fact_check(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    found = _look(slug, number, "page")
    gone = found.retracted and number in (None, found.number)

    def render(page: reading.Page) -> str:
        return _drawn("public/fact_check.html", _fact_check(page, number), path=request.path)

    return _served(request, found, render, number=number, gone=gone)


@require_safe
def evidence(request: HttpRequest, slug: str, n: int, number: int | None = None) -> HttpResponse:
    """The kept copy of one source, with the quote marked where it stands."""

    def render(page: reading.Page) -> str:
        cited = next((each for each in page.cited if each.published["number"] == n), None)
        if cited is None:
            raise Http404
        return _drawn("public/evidence.html", _evidence(page, cited), path=request.path)

    return _served(request, _look(slug, number, f"evidence {n}"), render, number=number)


def _look(slug: str, number: int | None, what: str) -> serving.Look:
    """Raises NothingHere. One query, of language and time zone besides."""
    version = f"v{number}" if number is not None else "latest"
    reader = f"{get_language()} {timezone.get_current_timezone_name()}"
    found = serving.look(slug, form=f"{what} {version} {reader}"[:MOST_FORM])
    if number is not None and not 1 <= number <= found.number:
        raise reading.NothingHere(gettext("This fact-check has no version of that number."))
    return found


def _served(
    request: HttpRequest,
    found: serving.Look,
    render: Callable[[reading.Page], str],
    *,
    number: int | None,
    gone: bool = False,
) -> HttpResponse:
    keys = serving.keys(found.slug, found.number if number is None else number)
    if not gone and (answer := conditional.unchanged(request, etag=found.etag, keys=keys)):
        return answer
    etag, body = serving.body(found, render=render, now=timezone.now(), number=number)
    status = HTTPStatus.GONE if gone else HTTPStatus.OK
    return conditional.label(HttpResponse(body, status=status), etag=etag, keys=keys)


def _fact_check(page: reading.Page, number: int | None) -> dict[str, Any]:
    gone = page.retracted and page.current
    slug = page.publication.slug
    return {
        "page": page,
        "document": page.document,
        "lasting": number is not None,  # the address of one version, not of the fact-check
        "markup": "" if gone or number else _data_block(page.version.claimreview),
        "address": address(slug, site=desk.site()),
        "readable_address": f"{settings.SITE_URL}/fact-checks/{slug}/",
        "contact": settings.CONTACT_EMAIL,
    }


def _evidence(page: reading.Page, cited: reading.Cited) -> dict[str, Any]:
    text = cited.now.snapshot.text if cited.now.snapshot else ""
    start, end = cited.published["start"] or 0, cited.published["end"] or 0
    # The passage in its context; the whole page is its author's, and the desk's to look at.
    around = settings.PUBLIC_CONTEXT_CHARACTERS
    return {
        "page": page,
        "document": page.document,
        "cited": cited,
        "before": text[max(0, start - around) : start],
        "quote": text[start:end],
        "after": text[end : end + around],
        "cut_before": start > around,
        "cut_after": end + around < len(text),
    }


def _drawn(template: str, context: dict[str, Any], *, path: str) -> str:
    """As a stranger sees it, whoever asked first: these very bytes are for everybody."""
    stranger = HttpRequest()
    stranger.path = stranger.path_info = path
    stranger.user = AnonymousUser()
    return render_to_string(template, context, stranger)


@require_safe
def data_feed(request: HttpRequest) -> HttpResponse:
    body = data_commons.feed(
        feeds.newest(),
        site=desk.site(),
        licence=settings.LICENSE,
        as_duke=data_commons.duke_is_asked(request.GET),
    )
    return _cacheable(request, body, content_type="application/json")


def _cacheable(request: HttpRequest, body: bytes, *, content_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=60)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _data_block(json: str) -> SafeString:
    """JSON for a script element: escaped so that no text in it can end the element."""
    return mark_safe(json.translate(ESCAPES))  # noqa: S308 - <, > and & are gone
