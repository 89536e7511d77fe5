"""What anybody may read: the archive, a fact-check with its sources, the method, the feeds."""

import hashlib
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from reviews.models import Policy, Publication, Rating, RatingScale
from reviews.models.publication import PublicationQuerySet
from reviews.publishing import desk, feeds, reading, search
from reviews.publishing.claimreview import address

PER_PAGE = 20
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class ArchiveForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=500)
    rating = forms.ChoiceField(label=_("Rating"), required=False)
    claimant = forms.CharField(label=_("Who said it"), required=False, max_length=300)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict; django-stubs want a dict
        words = Rating.objects.order_by("position").values_list("word", flat=True)
        choices = [("", _("Any")), *((word, word) for word in dict.fromkeys(words))]
        self.fields["rating"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def narrow(self, publications: PublicationQuerySet) -> PublicationQuerySet:
        if not self.is_valid():
            return publications.none()
        asked = self.cleaned_data
        if asked["rating"]:
            publications = publications.filter(rating_word=asked["rating"])
        if asked["claimant"]:
            publications = publications.filter(claimant__icontains=asked["claimant"])
        return search.matching(publications, asked["q"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect("public:archive")


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    form = ArchiveForm(request.GET)
    found = form.narrow(Publication.objects.public().live())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, each.latest.content) for each in page if each.latest],
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.BAD_REQUEST
    return render(request, "public/archive.html", context, status=status)


@require_safe
def fact_check(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    page = reading.page(slug, number=number)
    gone = page.retracted and page.current
    zone = timezone.get_current_timezone_name()
    etag = page.tag(get_language() or "", zone, static("css/reader.css"))
    if not gone and (unchanged := _unchanged(request, etag)):
        return unchanged
    context = {
        "page": page,
        "document": page.document,
        "lasting": number is not None,  # the address of one version, not of the fact-check
        "markup": "" if gone or number else _data_block(page.version.claimreview),
        "address": address(slug, site=desk.site()),
        "readable_address": f"{settings.SITE_URL}/fact-checks/{slug}/",
        "contact": settings.CONTACT_EMAIL,
    }
    status = HTTPStatus.GONE if gone else HTTPStatus.OK
    response = render(request, "public/fact_check.html", context, status=status)
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)  # keep it, but ask each time: flags appear
    return response


def _unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """304 with the headers a cache needs, where the reader has this very page already."""
    bare = HttpResponse(headers={"ETag": etag, "Cache-Control": "no-cache"})
    response = get_conditional_response(request, etag=etag, response=bare)
    return response if response is not None and response is not bare else None


@require_safe
def evidence(request: HttpRequest, slug: str, n: int, number: int | None = None) -> HttpResponse:
    """The kept copy of one source, with the quote marked where it stands."""
    page = reading.page(slug, number=number)
    cited = next((each for each in page.cited if each.published["number"] == n), None)
    if cited is None:
        raise Http404
    text = cited.now.snapshot.text if cited.now.snapshot else ""
    start, end = cited.published["start"] or 0, cited.published["end"] or 0
    # The passage in its context; the whole page is its author's, and the desk's to look at.
    around = settings.PUBLIC_CONTEXT_CHARACTERS
    context = {
        "page": page,
        "document": page.document,
        "cited": cited,
        "before": text[max(0, start - around) : start],
        "quote": text[start:end],
        "after": text[end : end + around],
        "cut_before": start > around,
        "cut_after": end + around < len(text),
    }
    return render(request, "public/evidence.html", context)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    scales = RatingScale.objects.prefetch_related("ratings").order_by("-active", "name", "-version")
    context = {"policies": Policy.objects.all(), "scales": scales}
    return render(request, "public/method.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    url = f"{settings.SITE_URL}{reverse('public:feed')}"
    body = feeds.atom(feeds.newest(), site=desk.site(), feed_url=url).encode()
    return _cacheable(request, body, content_type="application/atom+xml; charset=utf-8")


@require_safe
def data_feed(request: HttpRequest) -> HttpResponse:
    body = feeds.data_feed(feeds.newest(), site=desk.site())
    return _cacheable(request, body, content_type="application/json")


def _cacheable(request: HttpRequest, body: bytes, *, content_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=60)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _data_block(json: str) -> SafeString:
    """JSON for a script element: escaped so that no text in it can end the element."""
    return mark_safe(json.translate(ESCAPES))  # noqa: S308 - <, > and & are gone
