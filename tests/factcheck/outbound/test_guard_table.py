"""The whole table of hostile links, on the real engine: nobody is contacted who must not be.

In a network namespace a canary sees every connection to every address and port. Where the system
gives us none (an ordinary account on some systems, a container without the right), the rows run
against a service on 127.0.0.1 all the same.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.factcheck.outbound import guard_table, guard_table_addresses
from tests.factcheck.outbound.guard_table_row import REFUSED, SECRET, UNSENT, Row

# One process fetches the rows once for all of these tests.
pytestmark = pytest.mark.xdist_group("guard")

ROOT = Path(__file__).parents[3]
NAMESPACES = (["--net"], ["--user", "--map-root-user", "--net"])
PLACES = ("everywhere", "loopback")
WAYS = ("inspect", "get", "post")
SURE = ("refused", "invalid", "tls_error")
"""Outcomes of which `get` must give the same; of others it may hand over the answer."""

numbered = pytest.mark.parametrize(
    "number", range(len(guard_table.ROWS)), ids=[row.why for row in guard_table.ROWS]
)
everywhere_and_here = pytest.mark.parametrize("place", PLACES)


@functools.cache
def namespace() -> tuple[str, ...]:
    """The command that runs another one in a network namespace of its own; () if none does."""
    for flags in NAMESPACES:
        command = ("unshare", *flags)
        if shutil.which("unshare") and not subprocess.run([*command, "true"]).returncode:
            return command
    return ()


@functools.cache
def found(place: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.factcheck.outbound.guard_run", place]
    if place == "everywhere":
        if not namespace():
            pytest.skip("NO CANARY: this system gives us no network namespace (unshare --net)")
        if not shutil.which("ip") and "CI" not in os.environ:
            pytest.skip("NO CANARY: “ip” is missing (Debian: apt-get install iproute2)")
        command = [*namespace(), *command]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=300)
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def expected_contacts(row: Row, place: str) -> set[str]:
    """Only the namespace shows who is contacted besides the canary."""
    return set(row.contacts) if place == "everywhere" else set()


def test_there_are_enough_rows_and_each_says_why():
    assert len(guard_table.ROWS) >= guard_table.LEAST
    assert [row.url for row in guard_table.ROWS if not row.why] == []


@everywhere_and_here
@numbered
def test_inspect_sees_through_it_and_calls_nobody_else(number, place):
    row = guard_table.ROWS[number]

    seen = found(place)["rows"][number]["inspect"]

    assert (seen["outcome"] in (row.expected, *row.rivals), seen["contacts"]) == (
        True,
        sorted(expected_contacts(row, place)),
    ), f"{seen['outcome']}, not {row.expected}"
    if row.asked is not None:
        assert tuple(dict.fromkeys(seen["asked"])) == row.asked


@everywhere_and_here
@numbered
def test_no_way_calls_anybody_else_or_tells_a_secret(number, place):
    row = guard_table.ROWS[number]

    seen = [found(place)["rows"][number][way] for way in WAYS]

    called = {contact for each in seen for contact in each["contacts"]}
    said = "".join(each["sent"] for each in seen)
    told = said + "".join(each["told"] for each in seen)
    assert called - expected_contacts(row, place) == set()
    # Credentials go out in Base64, where no word of theirs is seen.
    assert (SECRET in told, UNSENT in said, "authorization:" in said.lower()) == (False,) * 3


@everywhere_and_here
@pytest.mark.parametrize("way", ["get", "post"])
def test_other_ways_refuse_what_inspect_refuses(way, place):
    unequal = {
        row.url: answer[way]["outcome"]
        for row, answer in zip(guard_table.ROWS, found(place)["rows"], strict=True)
        if row.expected.startswith(SURE) and not row.rivals
        if (way == "get" or not row.contacts) and answer[way]["outcome"] != row.expected
    }

    assert unequal == {}


def test_the_canary_sees_every_refused_address_once_the_guard_lets_it_through():
    control = found("everywhere")["control"]

    unseen = [url for url, contacts in control.items() if not contacts]
    assert (unseen, found("everywhere")["missed"]) == ([], 0)
    assert len(control) >= len(
        [row for row in guard_table_addresses.ROWS if row.expected == REFUSED and not row.mute]
    )
