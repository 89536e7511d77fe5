"""The sample web: served by the desk itself, for development, on a host name of its own."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from reviews.samples.pages import PAGES

PREFIX = "sample-web"


def address(name: str) -> str:
    """Where the page `name` is, on the host that `FACTCHECK_SAMPLE_WEB` names."""
    return f"{settings.SAMPLE_WEB}/{PREFIX}/{name}"


def answer(name: str, *, as_cited: bool) -> tuple[int, str]:
    """Status and HTML of a page, as it was when it was cited or as it is now."""
    page = PAGES.get(name)
    if page is None:
        return 404, "<!doctype html><title>Not found</title><p>No such sample page."
    text = page.then if as_cited else page.now
    if text is None:
        return 410, "<!doctype html><title>Gone</title><p>This sample page was taken down."
    direction = "rtl" if page.language == "ar" else "ltr"
    context = {"page": page, "text": text, "direction": direction}
    return 200, render_to_string("sample_web.html", context)


def show(request: HttpRequest, name: str) -> HttpResponse:
    """As it is now. 404 unless the request came to the sample web's own host name."""
    host = urlsplit(settings.SAMPLE_WEB).netloc
    if not host or request.get_host() != host:
        raise Http404
    status, html = answer(name, as_cited=False)
    return HttpResponse(html, status=status)
