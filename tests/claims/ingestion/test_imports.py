"""Lists of articles: checked, confirmed, added; killed in the middle, they go on."""

import contextlib
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from claims.exceptions import NotReady, StaleLease, UnusableList
from claims.ingestion import bulk, imports, leases, tables
from claims.models import Article, Import, ImportRow, ImportState, Origin, Outcome
from factcheck.exceptions import NotAllowed
from tests import make
from tests.claims import pages, syndicated
from tests.claims.together import together
from tests.make import NOON

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def text(number: int) -> str:
    return f"The port of Almond handled {number},210 containers in May of that year."


def lines(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def send(raw: bytes, **options: Any) -> Import:
    return imports.receive(
        io.BytesIO(raw), name="list.jsonl", by=make.contributor(), now=NOON, **options
    )


def work(minutes: float = 0) -> bool:
    return imports.work(worker="w1", clock=lambda: NOON + minutes * MINUTE)


def outcomes(of: Import) -> list[tuple[int, str]]:
    return list(of.rows.values_list("line", "outcome"))


MIXED = lines(
    {"text": text(1), "title": "One", "published_on": "2026-03-01"},
    {"text": text(2), "language": "no such thing"},
    {"text": text(1)},
    {"published_on": "1.3.2026", "text": text(3)},
    {"title": "neither"},
    {"text": text(4)},
)


def test_a_list_is_checked_before_anything_is_added() -> None:
    there = make.article(text(4))
    sent = send(MIXED)

    work()

    sent.refresh_from_db()
    assert (sent.state, sent.rows_total, sent.counts, Article.objects.count()) == (
        ImportState.CHECKED, 6, {"would_add": 1, "refused": 3, "repeated": 1, "known": 1}, 1,
    )  # fmt: skip
    assert list(sent.rows.values_list("line", "outcome", "field", "value", "article")) == [
        (1, "would_add", "", "", None),
        (2, "refused", "language", "no such thing", None),
        (3, "repeated", "", "", None),
        (4, "refused", "published_on", "1.3.2026", None),
        (5, "refused", "text", "", None),
        (6, "known", "", "", there.pk),
    ]


def test_what_was_confirmed_is_added_and_the_file_forgotten() -> None:
    sent = send(MIXED)
    work()
    imports.confirm(sent.pk, by=sent.added_by, now=NOON)

    work()

    sent.refresh_from_db()
    assert (sent.state, sent.counts) == (
        ImportState.DONE, {"added": 2, "refused": 3, "known": 1},
    )  # fmt: skip
    first = Article.objects.get(title="One")
    assert (first.text, first.origin, first.added_by, str(first.published_on)) == (
        text(1), Origin.BULK, sent.added_by, "2026-03-01",
    )  # fmt: skip
    assert outcomes(sent) == [
        (1, "added"), (2, "refused"), (3, "known"), (4, "refused"), (5, "refused"), (6, "added"),
    ]  # fmt: skip


def test_the_file_is_forgotten_when_all_is_done(
    django_capture_on_commit_callbacks: Any,
) -> None:
    sent = send(lines({"text": text(1)}), check=False)

    with django_capture_on_commit_callbacks(execute=True):
        work()

    assert default_storage.exists(sent.storage_key) is False


def test_addresses_are_fetched_only_when_adding(site: pages.Site) -> None:
    url = site.put("/a/1", syndicated.page(1))
    sent = send(lines({"url": url}, {"url": f"{url}?utm_source=x"}, {"url": f"{site.address}/no"}))
    site.put("/no", b"no", status=404)
    work()
    checked, asked = outcomes(sent), list(site.requests)
    imports.confirm(sent.pk, by=sent.added_by, now=NOON)

    work()

    assert (checked, asked) == (
        [(1, "would_fetch"), (2, "repeated"), (3, "would_fetch")], [],
    )  # fmt: skip
    assert outcomes(sent) == [(1, "added"), (2, "known"), (3, "refused")]


def test_a_check_sees_repetitions_across_its_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK", 2)
    sent = send(lines(*({"text": text(number % 3)} for number in range(7))))

    work()

    assert [outcome for _line, outcome in outcomes(sent)] == ["would_add"] * 3 + ["repeated"] * 4


def test_what_is_no_list_is_not_kept() -> None:
    with pytest.raises(UnusableList):
        send(b"a,b\n1,2\n")

    assert Import.objects.count() == 0


def test_people_without_a_role_send_nothing() -> None:
    nobody = make.user(is_active=False)

    with pytest.raises(NotAllowed):
        imports.receive(io.BytesIO(b"text\na\n"), name="x", by=nobody, now=NOON)


@pytest.mark.parametrize("act", [imports.confirm, imports.cancel])
def test_what_is_done_is_neither_confirmed_nor_given_up(act: Any) -> None:
    sent = send(lines({"text": text(1)}), check=False)
    work()

    with pytest.raises(NotReady):
        act(sent.pk, by=sent.added_by, now=NOON)


@pytest.mark.parametrize("act", [imports.confirm, imports.cancel])
def test_contributors_decide_on_their_own_lists_alone(act: Any) -> None:
    sent = send(lines({"text": text(1)}))
    work()

    with pytest.raises(NotAllowed, match="sent this list"):
        act(sent.pk, by=make.contributor(), now=NOON)

    assert act(sent.pk, by=make.reviewer(), now=NOON).state != ImportState.CHECKED


def test_a_list_that_was_given_up_is_not_worked_on() -> None:
    sent = send(MIXED, check=False)
    imports.cancel(sent.pk, by=sent.added_by, now=NOON)

    assert (work(), Article.objects.count()) == (False, 0)


class Killed(BaseException):
    """Stands for a worker that ends in the middle of anything."""


def clock_that_dies_after(ticks: int) -> Any:
    left = iter(range(ticks))

    def clock() -> Any:
        if next(left, None) is None:
            raise Killed
        return NOON

    return clock


@pytest.mark.parametrize("ticks", range(3, 12))
def test_a_killed_worker_is_followed_by_one_that_goes_on(ticks: int) -> None:
    sent = send(lines(*({"text": text(number)} for number in range(4))), check=False)
    with contextlib.suppress(Killed):
        imports.work(worker="w1", clock=clock_that_dies_after(ticks))

    meanwhile = work(4)
    work(5)

    sent.refresh_from_db()
    assert (meanwhile, sent.state, sent.counts, Article.objects.count()) == (
        False, ImportState.DONE, {"added": 4}, 4,
    )  # fmt: skip
    assert outcomes(sent) == [(1, "added"), (2, "added"), (3, "added"), (4, "added")]


def test_a_row_that_kills_its_workers_is_left_out() -> None:
    sent = send(lines({"text": text(1)}, {"text": text(2)}), check=False)
    for _ in range(imports.MOST_KILLED):
        (lease,) = leases.claim(Import.objects.due(NOON), now=NOON, most=1)
        imports._past_the_killer(lease, iter(()), now=NOON)
        Import.objects.update(lease_token=None, lease_expires=None)

    work()

    assert outcomes(sent) == [(1, "refused"), (2, "added")]
    assert ImportRow.objects.get(number=1).why == (
        "Reading this row broke off 3 times, so it was left out."
    )


def test_a_file_that_vanished_ends_the_work() -> None:
    sent = send(MIXED, check=False)
    default_storage.delete(sent.storage_key)

    work()

    sent.refresh_from_db()
    assert (sent.state, sent.counts) == (ImportState.DONE, {"refused": 1})


@pytest.mark.django_db(transaction=True)
def test_workers_that_race_add_each_row_once(tmp_path: Path) -> None:
    for start in range(3):
        send(lines(*({"text": text(100 * start + n)} for n in range(5))), check=False)

    def all_of_it() -> Any:
        while work():
            pass

    together(all_of_it, all_of_it)

    assert Article.objects.count() == 15
    assert set(Import.objects.values_list("state", "counts__added")) == {(ImportState.DONE, 5)}


def test_a_late_worker_writes_nothing() -> None:
    sent = send(lines({"text": text(1)}), check=False)
    (late,) = leases.claim(Import.objects.due(NOON), now=NOON, most=1)
    later = NOON + leases.DURATION
    leases.claim(Import.objects.due(later), now=later, most=1)
    (row,) = rows_of(sent)

    with pytest.raises(StaleLease):
        imports._add(late, [row], bytes_done=1, clock=lambda: NOON)

    assert (Article.objects.count(), ImportRow.objects.count()) == (0, 0)


def rows_of(sent: Import) -> list[tables.Row]:
    with default_storage.open(sent.storage_key) as stored:
        file: Any = stored.file
        return list(tables.rows(file, tables.recognise(file)))


def test_an_address_with_another_text_is_refused_and_says_where_it_is() -> None:
    url = "https://gazette.example/1"
    there = bulk.add(tables.Row(1, 1, {"url": url, "text": text(1)}), by=None, now=NOON).article
    assert there is not None

    judged = bulk.foresee(tables.Row(1, 1, {"url": url, "text": text(2)}))

    assert (judged.outcome, judged.field) == (Outcome.REFUSED, "url")
    assert f"as article {there.pk}" in judged.why
