"""Signing in, and sending again what a lost session held back."""

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from factcheck import errors
from factcheck.accounts import access
from factcheck.accounts.forms import SignInForm


class SignIn(auth.LoginView):
    """Django's, plus `resume`: a signed form body that was on its way when the session ended."""

    authentication_form = SignInForm
    redirect_authenticated_user = True
    # Django would name the site after the host it is asked for by
    extra_context = {"site_name": settings.SITE_NAME}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs) | {"resume": self.request.POST.get("resume", "")}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        packed = self.request.POST.get("resume")
        if not packed:
            return response
        try:
            words = access.unpack(packed)
        except signing.BadSignature:
            message = _("What was carried along is too old or was changed. Open the page again.")
            return errors.page(self.request, status=400, message=message)
        return render(self.request, "registration/resume.html", words)
