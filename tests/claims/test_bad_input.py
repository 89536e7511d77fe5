"""What cannot become an article is refused in the same words at every entrance, leaving nothing."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims.models import Article, Claim
from factcheck.accounts.models import Scope
from tests import make
from tests.claims import pages
from tests.claims.api.test_articles import program

pytestmark = pytest.mark.django_db

SENTENCE = "The port handled 4,210 containers in May. "
BYTES = {
    "empty": (b"", "The text is empty. Give a text with at least one sentence."),
    "blank": (b" \n\t\n", "The text is empty. Give a text with at least one sentence."),
    "over 5 MB": ((SENTENCE * 130_000).encode(), "larger than 5,242,880 bytes (5 MB)"),
    "4 MB": ((SENTENCE * 100_000).encode(), "characters; an article may have 500,000."),
    "binary": (bytes(range(256)) * 8, "This is a binary file, not text."),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "This is a PNG image, not text."),
    "PDF": (b"%PDF-1.7\n" + bytes(64), "This file is damaged, or too large"),
    "NUL bytes": (b"The port\x00 handled 4,210 containers in May.", "NUL"),
    "broken UTF-8": ("Café in a harbour. ".encode() * 20 + b"\xff\xfe\x80\x81", ""),
    "surrogate": (b"The port \xed\xa0\x80 handled 4,210 containers.", "(a lone surrogate)"),
    "page without article": (b"<!doctype html><html><body></body></html>", "No article was found"),
}


def by_file(raw: bytes) -> tuple[int, str]:
    client = Client()
    client.force_login(make.contributor())
    sent = {"source": "", "file": SimpleUploadedFile("report.txt", raw)}
    return refusal_on_page(client.post("/articles/", sent))


def by_paste(source: str) -> tuple[int, str]:
    client = Client()
    client.force_login(make.contributor())
    return refusal_on_page(client.post("/articles/", {"source": source}))


def by_api(body: dict[str, str]) -> tuple[int, str]:
    answer = program(Scope.CLAIMS).post("/api/v1/articles/", body, format="json")
    return answer.status_code, answer.json()["detail"]


def by_command(source: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as refused:
        call_command("ingest", source)
    return 400, str(refused.value)


def refusal_on_page(answer: Any) -> tuple[int, str]:
    errors = LexborHTMLParser(answer.content).css("p.field__error")
    return answer.status_code, errors[0].text(strip=True) if errors else ""


@pytest.mark.parametrize("name", BYTES)
@pytest.mark.parametrize("entrance", ["file", "command"])
def test_bytes_that_are_no_text_are_refused(entrance: str, name: str, tmp_path: Path) -> None:
    raw, words = BYTES[name]
    file = tmp_path / "input"
    file.write_bytes(raw)

    status, message = by_file(raw) if entrance == "file" else by_command(str(file))

    assert (status, words in message, len(message) > 20) == (400, True, True)
    assert (Article.objects.count(), Claim.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["empty", "blank", "4 MB", "over 5 MB", "NUL bytes"])
@pytest.mark.parametrize("entrance", [by_paste, lambda text: by_api({"text": text})])
def test_texts_that_cannot_be_kept_are_refused(
    entrance: Callable[[str], tuple[int, str]], name: str
) -> None:
    raw, words = BYTES[name]

    status, message = entrance(raw.decode())

    assert (status, words in message) == (400, True)
    assert Article.objects.count() == 0


@pytest.mark.parametrize("half", ['"\\ud800"', '"\\udfff and"', '"\\ud800\\u0041"'])
def test_half_a_character_in_json_is_refused(half: str) -> None:
    body = f'{{"text": {half}}}'.encode()

    answer = program(Scope.CLAIMS).post("/api/v1/articles/", body, content_type="application/json")

    assert (answer.status_code, "lone surrogate" in answer.json()["detail"]) == (400, True)
    assert Article.objects.count() == 0


def test_a_whole_character_written_as_two_halves_is_taken() -> None:
    body = json.dumps({"text": "The port 🏗 handled 4,210 containers in May."}).encode()

    answer = program(Scope.CLAIMS).post("/api/v1/articles/", body, content_type="application/json")

    assert (answer.status_code, "🏗" in answer.json()["text"]) == (201, True)


@pytest.fixture
def addresses(site: pages.Site) -> Iterator[dict[str, str]]:
    """Addresses that hold no article, each under the reason."""
    released = threading.Event()
    site.put("/loop", b"", status=302)
    yield {
        "metadata": "http://169.254.169.254/latest/meta-data/",
        "private": "http://10.0.0.1/",
        "disguised": "http://0x7f.1@[::ffff:10.0.0.1]/",
        "scheme": "ftp://example.org/a",
        "file": "file:///etc/passwd",
        "port": "http://example.org:25/",
        "broken": "http://",
        "long": f"https://example.org/{'x' * 9000}",
        "dead": "http://127.0.0.1:9/",
        "missing": site.put("/gone", b"not here", status=404),
        "failing": site.put("/broken", b"oops", status=503),
        "picture": site.put("/logo.png", b"\x89PNG\r\n\x1a\n", kind="image/png"),
        "PDF": site.put("/report.pdf", b"%PDF-1.7", kind="application/pdf"),
        "coding": site.put("/twice", pages.article(), coding="gzip, gzip"),
        "no article": site.put("/empty", b"<html><body><nav>Home</nav></body></html>"),
        "endless": site.put_endless("/endless"),
        "silent": site.put_silent("/silent", released),
    }
    released.set()


REASONS = [
    "metadata", "private", "disguised", "scheme", "file", "port", "broken", "long", "dead",
    "missing", "failing", "picture", "PDF", "coding", "no article", "endless", "silent",
]  # fmt: skip
TOLD = {
    "metadata": "“169.254.169.254” is not on the public internet",
    "scheme": "Only web pages (http and https) can be fetched, not “ftp:” addresses.",
    "missing": "127.0.0.1 answered “404 Not Found”. Check the address, or paste the text.",
    "PDF": "This file is damaged, or too large or too complicated to be read.",
    "coding": "in an encoding that the desk does not read (gzip, gzip). Paste its text instead.",
    "endless": "This page is larger than 5 MB. Paste the text of the article instead.",
    "silent": "The site did not answer in full within the time allowed.",
}


@pytest.mark.parametrize("reason", REASONS)
def test_addresses_that_hold_no_article_are_refused_everywhere(
    reason: str, addresses: dict[str, str], settings: Any
) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.1/32"]
    settings.OUTBOUND_DEADLINE_SECONDS = 0.6 if reason == "silent" else 10
    url = addresses[reason]

    outcomes = {by_paste(url), by_api({"url": url})}
    if url.startswith("http"):
        outcomes.add(by_command(url))

    assert len(outcomes) == 1
    status, message = outcomes.pop()
    assert (status, TOLD.get(reason, "") in message, len(message) > 20) == (400, True, True)
    assert Article.objects.count() == 0
