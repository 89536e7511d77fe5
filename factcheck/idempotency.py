"""`Idempotency-Key`: the same POST sent twice is done once, as
draft-ietf-httpapi-idempotency-key-header-07 has it.

What was done and what was answered are committed together: whoever is killed in between has done
nothing, and the key is free again when its lease ends. Where a view must not hold a transaction,
because it waits for a page of the web (`reaches_out`), the answer is kept right after.

Refusals (4xx, 5xx) are not kept: nothing was done, so sending it again asks again.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from factcheck import problems, quotas
from factcheck.accounts import calls
from factcheck.accounts.authentication import ApiKeyAuthentication
from factcheck.accounts.models import ApiKey, Call, User

PREFIX = "/api/v1/"
LEASE = timedelta(seconds=180)
"""Longer than any request takes: workers of the server are ended before."""
KEY = re.compile(r'"(?P<quoted>[ !#-\[\]-~]{1,255})"|(?P<bare>[!#-+\--~]{1,255})')
"""A string of RFC 8941, as the draft asks; a bare word, as most programs send it."""
ANSWERED_ONCE = 0
"""In place of a status: what was answered is not kept."""
HEADERS = ("Content-Type", "Location", "ETag", "Link")


@dataclass(frozen=True)
class Caller:
    """Whose key it is: each API key, each person at a browser, and strangers have their own."""

    owner: User | None
    api_key: ApiKey | None


@dataclass(frozen=True)
class Work:
    view: Callable[[], Any]
    atomic: bool
    secret: bool


class Taken(Exception):
    """The lease ended while the work was going on, and somebody else has it now."""


class Once:
    """Middleware, the innermost: in place of the view it runs it, or answers as it did before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        sent = request.headers.get("Idempotency-Key")
        if sent is None or request.method != "POST" or not request.path.startswith(PREFIX):
            return None
        try:
            caller, found = _caller(request), KEY.fullmatch(sent.strip())
            if found is None:
                return _unusable_key()
            fingerprint = _fingerprint(request, view)
        except AuthenticationFailed:
            return None  # the view says so
        except RequestDataTooBig:
            return problems.plain(413, "too-large", _("The body is too large."))
        except (MultiPartParserError, SuspiciousOperation):
            return problems.plain(400, "parse-error", _("The body is no form with files."))
        key = found["quoted"] or found["bare"]
        call = _claim(caller, key, fingerprint, now=timezone.now())
        if isinstance(call, Call):
            work = Work(
                lambda: view(request, *args, **kwargs),
                atomic=not _named(view, "reaches_out"),
                secret=_named(view, "shows_secret"),
            )
            return _run(call, work)
        return call if _within_quota(request) else None


@transaction.atomic
def _claim(caller: Caller, key: str, fingerprint: str, *, now: datetime) -> Call | HttpResponse:
    """The call to run, leased; or what to answer in its place.

    Of two at once one inserts; the other waits for it here, and then sees its row.
    """
    values = {"fingerprint": fingerprint, "made_at": now, "leased_until": now + LEASE}
    whose = {"owner": caller.owner, "api_key": caller.api_key, "key": key}
    Call.objects.filter(**_matching(whose), made_at__lt=now - calls.KEPT_FOR).delete()
    fresh = Call(**whose, **values)
    Call.objects.bulk_create([fresh], ignore_conflicts=True)
    call = Call.objects.select_for_update(of=("self",)).get(**_matching(whose))
    if call.fingerprint != fingerprint:
        return _used_for_another()
    if call.status is not None:
        return _replayed(call)
    is_ours = call.leased_until == values["leased_until"] and call.made_at == now
    if not is_ours and call.leased_until > now:
        return _at_work(call, now)
    call.leased_until = now + LEASE
    call.save(update_fields=["leased_until"])
    return call


def _matching(whose: dict[str, Any]) -> dict[str, Any]:
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in whose.items()
    }


