"""`pages`: anybody reads ours and those of others; a key with the scope `import` writes others'."""

from http import HTTPStatus
from typing import IO, Any, cast

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from factcheck import parsing
from factcheck.accounts.authentication import ApiKeyAuthentication
from factcheck.accounts.models import ApiKey, Scope, User
from factcheck.exceptions import DeskError
from reviews.api import google_markup, google_params, google_search
from reviews.api.google_answers import STATUS, BadParameter, Refusal
from reviews.api.google_params import PageParams
from reviews.foreign import pages, values
from reviews.foreign.pages import Provenance
from reviews.models import ForeignOrigin, ForeignPage, Publication
from reviews.publishing import desk
from reviews.publishing.claimreview import Json, Site

OWN, OTHER = "own", "other"
WORDS = {pages.AlreadyThere.code: "ALREADY_EXISTS", pages.StaleVersion.code: "ABORTED"}


def listed(asked: PageParams, *, site: Site) -> Json:
    """At most one page for a `url`; the pages of an organization with a token for the next."""
    if asked.url:
        page = _at(asked.url, site=site)
        return {"claimReviewMarkupPages": [page]} if page else {}
    after = google_params.unseal(asked) if asked.token else None
    rows = _of(asked, after, site=site)
    body: Json = {}
    if rows:
        body["claimReviewMarkupPages"] = [_told(each) for each in rows[: asked.page_size]]
    if len(rows) > asked.page_size:
        last = rows[asked.page_size - 1]
        kind = OWN if isinstance(last, Publication) else OTHER
        body["nextPageToken"] = google_params.seal(asked, [kind, last.pk])
    return body


def found(name: str) -> Json:
    kind, pk = _named(name)
    rows = _own() if kind == OWN else _others()
    row = rows.filter(pk=pk).first()
    if row is None:
        raise _missing(name)
    return _told(row)


def create(request: HttpRequest, sent: QueryDict) -> Json:
    google_params.known(sent, ())
    came = _came(request, sent)
    page = google_markup.sent(_body(request))
    try:
        row = pages.create(page, came)
    except DeskError as error:
        raise _refusal(error) from error
    return google_markup.theirs(row)


def update(request: HttpRequest, sent: QueryDict, name: str) -> Json:
    """Replace all of a page; with a `versionId`, only what was read at that version."""
    google_params.known(sent, ())
    came = _came(request, sent)
    pk = _writable(name)
    body = _body(request)
    page = google_markup.sent(body)
    if body.get("name", f"pages/{name}") != f"pages/{name}":
        raise BadParameter("name", "name has to be that of the address, or to be left out.")
    try:
        row = pages.replace(pk, page, came, version=_version(body))
    except ForeignPage.DoesNotExist:
        raise _missing(name) from None
    except DeskError as error:
        raise _refusal(error) from error
    return google_markup.theirs(row)


def delete(request: HttpRequest, sent: QueryDict, name: str) -> Json:
    google_params.known(sent, ())
    came = _came(request, sent)
    pk = _writable(name)
    assert came.by is not None, "a key acts as its owner"
    try:
        pages.forget(pk, by=came.by)
    except ForeignPage.DoesNotExist:
        raise _missing(name) from None
    except DeskError as error:
        raise _refusal(error) from error
    return {}


def _own() -> Any:
    return Publication.objects.public().live().order_by("-pk")


def _others() -> Any:
    return ForeignPage.objects.prefetch_related("checks").order_by("-pk")


def _told(row: Publication | ForeignPage) -> Json:
    if isinstance(row, ForeignPage):
        return google_markup.theirs(row)
    assert row.latest is not None, "`public()` leaves out what was never published"
    return google_markup.ours(row.latest)


def _of(asked: PageParams, after: list[Any] | None, *, site: Site) -> list[Any]:
    """Ours before others', each newest first; a page and one row more."""
    most = asked.page_size + 1
    own = _own() if google_search.is_ours(asked.site, site) else _own().none()
    others = _others().filter(pk__in=_pages_of(asked.site))
    if after is None:
        rows = list(own[asked.offset : asked.offset + most])
        left = max(asked.offset - own.count(), 0) if not rows else 0
        return rows + list(others[left : left + most - len(rows)])
    kind, pk = after
    rows = list(own.filter(pk__lt=pk)[:most]) if kind == OWN else []
    rest = others if kind == OWN else others.filter(pk__lt=pk)
    return rows + list(rest[: most - len(rows)])


