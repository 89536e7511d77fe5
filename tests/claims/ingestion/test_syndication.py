"""Documents of feeds are read, whatever their dialect, and hostile ones do no harm."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.exceptions import NoFeed
from claims.ingestion import syndication
from tests.claims import syndicated

URL = "https://gazette.example/feed"
RSS_091 = b"""<?xml version="1.0"?><rss version="0.91"><channel><title>Old</title>
<item><title>One</title><link>https://gazette.example/1</link></item></channel></rss>"""
RSS_10 = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="x"><title>Old</title><sy:updatePeriod>daily</sy:updatePeriod>
<sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://gazette.example/1"><title>One</title>
<link>https://gazette.example/1</link></item></rdf:RDF>"""
ATOM = b"""<?xml version="1.0"?><!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom">
<title>Old</title><entry><id>https://gazette.example/1</id><title>One</title>
<link href="/1"/></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Old", "items": [
{"id": "https://gazette.example/1", "url": "https://gazette.example/1", "title": "One"}]}"""


def read(body: bytes, content_type: str = "") -> syndication.Document:
    return syndication.read(body, url=URL, content_type=content_type)


@pytest.mark.parametrize("body", [RSS_091, RSS_10, ATOM, JSON], ids=["0.91", "1.0", "Atom", "JSON"])
def test_every_dialect_gives_title_and_entries(body: bytes) -> None:
    document = read(body)

    (entry,) = document.entries
    assert (document.title, entry.key, entry.url, entry.title) == (
        "Old", "https://gazette.example/1", "https://gazette.example/1", "One",
    )  # fmt: skip


def test_an_entry_brings_its_author_times_and_whole_content() -> None:
    content = "<p>Whole text.</p>"
    item = syndicated.item(1, link="/1", content=content, more="<author>Ines Duarte</author>")

    (entry,) = read(syndicated.rss(item)).entries

    assert (entry.key, entry.author, entry.content, entry.whole) == (
        "entry-1", "Ines Duarte", content, True,
    )  # fmt: skip
    assert (entry.published_at, entry.updated_at) == (
        datetime(2026, 3, 2, 1, tzinfo=UTC), None,
    )  # fmt: skip


def test_a_json_feed_brings_its_author_times_and_whole_content() -> None:
    body = b"""{"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": 7,
    "url": "/7", "content_html": "<p>x</p>", "author": {"name": "Ines Duarte"},
    "date_published": "2026-03-02T10:00:00+02:00", "date_modified": "2026-03-02T12:00:00Z"}]}"""

    (entry,) = read(body).entries

    assert (entry.key, entry.url, entry.author, entry.content) == (
        "7", "https://gazette.example/7", "Ines Duarte", "<p>x</p>",
    )  # fmt: skip
    assert (entry.published_at, entry.updated_at) == (
        datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 3, 2, 12, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "wish"),
    [
        ("", None),
        ("<ttl>90</ttl>", timedelta(minutes=90)),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            timedelta(hours=6),
        ),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            timedelta(days=1),
        ),
    ],
)
def test_the_publishers_wish_is_read(more: str, wish: timedelta | None) -> None:
    assert read(syndicated.rss(more=more)).wish == wish


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<rss version='2.0'><channel><title>Größe</title></channel></rss>".encode("cp1252"), ""),
        ("<rss version='2.0'><channel><title>Größe</title></channel></rss>".encode("utf-16"), ""),
        (
            "<?xml version='1.0' encoding='iso-8859-15'?><rss version='2.0'><channel>"
            "<title>Größe</title></channel></rss>".encode("iso-8859-15"),
            "text/xml",
        ),
        (
            "<rss version='2.0'><channel><title>Größe</title></channel></rss>".encode("cp1250"),
            "text/xml; charset=windows-1250",
        ),
    ],
)  # fmt: skip
def test_encodings_are_read_as_browsers_read_them(body: bytes, content_type: str) -> None:
    assert read(body, content_type).title == "Größe"


def test_a_broken_feed_gives_what_can_be_read() -> None:
    body = syndicated.rss(syndicated.item(1, link="/1"))[:-40] + b"<oops & more"

    assert [entry.key for entry in read(body).entries] == ["entry-1"]


def test_entries_are_kept_once_and_those_without_identity_not_at_all() -> None:
    one = syndicated.item(1, link="/1")

    document = read(syndicated.rss(one, one, "<item><title>Nameless</title></item>"))

    assert [entry.key for entry in document.entries] == ["entry-1"]


def test_a_feed_of_any_length_gives_a_bounded_number_of_entries() -> None:
    body = syndicated.rss(*(syndicated.item(number) for number in range(600)))

    found = read(body)

    assert (len(found.entries), found.read, found.listed) == (
        syndication.MOST_ENTRIES, syndication.MOST_ENTRIES, 600,
    )  # fmt: skip


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/", "https://[", "http://"],
)
def test_only_web_addresses_are_taken_for_links(link: str) -> None:
    (entry,) = read(syndicated.rss(syndicated.item(1, link=link))).entries

    assert entry.url == ""


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "body",
    [
        (
            f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]><rss version="2.0"><channel>'
            "<title>&l9;</title></channel></rss>"
        ),
        (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
            "<title>&x;</title></channel></rss>"
        ),
        '<rss version="2.0"><!entity x "y"><channel></channel></rss>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_its_own_make_a_feed_unreadable(body: str, encoding: str) -> None:
    with pytest.raises(NoFeed):
        read(body.encode(encoding))


def test_an_encoding_that_hides_its_markup_is_not_believed() -> None:
    body = syndicated.rss(title="+ADw-x+AD4-").replace(b"utf-8", b"utf-7")

    assert read(body).title == "+ADw-x+AD4-"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no feed"),
        (b"<!doctype html><html><body>rss</body></html>", "no feed"),
        (b"just words", "no feed"),
        (b"%PDF-1.7", "no feed"),
        (b"\0" * 1000, "no feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 1}', "lists no items"),
        (b'{"version": "https://jsonfeed.org/version/1", ' + b"[" * 100_000, "no proper JSON"),
        (syndicated.rss("<a>" * 250_000), "too many elements"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(body: bytes, why: str) -> None:
    with pytest.raises(NoFeed, match=why):
        read(body)


@pytest.mark.slow
def test_a_feed_that_would_keep_the_parser_for_hours_is_given_up() -> None:
    item = "<item><guid>1</guid><author>" + "a." * 500_000 + "</author></item>"

    with pytest.raises(NoFeed, match="takes too long"):
        read(syndicated.rss(item))