def _run(call: Call, work: Work) -> HttpResponseBase:
    """The view's answer, kept; or, where it refuses, all of it taken back and the key freed."""
    try:
        with ExitStack() as held:
            if work.atomic:
                held.enter_context(transaction.atomic())
            response = work.view()
            if hasattr(response, "render"):
                response.render()
            done = response.status_code < 400
            if done:
                _keep(call, response, secret=work.secret)
            elif work.atomic:
                transaction.set_rollback(True)
    except Taken:
        return _at_work(call, timezone.now())
    except BaseException:
        _free(call)
        raise
    if not done:
        _free(call)
    return response  # type: ignore[no-any-return]


def _keep(call: Call, response: HttpResponse, *, secret: bool) -> None:
    """An answer that shows a secret once is not kept: only that it was given."""
    told = {name: response[name] for name in HEADERS if name in response}
    kept = Call.objects.filter(pk=call.pk, leased_until=call.leased_until, status=None).update(
        status=ANSWERED_ONCE if secret else response.status_code,
        headers=told,
        body=b"" if secret else response.content,
    )
    if not kept:
        raise Taken


def _free(call: Call) -> None:
    Call.objects.filter(pk=call.pk, leased_until=call.leased_until, status=None).delete()


def _caller(request: HttpRequest) -> Caller:
    """Raises AuthenticationFailed."""
    found = ApiKeyAuthentication().authenticate(Request(request))
    if found is not None:
        return Caller(*found)
    return Caller(request.user if isinstance(request.user, User) else None, None)


def _fingerprint(request: HttpRequest, view: Any) -> str:
    """SHA-256 of where it goes and what it says; of forms what is in them, since no two are
    written alike. Raises what reading a body raises."""
    digest = hashlib.sha256(f"{request.get_full_path()}\n{request.content_type}\n".encode())
    takes_files = MultiPartParser in getattr(getattr(view, "cls", None), "parser_classes", ())
    if not (takes_files and request.content_type == "multipart/form-data"):
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for each in files:
            digest.update(repr((name, each.name, each.size)).encode())
            for chunk in each.chunks():
                digest.update(chunk)
            each.seek(0)
    return digest.hexdigest()


def _named(view: Any, trait: str) -> bool:
    """Whether the class of the view says this of its POST: `reaches_out` (it may fetch from the
    web while the caller waits), `shows_secret`."""
    named: frozenset[str] = getattr(getattr(view, "cls", None), trait, frozenset())
    return getattr(view, "actions", {}).get("post", "post") in named


def _within_quota(request: HttpRequest) -> bool:
    """Answers from here count too; beyond the quota the view refuses as ever."""
    counted = Request(request, authenticators=[ApiKeyAuthentication()])
    if request.user.is_authenticated:
        counted.user = request.user
    return all(each().allow_request(counted, None) for each in quotas.ALL)


def _replayed(call: Call) -> HttpResponse:
    assert call.status is not None
    if call.status == ANSWERED_ONCE:
        message = _("This was done. The answer held a secret, which is shown once and not kept.")
        return problems.plain(409, "answered-once", message)
    headers = {**call.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(bytes(call.body), status=call.status, headers=headers)


def _at_work(call: Call, now: datetime) -> HttpResponse:
    answer = problems.plain(
        409,
        "already-running",
        _("A request with this Idempotency-Key is at work. Ask again in a moment."),
    )
    answer["Retry-After"] = str(max(1, min(5, int((call.leased_until - now).total_seconds()))))
    return answer


def _used_for_another() -> HttpResponse:
    message = _("This Idempotency-Key was used for another request. Make a new one for each.")
    return problems.plain(422, "idempotency-key-reused", message, [("Idempotency-Key", message)])


def _unusable_key() -> HttpResponse:
    message = _("Send 1 to 255 printable ASCII characters, such as a UUID, with or without quotes.")
    return problems.plain(400, "invalid-input", message, [("Idempotency-Key", message)])
