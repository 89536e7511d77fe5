from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import outbound


@pytest.mark.parametrize(
    ("raw", "href"),
    [
        ("HTTP://Example.ORG:80/A/../b", "http://example.org/b"),
        ("https://example.org", "https://example.org/"),
        ("https://user:pw@example.org/x", "https://example.org/x"),
        ("https://bücher.example/ü?q=ü#ü", "https://xn--bcher-kva.example/%C3%BC?q=%C3%BC#%C3%BC"),
        ("http://127.0.0.1\\@example.com/", "http://127.0.0.1/@example.com/"),
        ("https://example.org/?b=2&a=1&utm_source=x", "https://example.org/?b=2&a=1&utm_source=x"),
        (" https://example.org/a\tb ", "https://example.org/ab"),
    ],
)
def test_the_fetched_form_is_that_of_browsers(raw, href):
    address = outbound.parse(raw)

    assert (address.raw, address.href) == (raw, href)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://example.org:443/a", "http://example.org:80/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=1", "https://example.org/a?id=1"),
        ("https://example.org/a?id=1&fbclid=z", "https://example.org/a?id=1"),
        ("https://EXAMPLE.org./a", "https://example.org/a"),
    ],
)
def test_links_to_one_page_share_a_key(one, other):
    assert outbound.parse(one).dedup_key == outbound.parse(other).dedup_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a?a=1&b=2", "https://example.org/a?b=2&a=1"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org:8443/a", "https://example.org/a"),
        ("https://sub.example.org/a", "https://example.org/a"),
    ],
)
def test_links_to_different_pages_do_not(one, other):
    assert outbound.parse(one).dedup_key != outbound.parse(other).dedup_key


def test_an_address_knows_its_parts():
    address = outbound.parse("https://www.Example.org:8443/a/b?x=1#f")

    assert (address.host, address.origin, address.port, address.depth) == (
        "www.example.org",
        "https://www.example.org:8443",
        8443,
        2,
    )


def test_an_address_may_be_relative_to_a_page():
    assert outbound.urls.parse("../c?d", base="https://example.org/a/b/").href == (
        "https://example.org/a/c?d"
    )


def test_what_is_relative_to_a_literal_host_stays_with_it():
    found = outbound.urls.parse("/c", base="http://192.0.2.7/a")

    assert (found.href, found.literal) == ("http://192.0.2.7/c", True)


@given(st.text())
def test_any_text_is_an_address_or_a_clear_refusal(text):
    try:
        result = outbound.parse(text).href
    except (outbound.InvalidUrl, outbound.Refused) as error:
        result = error.message

    assert result


@given(st.from_regex(r"https?://[a-z0-9.]{1,20}(:[0-9]{1,4})?/[ -~é]{0,30}", fullmatch=True))
def test_parsing_is_settled_after_once(url):
    try:
        once = outbound.parse(url)
    except outbound.OutboundError:
        return

    again = outbound.parse(once.href)

    assert (again.href, again.dedup_key) == (once.href, once.dedup_key)
