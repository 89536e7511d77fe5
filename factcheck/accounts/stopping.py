"""The link in each letter that ends the letters: it takes nobody in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from factcheck.accounts.models import User

SALT = "factcheck.accounts.stop"


def address(person: User) -> str:
    return settings.SITE_URL + reverse("stop_mail", args=[signing.dumps(person.pk, salt=SALT)])


def headers(person: User) -> dict[str, str]:
    """RFC 2369 and RFC 8058: mail programs show a button, and need no page of ours for it."""
    return {
        "List-Unsubscribe": f"<{address(person)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def person(token: str) -> User:
    """Raises signing.BadSignature, User.DoesNotExist."""
    return User.objects.get(pk=signing.loads(token, salt=SALT))
