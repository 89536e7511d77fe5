"""Secrets of endpoints. Signing needs them in clear, so they are stored sealed, not hashed.

Sealed with a key made of `SECRET_KEY`: a copy of the database alone signs nothing. Where that
changes, name the old one in `SECRET_KEY_FALLBACKS`, or give each endpoint another secret.
"""

import base64
import functools
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PREFIX = "whsec_"
BYTES = 32
"""Standard Webhooks asks for 24 to 64."""


class Unreadable(Exception):
    """Sealed under a `SECRET_KEY` that the desk does not know any more."""


def new() -> str:
    """A secret as its receiver writes it down."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def open_(sealed: str) -> str:
    """Raises Unreadable."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def readable(sealed: str) -> bool:
    try:
        open_(sealed)
    except Unreadable:
        return False
    return True


def _box() -> MultiFernet:
    return _boxes((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@functools.lru_cache(maxsize=4)
def _boxes(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    """RFC 5869: nothing else that is made of `SECRET_KEY` tells of this key."""
    return HKDF(SHA256(), length=32, salt=None, info=b"factcheck.webhooks").derive(key.encode())
