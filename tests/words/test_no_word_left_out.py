"""Every page, in a language of brackets: no words stand outside, but those of people."""

import re
import socket
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from factcheck.accounts.models import User
from reviews.samples import loading
from tests.words import pseudo

pytestmark = pytest.mark.django_db
STARTS = ("/articles/", "/fact-checks/", "/reviews/", "/sources/", "/feeds/", "/method/")
STATES = {"reviews:workbench": 8, "public:fact_check": 4, "claims:triage": 4}
LINK = re.compile(r'<a\b[^>]*\shref="(/[^"]*)"')
ELSEWHERE = ("/admin/", "/api/", "/v1alpha1/", "/media/")  # screens of other packages


def test_no_page_shows_words_that_no_catalogue_knows(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    _load(settings, tmp_path)
    pseudo.write(tmp_path / "locale")
    settings.LANGUAGES = [("en", "⟦English⟧"), (pseudo.LANGUAGE, "⟦Brackets⟧")]
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    client.force_login(User.objects.get(username="ada"))
    theirs = _data()

    left = {
        path: words
        for path, page in _pages(client)
        if (words := {each for each in pseudo.unmarked(page) if each not in theirs})
    }

    assert left == {}


def _load(settings: Any, directory: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.SAMPLE_WEB = f"http://sample-web.localhost:{probe.getsockname()[1]}"
    settings.OUTBOUND_ALLOW_ORIGINS = [settings.SAMPLE_WEB]
    loading.load(accounts=directory / "accounts.txt", now=timezone.now(), report=lambda _line: None)


def _data() -> str:
    """Every text that people or sources brought: names, titles, articles, ratings; and zones.

    What stands outside the brackets is theirs if it stands in one of these.
    """
    found = {str(person) for person in User.objects.all()} | zoneinfo.available_timezones()
    for model in apps.get_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            found.update(str(each) for each in row if each)
    return "\n".join(" ".join(each.replace("_", " ").split()) for each in sorted(found))


def _pages(client: Client) -> Iterator[tuple[str, str]]:
    """As a person finds them: one address per view, more where one view has many states."""
    seen: Counter[str] = Counter()
    known, waiting = set(STARTS), list(STARTS)
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if seen[name] >= STATES.get(name, 1):
            continue
        seen[name] += 1
        answer = client.get(path, headers={"accept-language": pseudo.LANGUAGE})
        if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.streaming:
            continue
        page = answer.content.decode()
        if not page.strip():
            continue
        yield path, page
        fresh = [each for each in _links(page) if _name(each) and each not in known]
        known.update(fresh)
        waiting += dict.fromkeys(fresh)


def _links(page: str) -> list[str]:
    return [urldefrag(unescape(each)).url for each in LINK.findall(page)]


def _name(path: str) -> str:
    if not path.startswith("/") or path.startswith(ELSEWHERE):
        return ""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
