"""Addresses that say which words of their page are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.links import fragments
from reviews.links.fragments import Hint

PAGE = (
    "The harbour\nThe port was busy. In May the port was busy, too; in June the port was busy "
    "again. Mayor Ines Duarte said: “The second crane pays.” A crane pays, she said. Das Café, 10 "
    "% mehr."
)


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("", ()),
        ("#top", ()),
        ("#:~:text=", ()),
        ("#:~:text=crane", (Hint("crane"),)),
        ("#top:~:text=the%20port%2C%20busy", (Hint("the port, busy"),)),
        ("#:~:text=In%20May,again", (Hint("In May", "again"),)),
        ("#:~:text=May-,the port,-too", (Hint("the port", "", "May", "too"),)),
        ("#:~:text=a-,b,c,-d", (Hint("b", "c", "a", "d"),)),
        ("#:~:text=a-,b", (Hint("b", "", "a"),)),
        ("#:~:text=b,-d", (Hint("b", "", "", "d"),)),
        ("#:~:text=well%2Dknown", (Hint("well-known"),)),
        ("#:~:text=one&text=two", (Hint("one"), Hint("two"))),
        ("#:~:other=x&text=two", (Hint("two"),)),
        ("#:~:text=a,b,c", ()),
        ("#:~:text=a-", ()),
        ("#:~:text=-b", ()),
        ("#:~:text=a-,-b", ()),
        ("#:~:text=a,,b", ()),
        ("#:~:text=a,b,c,d,e", ()),
        ("#:~:text=%E9%E9", (Hint("\ufffd\ufffd"),)),
        ("#:~:text=%D8%B3%D9%84%D8%A7%D9%85", (Hint("سلام"),)),
        ("#:~:text=1+1", (Hint("1+1"),)),
    ],
)
def test_directives_are_read_as_the_standard_says(fragment, found):
    assert fragments.hints(f"https://site.example/page?text=no{fragment}") == found


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("", ""),
        ("#:~:text=the%20port", "the port"),
        ("#:~:text=In%20May,again", "In May … again"),
        ("#:~:text=one&text=two", "one"),
    ],
)
def test_the_words_of_a_fragment_make_a_quote(fragment, words):
    assert fragments.words(f"https://site.example/{fragment}") == words


@pytest.mark.parametrize(
    ("hint", "passage"),
    [
        (Hint("the second CRANE"), "The second crane"),
        (Hint("the port was busy", prefix="In May"), "the port was busy"),
        (Hint("the port was busy", suffix="again"), "the port was busy"),
        (Hint("in june", "again"), "in June the port was busy again"),
        (Hint('said: "The'), "said: “The"),
        (Hint("nowhere"), ""),
        (Hint("port", prefix="nowhere"), ""),
        (Hint("port", suffix="nowhere"), ""),
        (Hint("port", "nowhere"), ""),
        (Hint("crane p"), ""),
        (Hint("\u200b"), ""),
    ],
)
def test_where_a_hint_leads(hint, passage):
    match = fragments.place(hint, PAGE)

    assert (PAGE[match.start : match.end] if match.found else "") == passage


@pytest.mark.parametrize(
    ("fragment", "before"),
    [
        ("", "The harbour\nThe port was busy. In May "),
        ("#:~:text=In%20May-,the%20port", "The harbour\nThe port was busy. In May "),
        ("#:~:text=june%20the%20port,again", "in June "),
        ("#:~:text=mayor%20ines", "in June "),
        ("#:~:text=nowhere", "The harbour\nThe port was busy. In May "),
    ],
)
def test_the_fragment_decides_between_several_places(fragment, before):
    match = fragments.located("the port was busy", PAGE, url=f"https://site.example/{fragment}")

    assert match.found
    assert PAGE[: match.start].endswith(before)


def test_one_place_needs_no_fragment():
    match = fragments.located("Mayor Ines", PAGE, url="https://site.example/#:~:text=harbour")

    assert PAGE[match.start : match.end] == "Mayor Ines"


def test_only_words_of_the_fragment_itself_are_found_in_other_case():
    url = "https://site.example/#:~:text=MAYOR%20INES"

    found = [fragments.located(quote, PAGE, url=url).found for quote in ("MAYOR INES", "MAYOR")]

    assert found == [True, False]


@given(st.text(max_size=80))
def test_any_fragment_is_read(rest):
    for hint in fragments.hints(f"https://site.example/#:~:text={rest}"):
        match = fragments.place(hint, PAGE)
        assert not match.found or 0 <= match.start < match.end <= len(PAGE)
