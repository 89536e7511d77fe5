"""The part of the settings about e-mail: where it is handed over, and whom it comes from."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from factcheck.variables import env

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def _server(address: str) -> dict[str, Any]:
    """Django's settings for `smtp+starttls://user:password@host:587/?timeout=10`."""
    try:
        parts = urlsplit(address)
        port = parts.port or SCHEMES[parts.scheme]
        seconds = int(parse_qs(parts.query).get("timeout", ["15"])[0])
    except (KeyError, ValueError):
        raise ImproperlyConfigured(
            "FACTCHECK_EMAIL_URL must look like smtp+starttls://user:password@host:587 "
            "(or smtps://, or smtp:// without encryption)."
        ) from None
    return {
        "host": parts.hostname or "localhost",
        "port": port,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starttls": parts.scheme == "smtp+starttls",
        "tls": parts.scheme == "smtps",
        "timeout": seconds,
    }


EMAIL_URL = env.str("FACTCHECK_EMAIL_URL", "")
SENDS_MAIL = bool(EMAIL_URL)
_mail = _server(EMAIL_URL or "smtp://localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST: str = _mail["host"]
EMAIL_PORT: int = _mail["port"]
EMAIL_HOST_USER: str = _mail["user"]
EMAIL_HOST_PASSWORD: str = _mail["password"]
EMAIL_USE_TLS: bool = _mail["starttls"]
EMAIL_USE_SSL: bool = _mail["tls"]
EMAIL_TIMEOUT: int = _mail["timeout"]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FACTCHECK_EMAIL_FROM", "") or env.str(
    "FACTCHECK_CONTACT_EMAIL", "desk@localhost"
)
