import gzip
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from factcheck.outbound import Hop
from reviews.archives import warc
from reviews.links import Observation, Outcome, Reason, snapshots
from reviews.models import Snapshot, SourceLink
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.archives import reading

pytestmark = pytest.mark.django_db

BODY = "<title>Ledger</title><p>4,198 containers – 90 % “full”".encode()
HEADERS = (
    ("Date", "Mon, 02 Mar 2026 12:00:00 GMT"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("Transfer-Encoding", "chunked"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
)


@pytest.fixture(autouse=True)
def _storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def keep(link: SourceLink, body: bytes = BODY, *, days: int = 0, capped: bool = False) -> Snapshot:
    seen = Observation(
        outcome=Outcome.OK,
        reason=Reason.EXACT,
        hops=(Hop(link.url, "198.51.100.7", 301), Hop(f"{link.url}/", "198.51.100.8", 200)),
        final_url=f"{link.url}/",
        http_status=200,
        media_type="text/html",
        charset="utf-8",
        raw_headers=HEADERS,
        status_line="HTTP/1.1 200 Fine",
        title="Ledger",
        text="4,198 containers – 90 % “full”",
        body=body,
        capped=capped,
    )
    return snapshots.keep(link, seen, now=NOON + timedelta(days=days))


def exported(link: SourceLink) -> bytes:
    return b"".join(warc.stream(warc.of_source(link), about="A source", now=NOON))


def test_a_copy_is_a_response_with_its_metadata_and_its_text() -> None:
    link = make.link("https://ports.example/ledger")
    copy = keep(link)

    info, response, metadata, text = reading.records(exported(link))

    assert [each.kind for each in (info, response, metadata, text)] == [
        *("warcinfo", "response", "metadata", "conversion"),
    ]
    assert response.content == BODY
    assert text.content.decode() == copy.text
    assert metadata.content.decode().splitlines() == [
        "via: https://ports.example/ledger",
        "title: Ledger",
        "charset: utf-8",
        f"textDigest: sha256:{copy.text_sha256}",
    ]


def test_headers_stand_as_received_but_for_those_that_no_longer_hold() -> None:
    link = make.link()
    keep(link)

    response = reading.records(exported(link))[1]

    assert response.status == "200 Fine"
    assert response.http == [
        ("Date", "Mon, 02 Mar 2026 12:00:00 GMT"),
        ("Content-Type", "text/html; charset=utf-8"),
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("Content-Length", str(len(BODY))),
    ]


def test_a_record_says_when_from_where_and_with_which_digest() -> None:
    link = make.link("https://ports.example/ledger")
    keep(link)

    headers = reading.records(exported(link))[1].headers

    assert headers["WARC-Target-URI"] == "https://ports.example/ledger/"
    assert headers["WARC-Date"] == "2026-03-02T12:00:00.000000Z"
    assert headers["WARC-IP-Address"] == "198.51.100.8"
    assert headers["WARC-Payload-Digest"].startswith("sha256:")
    assert "WARC-Truncated" not in headers


def test_warcio_check_has_nothing_to_say(tmp_path: Path) -> None:
    link = make.link()
    keep(link)
    keep(link, b"\x00\xff binary", days=1)
    keep(link, b"", days=2)
    whole, changed = tmp_path / "whole.warc.gz", tmp_path / "changed.warc"

    whole.write_bytes(exported(link))
    changed.write_bytes(gzip.decompress(whole.read_bytes()).replace(b"4,198", b"4,199"))

    assert reading.complaints(str(whole)) == 0
    assert reading.complaints(str(changed)) == 1


def test_all_copies_of_a_source_follow_in_time() -> None:
    link = make.link()
    for day, body in enumerate([b"first", b"", b"third"]):
        keep(link, body, days=day)

    found = [each for each in reading.records(exported(link)) if each.kind == "response"]

    assert [each.content for each in found] == [b"first", b"", b"third"]


def test_a_page_that_went_on_is_marked_as_cut() -> None:
    link = make.link()
    keep(link, capped=True)

    assert reading.records(exported(link))[1].headers["WARC-Truncated"] == "length"


def test_the_same_copy_has_the_same_names_in_every_export() -> None:
    link = make.link()
    keep(link)

    first, again = (reading.records(exported(link))[1:] for _ in range(2))

    assert first == again


def test_equal_bodies_are_revisits_of_the_first() -> None:
    first, second = make.link("https://a.example/x"), make.link("https://b.example/y")
    keep(first)
    keep(second, days=1)

    every = reading.records(b"".join(warc.stream(warc.of_desk(), about="All", now=NOON)))

    answers = [each for each in every if each.kind in ("response", "revisit")]
    assert [each.kind for each in answers] == ["response", "revisit"]
    assert answers[1].headers["WARC-Refers-To"] == answers[0].headers["WARC-Record-ID"]
    assert answers[1].headers["WARC-Refers-To-Target-URI"] == "https://a.example/x/"
    assert answers[1].headers["WARC-Target-URI"] == "https://b.example/y/"


def test_a_lost_body_is_told_and_its_text_goes_along(tmp_path: Path) -> None:
    link = make.link()
    copy = keep(link)
    (tmp_path / "media" / copy.storage_key).unlink()

    _info, metadata, text = reading.records(exported(link))

    assert "note: The body of this copy is missing" in metadata.content.decode()
    assert text.content.decode() == copy.text


def test_copies_from_before_headers_were_kept_say_so() -> None:
    kept = keep(make.link())
    old = Snapshot.objects.create(
        link=make.link(),
        **{
            name: getattr(kept, name)
            for name in (
                *("taken_at", "final_url", "http_status", "media_type", "body_sha256"),
                *("body_bytes", "storage_key", "text", "text_sha256"),
            )
        },
    )

    _info, response, metadata, _text = reading.records(exported(old.link))

    assert (response.status, response.http) == (
        "200 OK",
        [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))],
    )
    assert "httpHeaders: not kept" in metadata.content.decode()


