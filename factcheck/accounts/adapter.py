"""Where allauth asks the desk: who may come in, what is said, how mail leaves."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any, ClassVar

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from factcheck.accounts import post, resuming, tasks
from factcheck.accounts.models import User


class Desk(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "This name and password do not belong together. Mind capital letters."
        ),
        "too_many_login_attempts": _(
            "Too many attempts with this name, or from this place. Wait five minutes, then try "
            "again; or use a passkey."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited by an admin."""
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Where words were held back when the session ended, they come before any other page."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        packed = resuming.carried(request)
        return resuming.offer(request, packed) if packed else response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Written now, in the language of whoever gets it; a worker sends it."""
        person = context.get("user") or User.objects.filter(email__iexact=email).first()
        site = SimpleNamespace(name=settings.SITE_NAME, domain=settings.SITE_URL.split("//")[-1])
        words = {"request": self.request, "email": email, "current_site": site, **context}
        with translation.override(post.language_of(person)):
            message = self.render_mail(template_prefix, email, words)
        post.write(
            to=email,
            subject=message.subject,
            text=str(message.body),
            person=person if isinstance(person, User) and person.pk else None,
            now=timezone.now(),
        )
        tasks.hurry()

    def get_reset_password_from_key_url(self, key: str) -> str:
        """By our own address: a request may come by any name that leads here."""
        user, _sep, token = key.partition("-")
        path = reverse("account_reset_password_from_key", args=[user, token])
        return settings.SITE_URL + path

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return settings.SITE_URL + path

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("profile")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts on one name are one count, by whatever host name the desk is asked."""
        name: str = credentials.get("username", "")
        return name.casefold()


class SecondFactor(DefaultMFAAdapter):
    def _get_user_identifier(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        """On white paper of its own: a camera reads dark on light, and pages may be dark."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()


class Provider(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever the provider knows and no admin has invited stays outside."""
        return False
