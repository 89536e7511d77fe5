"""Pages about the desk, as readers see them; beneath the words what the desk's data say."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from reviews.models import PageName, PageText, Policy, RatingScale
from reviews.readers import outcomes, pages


@require_safe
def page(request: HttpRequest, name: PageName) -> HttpResponse:
    """In the reader's language if there is one; `?version=` of it, `?language=` another."""
    language = request.GET.get("language") or get_language() or settings.LANGUAGE_CODE
    text = _text(request, name, language)
    context = {
        "name": name,
        "text": text,
        # sanitised by `rationale.render`
        "html": mark_safe(pages.html(text.markdown)) if text else "",  # noqa: S308
        "versions": pages.versions(text) if text else [],
        "older": "version" in request.GET,
        **_data(name),
    }
    return render(request, "public/page.html", context)


def _text(request: HttpRequest, name: PageName, language: str) -> PageText | None:
    """404 for a version that there is not; None for a page that nobody has written."""
    shown = pages.shown(name, language=language)
    asked = request.GET.get("version")
    if asked is None:
        return shown
    if shown is None or not (asked.isascii() and asked.isdecimal() and len(asked) < 9):
        raise Http404
    try:
        return pages.version(name, language=shown.language, number=int(asked))
    except PageText.DoesNotExist:
        raise Http404 from None


def _data(name: PageName) -> dict[str, Any]:
    scales = RatingScale.objects.prefetch_related("ratings").order_by("-active", "name", "-version")
    if name is PageName.METHOD:
        return {"policies": Policy.objects.all(), "scales": scales}
    if name is PageName.SCALE:
        return {"scales": scales}
    if name is PageName.CORRECTIONS:
        counted = outcomes.disputes()
        return {"disputes": [(status.label, n) for status, n in counted.items()]}
    return {}
