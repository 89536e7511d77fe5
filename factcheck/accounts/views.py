"""Signing in and out, and what people set for themselves."""

from typing import Any

from allauth.account import views as allauth
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from factcheck.accounts import access, resuming, stopping
from factcheck.accounts.forms import ProfileForm
from factcheck.accounts.models import MailWish, User

MOST_CHANGES = 50  # of an account, on the page of its owner


class SignIn(allauth.LoginView):
    """allauth's, plus `resume`: a signed form body that was on its way when the session ended."""

    template_name = "registration/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"resume": self.request.POST.get(resuming.KEPT, "")}

    def form_valid(self, form: Any) -> HttpResponse:
        resuming.keep(self.request)
        response: HttpResponse = super().form_valid(form)
        return response


class SignOut(allauth.LogoutView):
    """Only by a form of ours: a link on a foreign page signs nobody out."""

    http_method_names = ("post", "options")


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: access.DeskRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your settings are saved."))
        return redirect("profile")
    changes = request.user.changes.select_related("actor")[:MOST_CHANGES]
    return render(request, "account/profile.html", {"form": form, "changes": changes})


@access.signed_in
@require_GET
def sessions(request: access.DeskRequest) -> HttpResponse:
    """Where this person is signed in."""
    rows = UserSession.objects.purge_and_list(request.user)
    rows.sort(key=lambda each: each.created_at, reverse=True)
    return render(request, "usersessions/sessions.html", {"sessions": rows})


@access.signed_in
@require_POST
def end_session(request: access.DeskRequest, pk: int) -> HttpResponse:
    """End one; ending the one in use is signing out."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.is_current():
        return sign_out(request)
    session.end()
    messages.success(request, _("That session has ended."))
    return redirect("usersessions_list")


@access.signed_in
@require_POST
def end_other_sessions(request: access.DeskRequest) -> HttpResponse:
    others = UserSession.objects.filter(user=request.user)
    for session in others.exclude(session_key=request.session.session_key):
        session.end()
    messages.success(request, _("All other sessions have ended."))
    return redirect("usersessions_list")


@csrf_exempt  # RFC 8058: the mail program sends it, without a page of ours before
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """One click ends the letters: a GET asks, since programs follow links to look behind them."""
    try:
        person = stopping.person(token)
    except (signing.BadSignature, User.DoesNotExist):
        raise Http404 from None
    if request.method == "POST":
        person.mail = MailWish.NEVER
        person.save(update_fields=["mail"])
    return render(request, "account/stop_mail.html", {"person": person})
