from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest
import uvloop

from factcheck import outbound
from tests.factcheck.outbound import servers

ALLOWED: outbound.Options = {
    "resolver": servers.everything_here,
    "allow_networks": (servers.NETWORK,),
}


@pytest.fixture
def origin() -> Iterator[str]:
    """A site in a thread of its own, as a view sees one."""
    ready: list[str] = []
    started, done = threading.Event(), threading.Event()

    async def serve() -> None:
        async with servers.site({"/": "<title>Hello</title>"}) as address:
            ready.append(address)
            started.set()
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert started.wait(10)
    yield ready[0]
    done.set()
    thread.join()


def test_a_view_fetches_without_a_loop(origin):
    response = outbound.fetch(f"{origin}/", **ALLOWED)

    assert (response.ok, response.media_type, response.charset, response.text()) == (
        True,
        "text/html",
        "utf-8",
        "<title>Hello</title>",
    )


def test_a_status_is_an_answer(origin):
    response = outbound.fetch(f"{origin}/nothing-here", **ALLOWED)

    assert (response.ok, response.status) == (False, 404)


def test_refusals_carry_a_sentence_for_the_reader():
    with pytest.raises(outbound.Refused) as caught:
        outbound.fetch("http://127.0.0.1/")

    assert str(caught.value) == "“127.0.0.1” is not on the public internet, so it is not fetched."


def test_a_batch_may_run_on_uvloop(origin):
    async def batch() -> list[int]:
        async with outbound.Client(**ALLOWED) as client:
            answers = await asyncio.gather(*(client.get(f"{origin}/") for _ in range(5)))
        return [answer.status for answer in answers]

    assert uvloop.run(batch()) == [200] * 5


def test_an_address_is_checked_without_asking_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        port = server.getsockname()[1]
        found = outbound.check(f"http://127.0.0.1:{port}/a b", allow_networks=["127.0.0.1"])
        with pytest.raises(TimeoutError):
            server.accept()

    assert (found.href, found.host) == (f"http://127.0.0.1:{port}/a%20b", "127.0.0.1")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/"])
def test_an_address_of_our_own_is_refused_when_it_is_checked(url: str) -> None:
    with pytest.raises(outbound.Refused, match="not on the public internet"):
        outbound.check(url)
