"""A mail server, and settings that hand letters to it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from tests.e2e import mail


@pytest.fixture
def office(settings: Settings) -> Iterator[mail.Post]:
    with mail.office() as post:
        settings.SENDS_MAIL = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = urlsplit(post.url).port
        yield post
