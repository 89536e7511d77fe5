"""What a list of articles tells about its rows: before, while and after they are added."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from claims.ingestion import bulk, imports, leases, progress, tables
from claims.ingestion.progress import Stall
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


def test_a_check_takes_one_text_at_two_addresses_for_one_article() -> None:
    where = "https://example.org/"
    sent = send(
        {"url": f"{where}a", "text": TEXT},
        {"url": f"{where}b", "text": TEXT.upper()},
        {"text": TEXT},
        {"url": f"{where}c", "text": f"{TEXT} More."},
        check=True,
    )

    work()

    assert list(sent.rows.values_list("outcome", "why")) == [
        ("would_add", ""),
        ("repeated", "It has the text of line 1."),
        ("repeated", "It has the text of line 1."),
        ("would_add", ""),
    ]


def test_a_check_sees_the_same_text_in_an_earlier_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK", 1)
    where = "https://example.org/"
    sent = send(*({"url": f"{where}{n}", "text": TEXT} for n in range(3)), check=True)

    work()

    assert outcomes(sent) == ["would_add", "repeated", "repeated"]


def test_numbers_in_refused_rows_are_shown_as_they_were_written() -> None:
    raw = b'{"text": 5}\n{"text": 5.0}\n[5]\n{"text": ' + b"9" * 5000 + b"}\n" + b'{"text": "a"}'
    sent = imports.receive(io.BytesIO(raw), name="x", by=make.contributor(), now=NOON)

    work()

    assert list(sent.rows.values_list("value", flat=True)) == ["5", "5.0", "[5]", "inf", ""]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (59, None),
        (60, Stall(NOON, NOON + timedelta(seconds=330))),
        (329, Stall(NOON, NOON + timedelta(seconds=330))),
        (330, Stall(NOON, None)),
    ],
)
def test_a_list_whose_worker_was_killed_says_since_when_and_until_when(
    seconds: int, told: Stall | None, settings: Any
) -> None:
    settings.LINK_SWEEP_SECONDS = 30
    sent = send({"text": TEXT})
    (lease,) = leases.claim(Import.objects.due(NOON), now=NOON, most=1)
    imports._past_the_killer(lease, iter(()), now=NOON)
    sent.refresh_from_db()

    assert progress.stalled(sent, now=NOON + timedelta(seconds=seconds)) == told


def test_a_list_that_no_worker_takes_says_so() -> None:
    sent = send({"text": TEXT})

    assert progress.stalled(sent, now=NOON + timedelta(hours=1)) == Stall(NOON, None)


def test_each_row_that_is_added_is_progress() -> None:
    sent = send({"text": TEXT}, {"text": f"{TEXT} More."})
    ticks = (NOON + timedelta(seconds=20 * n) for n in range(99))

    imports.work(worker="w1", clock=lambda: next(ticks))

    sent.refresh_from_db()
    assert (sent.progressed_at, sent.position) == (NOON + timedelta(seconds=120), 1)


@pytest.mark.parametrize("state", ["checked", "done", "cancelled"])
def test_a_list_on_which_nobody_works_does_not_stand_still(state: str) -> None:
    sent = send({"text": TEXT})
    sent.state = state

    assert progress.stalled(sent, now=NOON + timedelta(hours=1)) is None


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
    imports._add(lease, rows[:1], bytes_done=1, clock=lambda: NOON)
    default_storage.delete(sent.storage_key)

    imports._go_on(lease, end=NOON, clock=lambda: NOON)

    sent.refresh_from_db()
    assert (sent.state, list(sent.rows.values_list("number", "outcome"))) == (
        ImportState.DONE, [(1, "added"), (2, "refused")],
    )  # fmt: skip
