from __future__ import annotations

import pytest

from reviews.links import listing
from reviews.links.surveying import Target

URL = "https://site.example/report"


@pytest.mark.parametrize(
    "content",
    [
        b"https://a.example/\nhttps://b.example/\n",
        b"https://a.example/\r\nhttps://b.example/\r\n",
        b"https://a.example/\rhttps://b.example/",
        b"\xef\xbb\xbfhttps://a.example/\nhttps://b.example/",
        b"  https://a.example/  \nhttps://b.example/\t",
    ],
)
def test_lines_of_every_system_are_read(content):
    found = listing.read([content])

    assert found.targets == [
        Target("https://a.example/", "", 1),
        Target("https://b.example/", "", 2),
    ]


def test_empty_lines_and_comments_are_left_out_and_still_counted():
    found = listing.read([b"# sources\n", b"\n", b"   \n", URL.encode()])

    assert found.targets == [Target(URL, "", 4)]


def test_an_empty_file_holds_nothing():
    assert listing.read([]) == listing.Listing()


def test_a_quote_stands_after_a_tab_and_may_hold_tabs_and_strange_line_ends():
    found = listing.read([f"{URL}\tTwo\twords\u2028more\n".encode()])

    assert found.targets == [Target(URL, "Two\twords\u2028more", 1)]


def test_a_page_that_comes_again_in_another_spelling_is_one_target():
    lines = [URL, "HTTPS://Site.Example:443/report", f"{URL}#part", f"https://me:pw@{URL[8:]}"]

    found = listing.read(f"{line}\n".encode() for line in lines)

    assert found.targets == [Target(URL, "", 1)]
    assert [target.line for target in found.again[1]] == [2, 3, 4]
    assert found.repeated == 3


def test_another_quote_or_scheme_or_query_is_another_target():
    lines = [URL, f"{URL}\tWords", URL.replace("https", "http"), f"{URL}?utm_source=x"]

    found = listing.read(f"{line}\n".encode() for line in lines)

    assert [target.line for target in found.targets] == [1, 2, 3, 4]


def test_a_text_fragment_is_the_quote_where_none_is_given():
    found = listing.read([f"{URL}#:~:text=1%2C204%20crossings\n{URL}#:~:text=a\tb".encode()])

    assert [target.quote for target in found.targets] == ["1,204 crossings", "b"]


def test_a_line_that_is_no_text_is_named():
    with pytest.raises(listing.NotText) as caught:
        listing.read([URL.encode() + b"\n", b"\xff\xfe\x00\n"])

    assert caught.value.line == 2