@pytest.mark.parametrize(
    ("headers", "left"),
    [
        ([["X", "a\r\nInjected: yes"]], [("X", "a Injected: yes")]),
        ([["", "empty"], ["a:b", "colon"], ["a\nb", "break"]], []),
        ([["X-Ä", "ä"], ["X-O", "ö"]], [("X-O", "%C3%B6")]),
    ],
)
def test_no_header_breaks_the_record(headers: list[list[str]], left: list[tuple[str, str]]) -> None:
    link = make.link()
    kept = keep(link)
    kept.pk, kept.link, kept.headers = None, make.link(), headers
    kept.save()

    response = reading.records(exported(kept.link))[1]

    assert response.content == BODY
    assert response.http[:-1] == left


def test_a_stream_is_made_piece_by_piece() -> None:
    link = make.link()
    keep(link, b"first")
    keep(link, b"second", days=1)

    pieces = warc.stream(warc.of_source(link), about="A source", now=NOON)

    assert isinstance(pieces, Iterator)
    assert [len(reading.records(piece)) for piece in pieces] == [1, 3, 3]


def export(**options: object) -> None:
    call_command("export_warc", stderr=StringIO(), **options)


def test_the_command_writes_a_source_a_fact_check_or_the_whole_desk(tmp_path: Path) -> None:
    out = str(tmp_path / "x.warc.gz")
    cited = keep(make.link(), b"cited")
    keep(cited.link, b"later", days=1)
    keep(make.link(), b"other")
    review = make.review(Status.PUBLISHED)
    make.evidence(review, snapshot=cited)
    counted = []

    for options in (
        {"source": cited.link_id},
        {"fact_check": review.publication.slug},
        {},
    ):
        export(out=out, **options)
        found = reading.records(Path(out).read_bytes())
        counted.append(sum(each.kind == "response" for each in found))

    assert counted == [2, 2, 3]
    assert reading.complaints(out) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"source": 999}, "There is no source 999."),
        ({"fact_check": "nothing"}, "There is no fact-check “nothing”."),
        ({"out": "/nonexistent/x.warc.gz"}, "The export was not finished"),
    ],
)
def test_the_command_says_what_is_wrong(options: dict[str, object], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        export(**{"out": "/nonexistent/x", **options})


def test_an_export_that_broke_off_leaves_the_file_before_it(
    tmp_path: Path, settings: Settings
) -> None:
    out = tmp_path / "x.warc.gz"
    out.write_bytes(b"the last export")
    keep(make.link())
    settings.MEDIA_ROOT = tmp_path / ("x" * 300)

    with pytest.raises(CommandError):
        export(out=str(out))

    assert [path.name for path in tmp_path.glob("x*")] == ["x.warc.gz"]
    assert out.read_bytes() == b"the last export"
