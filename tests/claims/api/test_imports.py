"""`/api/v1/imports/`: lists of articles as programs send them."""

import json
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rest_framework.test import APIClient

from claims.ingestion import imports, tables
from claims.models import Article, Claim, Import
from factcheck.accounts.models import Scope
from tests import make

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/imports/"
TEXTS = [f"The port of Almond handled {n},210 containers in May of that year." for n in range(4)]
LINES = "".join(
    json.dumps(row) + "\n"
    for row in ({"text": TEXTS[0]}, {"text": TEXTS[1], "language": "?"}, {"text": TEXTS[2]})
)


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client() -> APIClient:
    client = APIClient()
    key = make.api_key(make.contributor(), Scope.READ, Scope.CLAIMS)
    client.credentials(HTTP_AUTHORIZATION=f"Api-Key {key}")
    return client


def send(client: APIClient, body: str = LINES, kind: str = "application/x-ndjson", **query: str):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return client.post(f"{IMPORTS}?{asked}", body, content_type=kind)


def test_json_lines_are_added_and_refusals_reported(client: APIClient) -> None:
    sent = send(client)
    imports.work(worker="w")

    report = client.get(sent["Location"]).json()

    assert (sent.status_code, sent.json()["state"]) == (202, "running")
    assert (report["state"], report["rows_total"], report["counts"]) == (
        "done", 3, {"added": 2, "refused": 1},
    )  # fmt: skip
    assert report["refused"] == [
        {
            "line": 2, "outcome": "refused", "article": None, "claim": None, "field": "language",
            "why": "“?” is no language tag. Write one such as en, ar or pt-BR.", "value": "?",
        }
    ]  # fmt: skip


def test_a_dry_run_waits_for_a_confirmation(client: APIClient) -> None:
    where = send(client, dry_run="true")["Location"]
    imports.work(worker="w")
    checked, before = client.get(where).json(), Article.objects.count()

    confirmed = client.post(f"{where}confirm/")
    imports.work(worker="w")

    assert (checked["state"], checked["counts"], before) == (
        "checked", {"would_add": 2, "refused": 1}, 0,
    )  # fmt: skip
    assert (confirmed.json()["state"], Article.objects.count()) == ("running", 2)


@pytest.mark.parametrize(("dry_run", "state"), [("true", "checking"), ("", "running")])
def test_a_form_with_a_file_is_taken(client: APIClient, dry_run: str, state: str) -> None:
    file = SimpleUploadedFile("list.csv", f'text\n"{TEXTS[0]}"\n'.encode())

    sent = client.post(IMPORTS, {"file": file, "dry_run": dry_run}, format="multipart")

    assert (sent.status_code, sent.json()["state"], sent.json()["name"]) == (
        202, state, "list.csv",
    )  # fmt: skip


def test_rows_can_be_asked_for_by_outcome(client: APIClient) -> None:
    where = send(client)["Location"]
    imports.work(worker="w")

    rows = client.get(f"{where}rows/", {"outcome": "added"}).json()["results"]

    articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    assert [(row["line"], row["article"]) for row in rows] == list(
        zip([1, 3], articles, strict=True)
    )


def test_a_list_can_be_given_up(client: APIClient) -> None:
    where = send(client)["Location"]

    answers = [client.post(f"{where}cancel/").status_code for _ in range(2)]

    assert (answers, Import.objects.get().state) == ([200, 409], "cancelled")


@pytest.mark.parametrize(
    ("body", "kind", "query", "status", "code"),
    [
        ("", "text/csv", {}, 400, "unusable-list"),
        ("a,b\n1,2\n", "text/csv", {}, 400, "unusable-list"),
        (LINES, "application/x-ndjson", {"dry_run": "perhaps"}, 400, "invalid-input"),
        ("{}", "application/json", {}, 415, "unsupported_media_type"),
    ],
)
def test_what_cannot_be_used_is_a_problem_in_words(
    client: APIClient, body: str, kind: str, query: Any, status: int, code: str
) -> None:
    answer = send(client, body, kind, **query)

    assert (answer.status_code, Import.objects.count()) == (status, 0)
    assert answer.json()["code"].replace("-", "_") == code.replace("-", "_")


def test_a_body_that_is_too_large_is_told_so(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST", 10)

    assert send(client).status_code == 413


def test_a_form_without_a_file_is_told_so(client: APIClient) -> None:
    assert client.post(IMPORTS, {"file": "words"}, format="multipart").status_code == 400


def test_strangers_send_nothing() -> None:
    assert send(APIClient()).status_code == 401


def test_a_list_that_stands_still_says_since_when(client: APIClient) -> None:
    where = send(client)["Location"]
    since, until = timezone.now() - timedelta(minutes=2), timezone.now() + timedelta(minutes=3)
    going = client.get(where).json()
    Import.objects.update(progressed_at=since, lease_token=uuid.uuid4(), lease_expires=until)

    told = client.get(where).json()

    again = until + timedelta(seconds=settings.LINK_SWEEP_SECONDS)
    assert (going["progressed_at"], going["stalled"]) == (None, None)
    assert {name: parse_datetime(at) for name, at in told["stalled"].items()} == {
        "since": since, "again_by": again,
    }  # fmt: skip


def test_a_list_of_claims_is_taken(client: APIClient) -> None:
    article = make.article()
    row = {"article": article.pk, "quote": "4,210 containers"}

    sent = client.post(
        f"{IMPORTS}?kind=claims", f"{json.dumps(row)}\n", content_type="application/x-ndjson"
    )
    imports.work(worker="w")

    (told,) = client.get(f"{sent['Location']}rows/").json()["results"]
    assert (sent.json()["kind"], told["outcome"]) == ("claims", "added")
    assert (told["article"], told["claim"]) == (article.pk, Claim.objects.get().pk)


def test_a_list_of_anything_else_is_refused(client: APIClient) -> None:
    answer = client.post(f"{IMPORTS}?kind=verdicts", LINES, content_type="application/x-ndjson")

    assert (answer.status_code, Import.objects.count()) == (400, 0)
