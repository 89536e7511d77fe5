"""What other sites take of a fact-check: its picture, its card, oEmbed, and references to it."""

from http import HTTPStatus

import orjson
from csp.decorators import csp_replace
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from factcheck.exceptions import DeskError, InvalidInput
from reviews.models import PublishedVersion
from reviews.publishing import citing, desk, embedding, picture, reading, versions
from reviews.publishing.claimreview import address
from reviews.publishing.embedding import Room
from reviews.web import answering

REFERENCES = {
    "bib": (citing.bibtex, "application/x-bibtex; charset=utf-8"),
    "csl.json": (citing.csl, "application/vnd.citationstyles.csl+json"),
    "txt": (citing.plain, "text/plain; charset=utf-8"),
}


class NotOffered(DeskError):
    """oEmbed knows this refusal: the consumer asks again in another format."""

    status = HTTPStatus.NOT_IMPLEMENTED
    code = "not-offered"


class Asked(forms.Form):
    url = forms.CharField(max_length=2_000, strip=True)
    maxwidth = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    maxheight = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    format = forms.CharField(required=False)


@require_safe
def share_picture(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Of one version: the same bytes for good."""
    version = _version(slug, number)
    drawn = picture.of(version, site=desk.site())
    return answering.cacheable(
        request,
        picture.png(drawn),
        content_type="image/png",
        changed=version.published_at,
        seconds=answering.FOREVER,
    )


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "script-src": ["'none'"]})  # type: ignore[arg-type] # its hint knows no view with arguments
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Framed by anybody: it sets no cookie, has no form and no script, and tells what is so now."""
    page = reading.page(slug)
    context = {
        "page": page,
        "document": page.document,
        "address": address(slug, site=desk.site()),
    }
    response = render(request, "public/card.html", context)
    patch_cache_control(response, public=True, max_age=answering.FRESH)
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """`url`, `maxwidth`, `maxheight`, `format` (json or xml), as oEmbed 1.0 has them."""
    form = Asked(request.GET)
    if not form.is_valid():
        field = next(iter(form.errors))
        raise InvalidInput(f"{field}: {form.errors[field][0]}", field=field)
    asked = form.cleaned_data
    wanted = asked["format"] or "json"
    if wanted not in ("json", "xml"):
        raise NotOffered(_("There are the formats json and xml."), field="format")
    site = desk.site()
    publication = reading.find(embedding.slug_of(asked["url"], site=site))
    room = Room(width=asked["maxwidth"], height=asked["maxheight"])
    told = embedding.answer(publication, site=site, room=room)
    if wanted == "xml":
        body = embedding.as_xml(told).encode()
        return answering.cacheable(request, body, content_type="text/xml; charset=utf-8")
    return answering.cacheable(request, orjson.dumps(told), content_type="application/json")


@require_safe
def reference(
    request: HttpRequest, slug: str, form: str, number: int | None = None
) -> HttpResponse:
    """The latest version, or version `number`; what is cited is always a version."""
    version = _version(slug, number)
    write, content_type = REFERENCES[form]
    cited = citing.of(version, site=desk.site())
    response = answering.cacheable(request, write(cited), content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{cited.key}.{form}"'
    return response


def _version(slug: str, number: int | None) -> PublishedVersion:
    """Raises NothingHere."""
    if number is not None:
        return versions.numbered(slug, number)
    return versions.every(slug)[0]
