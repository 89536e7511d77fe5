"""Google Fact Check Tools v1alpha1 `claims:search`, for its clients unmodified.

Discovery revision 20240929; errors as AIP-193 has them.
"""

import math
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.db.models import DateTimeField, Q
from django.db.models.functions import Cast, Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.views import APIView

from factcheck import quotas
from reviews.api import google_params
from reviews.api.google_params import BadParameter, Params
from reviews.models import Publication
from reviews.models.publication import PublicationQuerySet
from reviews.publishing import desk
from reviews.publishing import document as documents
from reviews.publishing import search as searching
from reviews.publishing.claimreview import Json, Site, address, claim_author

ANY_AGE = 365 * 1000  # days; beyond what is asked is no limit, and dates before year 1 do not exist


@csrf_exempt
def search(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return not_found(request)
    quota = quotas.OfStrangers()
    if not quota.allow_request(Request(request), APIView()):
        return _too_many(quota.wait())
    try:
        asked = google_params.parse(request.GET)
        body = answer(asked, site=desk.site(), now=timezone.now())
    except BadParameter as wrong:
        return _error(HTTPStatus.BAD_REQUEST, "INVALID_ARGUMENT", str(wrong), wrong.field)
    return _json(body, pretty=asked.pretty)


@csrf_exempt
def not_found(request: HttpRequest) -> HttpResponse:
    message = f"There is no method {request.method} {request.path}; claims:search is answered here."
    return _error(HTTPStatus.NOT_FOUND, "NOT_FOUND", message)


def answer(asked: Params, *, site: Site, now: datetime) -> Json:
    """Best match first, then the newest; the token says after which row the next page starts."""
    found = _matching(asked, site=site, now=now)
    if asked.token:
        found = found.filter(_after(google_params.unseal(asked)))
        rows = list(found[: asked.page_size + 1])
    else:
        rows = list(found[asked.offset : asked.offset + asked.page_size + 1])
    body: Json = {}
    if rows:
        body["claims"] = [claim(each, site=site) for each in rows[: asked.page_size]]
    if len(rows) > asked.page_size:
        last = rows[asked.page_size - 1]
        place = [getattr(last, "hits", 0), last.first_published_at.isoformat(), last.pk]
        body["nextPageToken"] = google_params.seal(asked, place)
    return body


def claim(publication: Publication, *, site: Site) -> Json:
    """A `Claim` of the discovery document; what is unknown is left out, as protobuf JSON does."""
    assert publication.latest is not None, "`public()` leaves out what was never published"
    content = publication.latest.content
    said, rating = content["claim"]["statement"], content["rating"]["word"]
    author, published_on = claim_author(content), content["article"]["published_on"]
    review = {
        "publisher": {"name": site.name, "site": _host(site)},
        "url": address(publication.slug, site=site),
        "title": f"{rating}: {said}",
        "reviewDate": documents.moment(publication.first_published_at),
        "textualRating": rating,
        "languageCode": content["language"],
    }
    made = {
        "text": said,
        "claimant": author["name"] if author else None,
        "claimDate": f"{published_on}T00:00:00Z" if published_on else None,
        "claimReview": [review],
    }
    return {key: value for key, value in made.items() if value is not None}


def _matching(asked: Params, *, site: Site, now: datetime) -> PublicationQuerySet:
    found = Publication.objects.public().live()
    if asked.site and not _is_ours(asked.site, site):
        return found.none()
    if asked.language:
        same = Q(language__iexact=asked.language)
        found = found.filter(same | Q(language__istartswith=f"{asked.language}-"))
    if 0 < asked.max_age_days < ANY_AGE:
        claimed = Coalesce(Cast("claimed_on", DateTimeField()), "first_published_at")
        oldest = now - timedelta(days=asked.max_age_days)
        found = found.alias(newest=Greatest(claimed, "first_published_at")).filter(
            newest__gte=oldest
        )
    if searching.terms(asked.query):
        return searching.matching(found, asked.query)
    return found.none() if asked.query else found.order_by(*searching.NEWEST)


def _after(place: list[Any]) -> Q:
    """Rows behind `place`: (hits, first_published_at, pk), in the order of `_matching`."""
    hits, published, pk = place
    older = Q(first_published_at__lt=published) | Q(first_published_at=published, pk__lt=pk)
    return (Q(hits__lt=hits) | (Q(hits=hits) & older)) if hits else older


def _host(site: Site) -> str:
    return (urlsplit(site.url).hostname or "").removeprefix("www.")


def _is_ours(wanted: str, site: Site) -> bool:
    host = _host(site)
    return host == wanted or host.endswith(f".{wanted}")


def _error(status: HTTPStatus, word: str, message: str, field: str = "") -> HttpResponse:
    error: Json = {"code": int(status), "message": message, "status": word}
    if field:
        violation = {"field": field, "description": message}
        kind = "type.googleapis.com/google.rpc.BadRequest"
        error["details"] = [{"@type": kind, "fieldViolations": [violation]}]
    return _json({"error": error}, status=status)


def _too_many(wait: float | None) -> HttpResponse:
    """`wait`: seconds until the next request is answered."""
    message = "Quota exceeded: too many requests a minute. Wait for Retry-After seconds."
    response = _error(HTTPStatus.TOO_MANY_REQUESTS, "RESOURCE_EXHAUSTED", message)
    response["Retry-After"] = str(math.ceil(wait or 1))
    return response


def _json(body: Json, *, pretty: bool = True, status: int = HTTPStatus.OK) -> HttpResponse:
    option = orjson.OPT_INDENT_2 if pretty else None
    response = HttpResponse(orjson.dumps(body, option=option), status=status)
    response["Content-Type"] = "application/json; charset=UTF-8"
    response["Access-Control-Allow-Origin"] = "*"  # public data, no cookies read
    return response
