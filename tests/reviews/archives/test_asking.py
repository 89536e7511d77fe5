"""Archives are asked for what is cited: politely, once, and again where it helps."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError
from pytest_django import Settings

from reviews.archives import asking, elsewhere, offered, wish
from reviews.archives.answers import Answer, Verdict
from reviews.archives.offering import Archived
from reviews.models import (
    ArchiveLookup,
    ArchiveOutcome,
    ArchiveTurn,
    ArchiveWish,
    LinkState,
    SourceLink,
)
from tests import make
from tests.make import NOON
from tests.reviews.archives import standin
from tests.reviews.archives.standin import Archive, at

pytestmark = pytest.mark.django_db

SOON = NOON + timedelta(minutes=1)


def run(now: datetime = SOON) -> asking.Report:
    return asking.run_due(clock=lambda: now)


def cited(url: str = "https://ports.example/ledger", **fields: object) -> SourceLink:
    link = make.link(url, **fields)
    wish(link.pk, cited_at=NOON, now=NOON)
    return link


def wishes() -> list[tuple[str, datetime | None, int]]:
    return list(ArchiveWish.objects.order_by("service").values_list("service", "due_at", "tries"))


def test_what_is_found_is_kept_and_offered_and_not_asked_for_again(archive: Archive) -> None:
    link = cited()
    archive.copies[link.url] = [at(2020), at(2026, 2)]

    first, second = run(), run(NOON + timedelta(days=400))

    copy = archive.memento(link.url, at(2026, 2))
    assert (first, second) == (asking.Report(asked=2, found=2), asking.Report())
    assert elsewhere([link.pk])[link.pk] == [
        Archived("memento", "Memento", at(2026, 2), copy),
        Archived("wayback", "Wayback Machine", at(2026, 2), copy),
    ]
    assert wishes() == [("memento", None, 0), ("wayback", None, 0)]


def test_nothing_is_asked_unless_the_settings_name_an_archive(
    archive: Archive, settings: Settings
) -> None:
    cited()
    settings.ARCHIVES = []

    report = run()

    assert (report, archive.asked) == (asking.Report(), [])


def test_what_was_cited_before_look_ups_were_on_is_asked_for_then(archive: Archive) -> None:
    link = cited()

    run(NOON + timedelta(days=300))

    assert archive.asked == [link.url, link.url]


def test_what_is_not_there_is_asked_for_later_and_at_last_no_more(archive: Archive) -> None:
    cited()

    days = [day for day in range(200) if run(NOON + timedelta(days=day)).asked]

    assert days == [0, 7, 37, 127]
    assert {each.due_at for each in ArchiveWish.objects.all()} == {None}


def test_trouble_with_a_page_has_it_asked_for_again(archive: Archive) -> None:
    link = cited()
    ArchiveWish.objects.update(due_at=None, tries=3)
    archive.copies[link.url] = [at(2026, 2)]

    wish(link.pk, cited_at=SOON, now=SOON)

    assert run().found == 2
    assert set(ArchiveWish.objects.values_list("wanted_at", flat=True)) == {NOON}


def test_what_was_found_already_is_not_asked_for_again_in_trouble(archive: Archive) -> None:
    link = cited()
    archive.copies[link.url] = [at(2026, 2)]
    run()

    wish(link.pk, cited_at=SOON, now=SOON)

    assert run() == asking.Report()


@pytest.mark.parametrize(("says", "minutes"), [("600", 10), ("1", 1), ("nonsense", 1)])
def test_an_archive_that_wants_peace_gets_it_and_the_others_are_not_asked_for(
    archive: Archive, settings: Settings, says: str, minutes: int
) -> None:
    settings.ARCHIVES = ["wayback"]
    first, second = cited("https://a.example/"), cited("https://b.example/")
    archive.odd[first.url] = standin.answering(429, Retry_After=says)

    run()

    assert archive.asked == [first.url]
    assert ArchiveTurn.objects.get(service="wayback").not_before == SOON + timedelta(
        minutes=minutes
    )
    assert run(SOON + timedelta(minutes=minutes, seconds=-1)) == asking.Report()
    assert run(SOON + timedelta(minutes=minutes)).asked == 1
    assert archive.asked == [first.url, second.url]


def test_an_archive_that_is_down_is_left_alone_longer_each_time(
    archive: Archive, settings: Settings
) -> None:
    settings.ARCHIVES = ["memento"]
    for number in range(12):
        url = f"https://ports.example/{number}"
        archive.odd[cited(url).url] = standin.answering(502)
    now, pauses = NOON, []

    for _ in range(7):
        run(now)
        until = ArchiveTurn.objects.get(service="memento").not_before
        assert until is not None
        pauses.append((until - now).total_seconds() / 60)
        now = until

    assert pauses == [1, 4, 16, 64, 240, 1440, 1440]
    assert len(archive.asked) == 7


def test_a_page_that_brings_the_archive_down_does_not_keep_others_waiting(
    archive: Archive, settings: Settings
) -> None:
    settings.ARCHIVES = ["wayback"]
    bad, good = cited("https://bad.example/"), cited("https://good.example/")
    archive.odd[bad.url] = standin.answering(500)
    archive.copies[good.url] = [at(2026, 2)]

    run()
    run(SOON + timedelta(minutes=2))

    assert [each.kind for each in elsewhere([good.pk])[good.pk]] == ["wayback"]
    assert ArchiveTurn.objects.get(service="wayback").failures == 0


def test_nonsense_about_one_page_is_its_own_affair(archive: Archive, settings: Settings) -> None:
    settings.ARCHIVES = ["wayback"]
    odd, other = cited("https://a.example/"), cited("https://b.example/")
    archive.odd[odd.url] = standin.answering(200, b"<html>")
    archive.copies[other.url] = [at(2026, 2)]

    report = run()

    assert report == asking.Report(asked=2, found=1)
    lookup = ArchiveLookup.objects.get(link=odd)
    assert (lookup.outcome, lookup.url) == (ArchiveOutcome.FAILED, "")
    assert "something else than it should" in lookup.error


def test_a_page_the_desk_never_fetches_is_not_told_to_archives(archive: Archive) -> None:
    cited("http://intranet.example/secret", state=LinkState.REFUSED)

    run()

    assert archive.asked == []


def test_a_batch_is_bounded(archive: Archive, settings: Settings) -> None:
    settings.ARCHIVES = ["wayback"]
    for number in range(asking.BATCH + 1):
        cited(f"https://ports.example/{number}")

    counted = [run().asked, run().asked, run().asked]

    assert counted == [asking.BATCH, 1, 0]


def test_a_run_ends_when_its_time_is_up(archive: Archive) -> None:
    for number in range(3):
        cited(f"https://ports.example/{number}")
    times = iter(range(0, 10_000, 20))

    report = asking.run_due(clock=lambda: SOON + timedelta(seconds=next(times)))

    assert report.asked == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_ask_an_archive_at_the_same_time(
    archive: Archive, settings: Settings
) -> None:
    settings.ARCHIVES = ["wayback"]
    for number in range(12):
        cited(f"https://ports.example/{number}")
    reports: list[asking.Report] = []

    def work() -> None:
        try:
            reports.append(run())
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(report.asked for report in reports) == 12
    assert sorted(archive.asked) == sorted(set(archive.asked))
    assert archive.most == 1


def test_an_answer_that_comes_after_the_turn_lapsed_is_dropped(
    archive: Archive, settings: Settings
) -> None:
    settings.ARCHIVES = ["wayback"]
    cited()
    token = asking._claim("wayback", now=SOON)
    again = asking._claim("wayback", now=SOON + asking.LEASE)
    assert token is not None
    answer = Answer(verdict=Verdict.NONE)

    written = asking._write(
        ArchiveWish.objects.get(service="wayback"), answer, token=token, now=SOON
    )

    assert again is not None
    assert (written, ArchiveLookup.objects.count()) == (False, 0)


def test_ours_are_offered_before_those_of_others(archive: Archive) -> None:
    copy = make.snapshot(cited())
    archive.copies[copy.link.url] = [at(2026, 2)]
    run()

    found = offered(copy.link)

    assert [(each.kind, each.copy) for each in found] == [
        *(("own", copy), ("memento", None), ("wayback", None)),
    ]


def lookup(**fields: object) -> ArchiveLookup:
    values = {"service": "memento", "asked_at": NOON, "wanted_at": NOON, "outcome": "none"}
    return ArchiveLookup.objects.create(link=make.link(), **(values | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "found"},
        {"outcome": "found", "url": "https://a.example/"},
        {"outcome": "none", "url": "https://a.example/", "captured_at": NOON},
        {"service": "somewhere"},
    ],
)
def test_the_database_takes_no_half_look_up(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        lookup(**fields)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE reviews_archivelookup SET error = ''", "DELETE FROM reviews_archivelookup"],
)
def test_the_database_keeps_look_ups_as_they_were(statement: str) -> None:
    lookup()

    with (
        pytest.raises((IntegrityError, InternalError), match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
