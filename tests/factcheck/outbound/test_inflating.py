from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.outbound import inflating

EMPTY_BLOCK = b"\0\0\0\xff\xff"


def inflated(names: tuple[str, ...], wire: bytes, *, step: int, limit: int = 10**9):
    body = inflating.Body(names, limit=limit)
    for at in range(0, len(wire), step):
        body.feed(wire[at : at + step])
    return bytes(body), body.ended, body.full


@given(st.binary(max_size=5000), st.integers(1, 700))
def test_any_split_of_the_wire_gives_the_same_body(content, step):
    wire = gzip.compress(content)

    assert inflated(("gzip",), wire, step=step) == (content, True, False)


@given(st.binary(min_size=100, max_size=5000), st.integers(1, 99))
def test_the_limit_holds_whatever_the_content(content, limit):
    body, _, full = inflated(("gzip",), gzip.compress(content), step=1000, limit=limit)

    assert (body, full) == (content[:limit], True)


def test_files_of_several_members_are_read_to_the_end():
    wire = gzip.compress(b"one ") + gzip.compress(b"two")

    assert inflated(("gzip",), wire, step=7) == (b"one two", True, False)


def test_what_follows_the_end_is_ignored():
    wire = gzip.compress(b"page") + b"<!-- served by a proxy -->"

    assert inflated(("gzip",), wire, step=1000) == (b"page", True, False)


def test_a_body_of_as_many_members_as_may_be_is_read():
    wire = gzip.compress(b"x") * inflating.MOST_MEMBERS

    assert inflated(("gzip",), wire, step=1000) == (b"x" * inflating.MOST_MEMBERS, True, False)


@pytest.mark.parametrize("step", [7, 10**6])
@pytest.mark.parametrize(
    ("names", "wire", "reason"),
    [
        (("gzip",), gzip.compress(b"x") * (inflating.MOST_MEMBERS + 1), "compressed files"),
        (("gzip",), gzip.compress(b"") * (inflating.MOST_MEMBERS + 1), "compressed files"),
        (("gzip",), gzip.compress(b"")[:3] + b"\x08" + b"x" * 100_000, "hold nothing"),
        (("deflate",), zlib.compress(b"")[:2] + EMPTY_BLOCK * 20_000, "hold nothing"),
    ],
    ids=["members", "empty members", "name", "empty blocks"],
)
def test_what_costs_time_and_never_fills_a_body_is_corrupt(names, wire, reason, step):
    with pytest.raises(inflating.Corrupt, match=reason):
        inflated(names, wire, step=step)


def test_a_body_that_stops_early_has_not_ended():
    wire = gzip.compress(b"page" * 100)[:-4]

    assert inflated(("gzip",), wire, step=1000)[1] is False


def test_no_body_at_all_is_whole():
    assert inflated(("gzip",), b"", step=1) == (b"", True, False)


@pytest.mark.parametrize("names", [("gzip",), ("deflate",)])
def test_other_bytes_are_corrupt(names):
    with pytest.raises(inflating.Corrupt):
        inflated(names, b"\xff\xfe\xfd no compression here", step=1000)


@pytest.mark.parametrize(
    ("header", "names", "readable"),
    [
        ("", (), True),
        ("identity", (), True),
        ("GZIP", ("gzip",), True),
        ("identity, deflate", ("deflate",), True),
        ("gzip, deflate", ("gzip", "deflate"), False),
        ("br", ("br",), False),
        ("gzip, gzip, gzip", ("gzip",) * 3, False),
    ],
)
def test_content_encodings(header, names, readable):
    assert (inflating.encodings(header), inflating.readable(inflating.encodings(header))) == (
        names,
        readable,
    )
