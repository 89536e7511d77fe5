"""Error pages a person can act on, for the web; the API's are in `problems.py`."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck import exceptions

log = logging.getLogger(__name__)


def page(request: HttpRequest, *, status: int, message: str, unsaved: str = "") -> HttpResponse:
    """Render `errors/<status>.html`, or the general page where there is none for it.

    `unsaved` is what was written and not saved, to be copied from there.
    """
    names = [f"errors/{status}.html", "errors/400.html"]
    context = {"status": status, "message": message, "unsaved": unsaved}
    return render(request, names, context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Seen by people who signed in again in another tab. Their words are shown, not sent on: the
    form may be somebody else's, and one click on our page would be what its maker wants."""
    message = _(
        "This form was opened in another session, or cookies are blocked. Nothing was saved. "
        "Copy what you wrote, open the page again and send it from there."
    )
    unsaved = _written(request) if request.user.is_authenticated else ""
    return page(request, status=HTTPStatus.FORBIDDEN, message=message, unsaved=unsaved)


def _written(request: HttpRequest) -> str:
    """The longer texts of a form; no password, no token, no number of a choice."""
    names = [each for each in request.POST if "password" not in each and "token" not in each]
    texts = [text for name in names for text in request.POST.getlist(name) if " " in text.strip()]
    return "\n\n".join(texts)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = _(
        "The server could not read this request. Go back, check the form and send it again."
    )
    if isinstance(exception, RequestDataTooBig):
        message = _("This is more than can be sent at once. Nothing was saved. Send less.")
        return page(request, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message=message)
    return page(request, status=HTTPStatus.BAD_REQUEST, message=message)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = _("There is nothing at this address. It may have been moved or mistyped.")
    return page(request, status=HTTPStatus.NOT_FOUND, message=message)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = _("Your role does not allow this. Ask an editor or an admin of the desk.")
    return page(request, status=HTTPStatus.FORBIDDEN, message=str(exception) or message)


def too_many(request: HttpRequest) -> HttpResponse:
    message = _("That was more than this desk takes at once. Wait a minute, then try again.")
    return page(request, status=HTTPStatus.TOO_MANY_REQUESTS, message=message)


def server_error(request: HttpRequest) -> HttpResponse:
    message = _("Something broke on our side. It has been logged; what you saved before is safe.")
    return page(request, status=HTTPStatus.INTERNAL_SERVER_ERROR, message=message)


class DeskErrors:
    """Turns a domain refusal that a view did not handle itself into a page with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Django puts � in place of what is not UTF-8: words would be stored damaged."""
        if not _is_damaged(request):
            return None
        message = _(
            "This form was not sent as UTF-8, so some of its letters cannot be told. Nothing was "
            "saved. Go back and send it from a browser, or as UTF-8."
        )
        return page(request, status=HTTPStatus.BAD_REQUEST, message=message)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, exceptions.DeskError):
            return page(request, status=exception.status, message=str(exception))
        if _asks_nonsense_of_the_admin(request, exception):
            log.warning("The admin cannot answer %r: %r", request.get_full_path(), exception)
            return bad_request(request, exception)
        return None


def _is_damaged(request: HttpRequest) -> bool:
    """Whether a form holds bytes that are no UTF-8; people may write a � on purpose."""
    if request.content_type != "application/x-www-form-urlencoded":
        return False
    doubtful = any("\ufffd" in "".join(values) for _name, values in request.POST.lists())
    try:
        (unquote_to_bytes(request.body) if doubtful else request.body).decode()
    except UnicodeDecodeError:
        return True
    return False


def _asks_nonsense_of_the_admin(request: HttpRequest, exception: Exception) -> bool:
    """Django's lists take any lookup from the address, and not all of them check its value:
    `?status__exact=%00` and `?created_at__year=-1` end in an exception."""
    reads = request.method in ("GET", "HEAD") and request.path.startswith(reverse("admin:index"))
    return reads and isinstance(exception, DataError | OverflowError | ValueError)
