"""What a list of articles tells about its rows: before, while and after they are added."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from claims.ingestion import bulk, imports, leases, tables
from claims.models import Article, Import, ImportState
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
TEXT = "The mayor's “new” crane handled 4,210 containers in May of that year."


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def send(*rows: dict[str, str], check: bool = False) -> Import:
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return imports.receive(io.BytesIO(raw), name="x", by=make.contributor(), now=NOON, check=check)


def work() -> bool:
    return imports.work(worker="w1", clock=lambda: NOON)


def outcomes(of: Import) -> list[str]:
    return list(of.rows.values_list("outcome", flat=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"text": TEXT}, {"text": TEXT.upper().replace("“", '"').replace("”", '"')}),
        ({"text": TEXT}, {"text": TEXT.replace(" ", "\u00a0 ")}),
        ({"url": "https://example.org/a"}, {"url": "https://m.example.org/a?cmpid=3"}),
    ],
)
def test_a_check_takes_for_one_article_what_adding_does(
    one: dict[str, str], other: dict[str, str]
) -> None:
    sent = send(one, other, check=True)

    work()

    assert outcomes(sent)[1] == "repeated"


def test_an_article_of_a_worker_killed_before_it_wrote_is_told_as_added() -> None:
    sent = send({"text": TEXT}, {"text": TEXT})
    bulk.add(tables.Row(1, 1, {"text": TEXT}), by=sent.added_by, now=NOON)

    work()

    assert (outcomes(sent), Article.objects.count()) == (["added", "known"], 1)


def test_an_article_that_was_there_before_is_told_as_known() -> None:
    make.article(TEXT)
    sent = send({"text": TEXT})

    work()

    assert outcomes(sent) == ["known"]


def test_a_list_that_vanishes_on_its_way_ends_after_the_rows_it_gave() -> None:
    sent = send(*({"text": f"{TEXT} {number}"} for number in range(3)))
    (lease,) = leases.claim(Import.objects.due(NOON), now=NOON, most=1)
    with default_storage.open(sent.storage_key) as stored:
        file: Any = stored.file
        rows = list(tables.rows(file, tables.recognise(file)))
    imports._add(lease, rows[:1], bytes_done=1, now=NOON)
    default_storage.delete(sent.storage_key)

    imports._go_on(lease, end=NOON, clock=lambda: NOON)

    sent.refresh_from_db()
    assert (sent.state, list(sent.rows.values_list("number", "outcome"))) == (
        ImportState.DONE, [(1, "added"), (2, "refused")],
    )  # fmt: skip
