"""What anybody may tell the desk, without an account, a script or a cookie.

No view here acts with the rights of a session, so that a forged request could do nothing that
anybody may not do anyway: they need no CSRF token, and so set no cookie.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.exceptions import DeskError, InvalidInput
from reviews import readers
from reviews.models import PublishedVersion, ReaderReport
from reviews.reader_states import Told
from reviews.readers import following, receiving
from reviews.web import telling_forms

WAIT = "3600"


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """`?about=` names the fact-check it is about."""
    if request.method == "POST":
        return _sent(request, Told.ERROR, telling_forms.ReportForm(request.POST))
    about = request.GET.get("about", "")[: receiving.LONGEST_PLACE].replace("\0", "")
    return _page(request, Told.ERROR, telling_forms.ReportForm(initial=_fresh(about=about)))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _sent(request, Told.CLAIM, telling_forms.SuggestForm(request.POST))
    return _page(request, Told.CLAIM, telling_forms.SuggestForm(initial=_fresh()))


@never_cache
@require_safe
def told(request: HttpRequest, token: str) -> HttpResponse:
    """How far it is, for whoever has the address."""
    return _status(request, token, telling_forms.AppealForm())


@csrf_exempt
@never_cache
@require_POST
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    form = telling_forms.AppealForm(request.POST)
    form.is_valid()
    standing = _standing(token)
    try:
        readers.appeal(standing.report.pk, text=form.cleaned_data["text"], now=timezone.now())
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _status(request, token, form, status=refused.status)
    return redirect("public:told", token)


def _sent(request: HttpRequest, kind: Told, form: telling_forms.TellForm) -> HttpResponse:
    form.is_valid()
    now = timezone.now()
    words: Any = {name: form.cleaned_data[name] for name in _asked(form)}
    try:
        sending = telling_forms.sending(request, form, now=now)
        kept = readers.receive(kind, sending=sending, now=now, **words)
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        response = _page(request, kind, _renewed(form), status=refused.status)
        if refused.status == 429:
            response["Retry-After"] = WAIT
        return response
    return redirect("public:told", kept.token)


def _asked(form: telling_forms.TellForm) -> list[str]:
    return [name for name in form.fields if name not in ("website", "began")]


def _renewed(form: telling_forms.TellForm) -> telling_forms.TellForm:
    """The same words and complaints; a token that is too old makes place for a new one."""
    now = timezone.now()
    try:
        telling_forms.opened(form.data.get("began", ""), now=now)
    except InvalidInput:
        form.data = {**form.data.dict(), "began": telling_forms.begun(now)}  # type: ignore[attr-defined] # a QueryDict
    return form


def _fresh(**words: str) -> dict[str, str]:
    return words | {"began": telling_forms.begun(timezone.now())}


def _page(
    request: HttpRequest, kind: Told, form: telling_forms.TellForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "about": _about(form) if kind is Told.ERROR else None}
    name = "report" if kind is Told.ERROR else "suggest"
    return render(request, f"public/{name}.html", context, status=status)


def _about(form: telling_forms.TellForm) -> PublishedVersion | None:
    """The fact-check whose claim is shown above the form."""
    try:
        return receiving.found(str(form["about"].value() or "")).version
    except InvalidInput:
        return None


def _standing(token: str) -> following.Standing:
    try:
        return following.standing(token)
    except ReaderReport.DoesNotExist:
        raise Http404 from None


def _status(
    request: HttpRequest, token: str, form: telling_forms.AppealForm, *, status: int = 200
) -> HttpResponse:
    context = {"standing": _standing(token), "form": form}
    response = render(request, "public/report_status.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"  # the address is the key to this page
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
