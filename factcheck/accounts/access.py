"""Sign-in for desk pages, losing nothing when a session ends in the middle of a form."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from allauth.account.internal.templatekit import get_entrance_context_data
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from factcheck.accounts.forms import SignInForm
from factcheck.accounts.models import User

P = ParamSpec("P")
SALT = "factcheck.accounts.resume"
NEVER_CARRIED = {"csrfmiddlewaretoken", "password"}


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
    htmx: HtmxDetails


def signed_in(
    view: Callable[Concatenate[Any, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A GET of a stranger goes to sign-in and back. A POST whose session has ended is answered
    401 with a sign-in form that carries what was written (signed, so that it comes back unaltered)
    and offers to send it again."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        return _ask_to_sign_in(request)

    return wrapper


def pack(request: HttpRequest) -> str:
    """The words of a form and where they were going, as one signed text."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NEVER_CARRIED
        for value in values
    ]
    return signing.dumps(
        {"path": request.get_full_path(), "fields": fields}, salt=SALT, compress=True
    )


def unpack(packed: str, *, max_age: int = 24 * 3600) -> dict[str, Any]:
    """Raises signing.BadSignature for anything `pack` did not make within `max_age` seconds."""
    words: dict[str, Any] = signing.loads(packed, salt=SALT, max_age=max_age)
    return words


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    context = {
        **get_entrance_context_data(request),
        "form": SignInForm(request=request),
        "resume": pack(request),
        "had_files": bool(request.FILES),
    }
    return render(request, "registration/login.html", context, status=HTTPStatus.UNAUTHORIZED)
