"""`/articles/import/`: a list is sent, checked, confirmed, added and reported."""

import csv
import json
import re
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from claims import tasks
from claims.ingestion import imports
from claims.models import Article, Claim, Import, ImportState
from tests import make
from tests.claims import pages

pytestmark = pytest.mark.django_db
FORM = "/articles/import/"
TEXTS = [f"The port of Almond handled {n},210 containers in May of that year." for n in range(4)]
CSV = f'Title,Text,Language,notes\nA,"{TEXTS[0]}",en,x\nB,"{TEXTS[1]}",=1+1,\n'


REFUSED = "No column is called url or text. Name the columns in the first row; it reads: a, b"


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make.contributor())
    return client


def send(client: Client, raw: bytes = CSV.encode(), name: str = "list.csv") -> Any:
    return client.post(FORM, {"file": SimpleUploadedFile(name, raw)})


def work() -> None:
    """What a worker does, without a broker."""
    while imports.work(worker="w"):
        pass


def test_a_list_is_checked_confirmed_and_added(client: Client) -> None:
    where = send(client)["Location"]
    waiting = LexborHTMLParser(client.get(where).content)
    work()
    checked = LexborHTMLParser(client.get(where).content)
    before = Article.objects.count()
    client.post(f"{where}confirm/")
    work()

    done = LexborHTMLParser(client.get(where).content)

    assert pages.one(waiting, "#import-state").attributes["hx-trigger"] == "every 2s"
    assert tiles(checked) == ["1 would be added", "1 refused"]
    assert "hx-trigger" not in pages.one(checked, "#import-state").attributes
    assert (before, tiles(done), Article.objects.count()) == (0, ["1 added", "1 refused"], 1)


def tiles(page: LexborHTMLParser) -> list[str]:
    return [" ".join(each.text().split()) for each in page.css(".stat")]


def test_each_refused_row_is_shown_with_line_field_reason_and_value(client: Client) -> None:
    where = send(client)["Location"]
    work()

    page = LexborHTMLParser(client.get(where).content)

    (row,) = page.css("tbody tr")
    assert [cell.text(strip=True) for cell in row.css("td")] == [
        "3", "“=1+1” is no language tag. Write one such as en, ar or pt-BR.", "language", "=1+1",
    ]  # fmt: skip


def test_the_report_is_a_table_that_runs_nothing(client: Client) -> None:
    where = send(client)["Location"]
    work()

    answer = client.get(f"{where}report.csv")

    text = b"".join(answer).decode("utf-8-sig")
    assert list(csv.reader(text.splitlines())) == [
        ["line", "outcome", "article", "claim", "field", "why", "value"],
        ["2", "would_add", "", "", "", "", ""],
        [
            "3", "refused", "", "", "language",
            "“=1+1” is no language tag. Write one such as en, ar or pt-BR.", "'=1+1",
        ],
    ]  # fmt: skip


def test_htmx_gets_the_part_that_changes(client: Client) -> None:
    where = send(client)["Location"]

    answer = client.get(where, headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="import-state"')


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "The file is empty."),
        (b"a,b\n1,2\n", REFUSED),
    ],
)
def test_what_is_no_list_is_refused_in_words(client: Client, raw: bytes, why: str) -> None:
    answer = send(client, raw)

    shown = [
        each.text(strip=True) for each in LexborHTMLParser(answer.content).css(".field__error")
    ]
    assert (answer.status_code, shown, Import.objects.count()) == (400, [why], 0)


def test_no_file_is_refused_in_words(client: Client) -> None:
    answer = client.post(FORM, {})

    assert (answer.status_code, Import.objects.count()) == (400, 0)


def test_a_list_can_be_given_up(client: Client) -> None:
    where = send(client)["Location"]

    client.post(f"{where}cancel/")

    assert Import.objects.get().state == ImportState.CANCELLED


def test_the_list_of_somebody_else_is_looked_at_and_left_alone(client: Client) -> None:
    where = send(client)["Location"]
    work()
    other = Client()
    other.force_login(make.contributor())

    shown, refused = other.get(where), other.post(f"{where}cancel/")

    assert LexborHTMLParser(shown.content).css("main form") == []
    assert (refused.status_code, Import.objects.get().state) == (403, ImportState.CHECKED)


def test_a_list_with_a_first_row_alone_says_so(client: Client) -> None:
    where = send(client, b"title,text\n")["Location"]
    work()

    shown = LexborHTMLParser(client.get(where).content)

    assert "no rows beneath its first" in pages.one(shown, ".notice").text()


def test_confirming_twice_is_refused(client: Client) -> None:
    where = send(client)["Location"]
    work()
    client.post(f"{where}confirm/")

    again = client.post(f"{where}confirm/")

    assert again.status_code == 409


def test_the_task_works_on_what_was_sent(client: Client) -> None:
    send(client, json.dumps({"text": TEXTS[0]}).encode(), "list.jsonl")

    tasks.work_on_imports()

    assert Import.objects.get().state == ImportState.CHECKED


def test_strangers_are_sent_to_sign_in() -> None:
    assert Client().get(FORM).status_code == 302


@pytest.mark.parametrize(
    ("leased", "told"),
    [
        (True, r"No progress since \d\d:\d\d UTC; taken up again at \d\d:\d\d UTC at the latest."),
        (False, r"No progress since \d\d:\d\d UTC; it waits for a worker."),
    ],
)
def test_a_list_that_stands_still_says_so(client: Client, leased: bool, told: str) -> None:
    where = send(client)["Location"]
    now = timezone.now()
    Import.objects.update(
        created_at=now - timedelta(minutes=2),
        lease_token=uuid.uuid4() if leased else None,
        lease_expires=now + timedelta(minutes=3) if leased else None,
    )

    page = LexborHTMLParser(client.get(where).content)

    assert re.match(told, pages.one(page, ".notice [data-text]").text(strip=True)) is not None


def test_a_list_that_goes_on_is_not_said_to_stand_still(client: Client) -> None:
    page = LexborHTMLParser(client.get(send(client)["Location"]).content)

    assert page.css(".notice") == []


def test_claims_come_in_by_the_same_door(client: Client) -> None:
    article = make.article()
    raw = f'article,quote\n{article.pk},"4,210 containers"\n{article.pk},never said\n'.encode()
    sent = client.post(FORM, {"file": SimpleUploadedFile("c.csv", raw), "kind": "claims"})
    work()
    client.post(f"{sent['Location']}confirm/")
    work()

    page = LexborHTMLParser(client.get(sent["Location"], {"outcome": "added"}).content)

    claim = Claim.objects.get()
    assert tiles(page) == ["1 added", "1 refused"]
    assert pages.one(page, "tbody a").attributes["href"] == f"/claims/{claim.pk}/"
