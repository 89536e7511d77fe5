"""What an article was read from: kept, handed out safely, never changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims import ingestion, originals
from claims.models import Article, Origin, Original
from factcheck import keeping
from factcheck.accounts.models import Scope
from tests import make
from tests.claims import pages
from tests.claims.api.test_articles import ARTICLES, program
from tests.claims.ingestion import documents
from tests.make import NOON, TEXT

pytestmark = pytest.mark.django_db
PAGE = b"<script>alert(document.cookie)</script>"


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def kept(body: bytes = PAGE, media_type: str = "text/html") -> Original:
    article = make.article()
    originals.record(article, originals.put(body), media_type=media_type, now=NOON)
    return Original.objects.get(article=article)


def colleague() -> Client:
    client = Client()
    client.force_login(make.contributor())
    return client


def document(name: str) -> bytes:
    """A file of the format its name says, entitled “Harbour report”."""
    if name.endswith(".pdf"):
        return documents.pdf(title="Harbour report")
    if name.endswith(".docx"):
        return documents.report()
    return b"# Harbour report\n\nThe port handled 4,210 containers."


def test_bytes_are_kept_compressed_and_given_back() -> None:
    original = kept(PAGE * 1000)

    assert (originals.body(original), original.bytes) == (PAGE * 1000, len(PAGE) * 1000)
    assert default_storage.size(original.storage_key) < 200


def test_the_same_bytes_are_one_original_of_an_article() -> None:
    first = kept()

    originals.record(first.article, originals.put(PAGE), media_type="text/plain", now=NOON)

    assert list(Original.objects.values_list("pk", "media_type")) == [(first.pk, "text/html")]


@pytest.mark.parametrize("damage", [b"", b"other bytes"])
def test_a_damaged_copy_is_told(damage: bytes, settings: Any) -> None:
    original = kept()
    (Path(settings.MEDIA_ROOT) / original.storage_key).write_bytes(damage)

    with pytest.raises(keeping.DamagedCopy):
        originals.body(original)


@pytest.mark.parametrize(
    "change", ["UPDATE claims_original SET sha256 = 'x'", "DELETE FROM claims_original"]
)
def test_an_original_never_changes(change: str) -> None:
    kept()

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Original.objects.count() == 1


def test_what_was_fetched_is_kept_with_its_address(site: pages.Site) -> None:
    url = site.put("/a/1", pages.article())

    article = ingestion.ingest_url(url, by=None, now=NOON).article

    (original,) = article.originals.all()
    assert (originals.body(original), original.url, original.media_type) == (
        pages.article(), url, "text/html",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/report.pdf", "application/pdf"),
        ("/report.docx", "application/octet-stream"),
        ("/report.md", "text/plain"),
    ],
)
def test_documents_on_the_web_are_read_too(site: pages.Site, path: str, kind: str) -> None:
    body = document(path)
    url = site.put(path, body, kind=kind)

    article = ingestion.ingest_url(url, by=None, now=NOON).article

    assert (article.url, article.title) == (url, "Harbour report")
    assert originals.body(article.originals.get()) == body


def test_a_download_runs_nothing_on_our_site() -> None:
    original = kept()
    client = colleague()

    answer = client.get(f"/articles/{original.article_id}/originals/{original.pk}/")

    assert (answer.status_code, answer.content) == (200, PAGE)
    assert {name: answer[name] for name in (
        "Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options",
    )} == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": (
            f'attachment; filename="article-{original.article_id}-{original.sha256[:8]}.html"'
        ),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }  # fmt: skip


def test_strangers_get_no_original() -> None:
    original = kept()
    where = f"{original.article_id}/originals/{original.pk}/"

    answers = [Client().get(path) for path in (f"/articles/{where}", f"{ARTICLES}{where}")]

    assert [answer.status_code for answer in answers] == [302, 401]


def test_an_original_of_another_article_is_not_found() -> None:
    original, other = kept(), make.article()

    answers = [
        colleague().get(f"/articles/{other.pk}/originals/{original.pk}/"),
        program(Scope.READ).get(f"{ARTICLES}{other.pk}/originals/{original.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_program_lists_and_downloads_them() -> None:
    original = kept()
    client = program(Scope.READ)

    (listed,) = client.get(f"{ARTICLES}{original.article_id}/originals/").json()["results"]

    assert (listed["sha256"], listed["bytes"], listed["media_type"]) == (
        original.sha256, len(PAGE), "text/html",
    )  # fmt: skip
    assert client.get(listed["download"]).content == PAGE


def test_the_page_of_an_article_tells_where_it_was_found_and_what_it_was_read_from() -> None:
    article = ingestion.ingest_text(
        TEXT, by=None, now=NOON, origin=Origin.PASTE, url="https://example.org/a/1"
    ).article

    page = LexborHTMLParser(colleague().get(f"/articles/{article.pk}/").content)

    links = [link.attributes["href"] for link in page.css("details.why li a")]
    assert [link for link in links if link and ("example" in link or "originals" in link)] == [
        "https://example.org/a/1",
        f"/articles/{article.pk}/originals/{article.originals.get().pk}/",
    ]


def test_a_program_reads_where_it_was_found(
    django_assert_max_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    sent = {"text": TEXT, "url": "https://example.org/a/1"}

    with django_assert_max_num_queries(40):
        body = program(Scope.CLAIMS).post(ARTICLES, sent, format="json").json()

    assert [place["url"] for place in body["places"]] == ["https://example.org/a/1"]


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.md"])
@pytest.mark.parametrize("entrance", ["inbox", "program", "command"])
def test_files_of_every_format_come_in_at_every_entrance(
    entrance: str, name: str, tmp_path: Path
) -> None:
    body = document(name)
    if entrance == "inbox":
        colleague().post("/articles/", {"source": "", "file": SimpleUploadedFile(name, body)})
    elif entrance == "program":
        upload = SimpleUploadedFile(name, body)
        program(Scope.CLAIMS).post(ARTICLES, {"file": upload}, format="multipart")
    else:
        (tmp_path / name).write_bytes(body)
        call_command("ingest", str(tmp_path / name))

    article = Article.objects.get()
    assert (article.title, originals.body(article.originals.get())) == ("Harbour report", body)


def test_what_a_program_says_of_its_file_is_kept() -> None:
    upload = SimpleUploadedFile("report.pdf", documents.pdf(title="Figures"))
    said = {"title": "Port", "url": "https://example.org/r.pdf", "published_on": "2026-02-03"}

    answer = program(Scope.CLAIMS).post(ARTICLES, {"file": upload, **said}, format="multipart")

    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in said} == said


def test_a_text_and_a_file_at_once_are_refused() -> None:
    sent = {"file": SimpleUploadedFile("a.txt", TEXT.encode()), "text": TEXT}

    answer = program(Scope.CLAIMS).post(ARTICLES, sent, format="multipart")

    assert (answer.status_code, Article.objects.count()) == (400, 0)


def test_a_document_over_20_mb_is_told_its_limit() -> None:
    upload = SimpleUploadedFile("report.pdf", b"%PDF-1.7" + bytes(21_000_000))

    answer = program(Scope.CLAIMS).post(ARTICLES, {"file": upload}, format="multipart")

    assert (answer.status_code, "larger than 20 MB" in answer.json()["detail"]) == (400, True)


def test_more_than_can_be_sent_at_once_is_refused_before_it_is_stored(settings: Any) -> None:
    settings.FILE_UPLOAD_LIMIT = 1_000_000
    body = TEXT.encode() * 10_000

    by_program = program(Scope.CLAIMS).post(
        ARTICLES, {"file": SimpleUploadedFile("a.txt", body)}, format="multipart"
    )
    by_hand = colleague().post("/articles/", {"file": SimpleUploadedFile("a.txt", body)})

    assert (by_program.status_code, by_program.json()["code"]) == (413, "too-large")
    assert (by_hand.status_code, "Nothing was saved" in by_hand.content.decode()) == (413, True)
    assert Article.objects.count() == 0


def test_a_checked_form_over_the_limit_is_refused_too(settings: Any) -> None:
    """Checking its token reads the form, before any view is asked."""
    settings.FILE_UPLOAD_LIMIT = 1000
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.contributor())

    answer = client.post("/articles/", {"file": SimpleUploadedFile("a.txt", bytes(10_000))})

    assert answer.status_code == 413
