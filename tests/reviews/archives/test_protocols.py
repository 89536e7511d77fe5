"""What archives say, in both protocols, and what they say wrongly."""

import asyncio
from datetime import datetime
from typing import Any

import pytest

from factcheck import outbound
from reviews.archives import memento, wayback
from reviews.archives.answers import Answer, Verdict
from tests.reviews.archives import standin
from tests.reviews.archives.standin import Archive, at

PAGE = "https://ports.example/ledger?month=5"
CITED, NOW = at(2024, 6), at(2026)
ELSEWHERE = "http://10.1.2.3/"


@pytest.fixture(params=["memento", "wayback"])
def protocol(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def ask(protocol: str, archive: Archive, url: str = PAGE, *, patience: float = 5.0) -> Answer:
    async def asked() -> Answer:
        limits = outbound.Limits(total=patience, body=64 * 1024)
        async with outbound.Client(allow_networks=["127.0.0.0/8"], limits=limits) as client:
            times: dict[str, datetime] = {"wanted_at": CITED, "now": NOW}
            if protocol == "memento":
                return await memento.ask(url, timegate=archive.timegate, client=client, **times)
            return await wayback.ask(url, api=archive.api, client=client, **times)

    return asyncio.run(asked())


def test_the_copy_nearest_to_the_day_it_was_cited_is_found(protocol: str, archive: Archive) -> None:
    archive.copies[PAGE] = [at(2019), at(2024, 5), at(2025, 9)]

    answer = ask(protocol, archive)

    assert (answer.verdict, answer.captured_at) == (Verdict.FOUND, at(2024, 5))
    assert answer.url == archive.memento(PAGE, at(2024, 5))
    assert archive.asked == [PAGE]


def test_an_archive_that_has_none_says_so(protocol: str, archive: Archive) -> None:
    assert ask(protocol, archive) == Answer(verdict=Verdict.NONE)


def test_a_timegate_is_asked_for_a_date(archive: Archive) -> None:
    ask("memento", archive)

    assert archive.wanted == ["Sat, 01 Jun 2024 12:00:00 GMT"]


@pytest.mark.parametrize("status", [429, 503])
def test_an_archive_that_wants_peace_is_away_for_as_long_as_it_says(
    protocol: str, archive: Archive, status: int
) -> None:
    archive.odd[PAGE] = standin.answering(status, Retry_After="120")

    answer = ask(protocol, archive)

    assert (answer.verdict, answer.away, answer.retry_after) == (Verdict.FAILED, True, 120)


def test_an_archive_that_drips_is_away(protocol: str, archive: Archive) -> None:
    archive.odd[PAGE] = standin.slowly

    answer = ask(protocol, archive, patience=0.5)

    assert (answer.verdict, answer.away) == (Verdict.FAILED, True)


def test_an_archive_that_is_down_is_away(protocol: str, archive: Archive) -> None:
    archive.url = "http://127.0.0.1:9009"

    answer = ask(protocol, archive)

    assert (answer.verdict, answer.away) == (Verdict.FAILED, True)


def test_a_redirect_to_where_the_desk_never_goes_is_not_followed_nor_offered(
    protocol: str, archive: Archive
) -> None:
    archive.odd[PAGE] = standin.answering(302, Location=ELSEWHERE)

    answer = ask(protocol, archive)

    assert (answer.verdict, answer.url, answer.away) == (Verdict.FAILED, "", False)


DATED = "Sat, 01 Jun 2024 12:00:00 GMT"
LINKED = f'<{PAGE}>; rel="original"'


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (standin.answering(200, b"a page"), "HTTP 200 and no copy"),
        (standin.answering(200, Memento_Datetime="yesterday"), "cannot be read"),
        (standin.answering(200, Memento_Datetime="Sat, 99 Jun 2024"), "cannot be read"),
        (standin.answering(200, Memento_Datetime="Fri, 01 Jan 2038 00:00:00 GMT"), "future"),
        (
            standin.answering(200, Memento_Datetime=DATED, Link='<https://x.example>;rel=original'),
            "another page: https://x.example",
        ),
        (
            standin.answering(200, Memento_Datetime=DATED, Content_Location=ELSEWHERE),
            "not on the public internet",
        ),
        (standin.answering(200, Memento_Datetime=DATED, Content_Location="javascript:x"), "web"),
        (standin.answering(400), "HTTP 400"),
    ],
)  # fmt: skip
def test_a_timegate_that_says_nonsense_has_found_nothing(
    archive: Archive, odd: standin.Odd, why: str
) -> None:
    archive.odd[PAGE] = odd

    answer = ask("memento", archive)

    assert (answer.verdict, answer.url, answer.away) == (Verdict.FAILED, "", False)
    assert why in answer.error


def closest(**fields: Any) -> dict[str, Any]:
    whole = {"available": True, "url": "http://127.0.0.1/x", "timestamp": "20240601120000"}
    return {"archived_snapshots": {"closest": whole | fields}}


@pytest.mark.parametrize(
    "odd",
    [
        standin.answering(200, b"<html>we are moving</html>"),
        standin.answering(200, b"\xff\xfe"),
        standin.answering(200, b"[" * 60_000),
        standin.answering(400),
        standin.saying([]),
        standin.saying({}),
        standin.saying({"archived_snapshots": {"closest": "x"}}),
        standin.saying({"archived_snapshots": [1]}),
        standin.saying(closest(timestamp="last year")),
        standin.saying(closest(timestamp=20240601120000)),
        standin.saying(closest(timestamp="20380101000000")),
        standin.saying(closest(url=None)),
        standin.saying(closest(url="javascript:alert(1)")),
        standin.saying(closest(url="http://169.254.169.254/latest/meta-data/")),
        standin.saying({"archived_snapshots": {"closest": {"available": True}}}),
    ],
)
def test_an_availability_api_that_says_nonsense_has_found_nothing(
    archive: Archive, odd: standin.Odd
) -> None:
    archive.odd[PAGE] = odd

    answer = ask("wayback", archive)

    assert (answer.verdict, answer.url, answer.away) == (Verdict.FAILED, "", False)
    assert answer.error != ""


@pytest.mark.parametrize(
    ("protocol", "odd"),
    [
        ("memento", standin.answering(404, Memento_Datetime=DATED)),
        ("memento", standin.answering(503, Memento_Datetime=DATED, Link=LINKED)),
        ("wayback", standin.saying(closest(status="404"))),
        ("wayback", standin.saying(closest(available=False))),
        ("wayback", standin.saying({"archived_snapshots": {}})),
    ],
)
def test_a_copy_of_an_error_page_is_none(protocol: str, archive: Archive, odd: standin.Odd) -> None:
    archive.odd[PAGE] = odd

    assert ask(protocol, archive) == Answer(verdict=Verdict.NONE)


@pytest.mark.parametrize(
    "original",
    [
        "http://www.ports.example:80/ledger?month=5",
        f"{PAGE}/",
        "https://PORTS.example/ledger?month=5",
    ],
)
def test_an_address_in_another_dress_is_the_same_page(archive: Archive, original: str) -> None:
    links = f'<http://a.example/map>; rel="timemap"; type="x,y", <{original}>; rel="first original"'
    archive.odd[PAGE] = standin.answering(
        200, Memento_Datetime=DATED, Link=links, Content_Location="/memento/1/x"
    )

    answer = ask("memento", archive)

    assert (answer.verdict, answer.url) == (Verdict.FOUND, f"{archive.url}/memento/1/x")


def test_a_link_header_without_end_is_read_in_no_time() -> None:
    header = "<a>;" + ' rel="x";' * 100_000

    assert list(memento.originals(header)) == []