def _pages_of(site: str) -> Any:
    return ForeignPage.objects.of_site(site).values("pk")


def _at(url: str, *, site: Site) -> Json | None:
    """The page at `url`, or at a more canonical form of it."""
    if google_search.is_ours(values.site(url), site):
        slug = _slug(url, site=site)
        own = _own().filter(slug=slug).first() if slug else None
        return _told(own) if own else None
    row = _others().filter(url__in=_forms(values.page(url))).first()
    return _told(row) if row else None


def _slug(url: str, *, site: Site) -> str:
    """Of an address of one of our fact-checks, whichever slash it ends with; "" of any other."""
    path = "/" + values.page(url).partition("://")[2].partition("/")[2].partition("?")[0]
    try:
        match = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return ""
    return str(match.kwargs.get("slug", "")) if match.view_name == "public:fact_check" else ""


def _forms(url: str) -> set[str]:
    """With and without `www.`, `https` and the last slash."""
    rest = url.partition("://")[2].removeprefix("www.")
    ends = {rest.rstrip("/"), rest.rstrip("/") + "/"}
    return {
        f"{scheme}://{www}{end}"
        for scheme in ("http", "https")
        for www in ("", "www.")
        for end in ends
    }


def _named(name: str) -> tuple[str, int]:
    kind, _dash, digits = name.partition("-")
    if kind not in (OWN, OTHER) or not digits.isascii() or not digits.isdecimal():
        raise _missing(name)
    if len(digits) > 18:  # beyond what a bigint can be
        raise _missing(name)
    return kind, int(digits)


def _writable(name: str) -> int:
    kind, pk = _named(name)
    if kind == OWN:
        message = "This page is published by this desk. Correct or retract it on the desk."
        raise Refusal(HTTPStatus.FORBIDDEN, message)
    return pk


def _missing(name: str) -> Refusal:
    return Refusal(HTTPStatus.NOT_FOUND, f"There is no page pages/{name[:80]}.")


def _came(request: HttpRequest, sent: QueryDict) -> Provenance:
    """Who writes: the owner of a key with the scope `import`.

    Google's clients send a key as `key` or as X-Goog-Api-Key; ours is best sent as
    `Authorization: Api-Key`, which no log of addresses keeps. Raises Refusal.
    """
    by = _owner(request, sent)
    now = timezone.now()
    return Provenance(
        by=by, now=now, origin=ForeignOrigin.API, at=f"{desk.site().url}/v1alpha1/pages"
    )


def _owner(request: HttpRequest, sent: QueryDict) -> User:
    given = request.headers.get("X-Goog-Api-Key") or sent.get("key") or sent.get("$key")
    if given and "Authorization" not in request.headers:
        request.META["HTTP_AUTHORIZATION"] = f"Api-Key {given}"
    try:
        known = ApiKeyAuthentication().authenticate(Request(request))
    except APIException as error:
        raise Refusal(HTTPStatus.UNAUTHORIZED, str(error.detail)) from error
    if known is None:
        message = "Send an API key of this desk: as Authorization: Api-Key …, or as key."
        raise Refusal(HTTPStatus.UNAUTHORIZED, message)
    user, key = known
    if not isinstance(key, ApiKey) or Scope.IMPORT not in key.scopes:
        raise Refusal(HTTPStatus.FORBIDDEN, f"This API key lacks the scope “{Scope.IMPORT}”.")
    return user


def _body(request: HttpRequest) -> Any:
    try:
        return parsing.Json().parse(cast(IO[Any], request))
    except APIException as error:
        status = HTTPStatus(error.status_code)
        raise Refusal(status, str(error.detail), field="page") from error


def _version(body: Json) -> int | None:
    said = body.get("versionId")
    if not said:
        return None
    if not said.isascii() or not said.isdecimal() or len(said) > 9:
        raise BadParameter("versionId", "versionId has to be the one you read.")
    return int(said)


def _refusal(error: DeskError) -> Refusal:
    """The fields of the domain under Google's names."""
    field = {"url": "pageUrl"}.get(error.field, error.field)
    word = WORDS.get(error.code, "") or STATUS[error.status]
    return Refusal(error.status, str(error), field=field, word=word)
