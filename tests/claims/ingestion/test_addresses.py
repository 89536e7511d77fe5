"""Spellings of one address, and addresses that only look alike."""

import pytest

from claims.exceptions import UnusableAddress
from claims.ingestion import addresses

ONE = "https://example.org/2026/harbour-figures"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/2026/harbour-figures/",
        "HTTPS://www.Example.org:443/2026/harbour-figures#comments",
        "https://m.example.org/2026/harbour-figures",
        "https://www.m.example.org/2026/harbour-figures",
        "https://mobile.example.org/2026/harbour-figures",
        "https://amp.example.org/2026/harbour-figures",
        "https://example.org/2026/harbour-figures/amp/",
        "https://example.org/2026/harbour-figures.amp",
        "https://example.org/2026/harbour-figures?amp=1",
        "https://example.org/2026/harbour-figures?outputType=amp",
        "https://example.org/2026/harbour-figures/index.html",
        "https://example.org/2026/harbour%2Dfigures",
        "https://example.org/2026/harbour-figures?utm_source=x&fbclid=1&gclid=2",
        "https://example.org/2026/harbour-figures?at_medium=social&xtor=RSS-1&CMP=share",
        "https://www.google.com/amp/s/www.example.org/2026/harbour-figures",
        "https://example-org.cdn.ampproject.org/c/s/example.org/2026/harbour-figures",
    ],
)
def test_spellings_of_an_address_are_one(other: str) -> None:
    assert addresses.key(other) == addresses.key(ONE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/2026/harbour-figures-2",
        "https://example.org/2026/Harbour-figures",
        "https://example.org/2026/harbour-figures?page=2",
        "https://example.org:8443/2026/harbour-figures",
        "https://news.example.org/2026/harbour-figures",
        "https://example.com/2026/harbour-figures",
        "https://example.org/2026/harbour%2Ffigures",
        "https://example.org/2026/harbour-figures?url=a%26b",
    ],
)
def test_other_addresses_are_others(other: str) -> None:
    assert addresses.key(other) != addresses.key(ONE)


@pytest.mark.parametrize("url", ["https://m.com/a", "https://amp.dev/a", "https://www.example/a"])
def test_a_site_whose_name_is_a_device_keeps_it(url: str) -> None:
    assert addresses.key(url).partition("/")[0] == url.split("/")[2].removeprefix("www.")


def test_the_order_of_parameters_does_not_matter() -> None:
    assert addresses.key(f"{ONE}?b=2&a=1") == addresses.key(f"{ONE}?a=1&b=2")


def test_a_key_fits_an_index_however_long_the_address() -> None:
    long = f"{ONE}?{'&'.join(f'a{n}={n}' for n in range(900))}"

    assert (len(addresses.key(long)), addresses.key(long) == addresses.key(f"{long}&b=1")) == (
        71, False,
    )  # fmt: skip


def test_what_is_no_address_has_no_key() -> None:
    with pytest.raises(UnusableAddress):
        addresses.key("ftp://example.org/a")
