"""Names that do not exist, and name servers that do not answer."""

from __future__ import annotations

import asyncio
import socket

import pytest

from factcheck import outbound
from tests.factcheck.outbound import servers

QUICK = outbound.Limits(dns=0.3)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (socket.EAI_NONAME, outbound.NameNotFound),
        (socket.EAI_NODATA, outbound.NameNotFound),
        (socket.EAI_AGAIN, outbound.Unreachable),
        (socket.EAI_FAIL, outbound.Unreachable),
    ],
)
async def test_a_name_that_does_not_exist_is_not_a_name_server_that_is_down(code, expected):
    async def resolver(host: str) -> list[str]:
        raise socket.gaierror(code, "from the test")

    failure = await servers.failure_of(expected, "http://gone.example/", resolver=resolver)

    assert failure.hops == ()


async def test_a_name_without_addresses_does_not_exist():
    async def resolver(host: str) -> list[str]:
        return []

    failure = await servers.failure_of(
        outbound.NameNotFound, "http://gone.example/", resolver=resolver
    )

    assert failure.hops == ()


async def test_each_hop_is_looked_up_exactly_once():
    """Whatever is answered the next time: there is no next time."""
    asked: list[str] = []

    async def changing(host: str) -> list[str]:
        asked.append(host)
        return [servers.HOST, f"127.0.1.{len(asked)}"]

    pages: dict[str, servers.Page] = {
        "/a": servers.redirect("/b"),
        "/b": servers.redirect("/c"),
        "/c": "here",
    }
    async with (
        servers.site(pages) as origin,
        servers.client(resolver=changing, allow_networks=("127.0.0.0/16",)) as client,
    ):
        responses = await asyncio.gather(*(client.get(f"{origin}/a") for _ in range(5)))

    assert [response.text() for response in responses] == ["here"] * 5
    assert asked == [servers.NAME] * 15


async def test_a_name_server_slower_than_the_deadline_is_no_fault_of_the_name():
    async def resolver(host: str) -> list[str]:
        await asyncio.Event().wait()
        return []

    failure = await servers.failure_of(
        outbound.Unreachable,
        "http://slow.example/",
        resolver=resolver,
        limits=outbound.Limits(total=0.2),
    )

    assert failure.reason == "timeout"


async def test_a_name_server_that_never_answers():
    async def resolver(host: str) -> list[str]:
        await asyncio.Event().wait()
        return []

    failure = await servers.failure_of(
        outbound.Unreachable, "http://slow.example/", resolver=resolver, limits=QUICK
    )

    assert failure.reason == "dns"
