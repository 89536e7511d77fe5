"""A list of addresses, looked at with manners."""

from __future__ import annotations

from aiohttp import web

from factcheck import outbound
from reviews import links
from reviews.links import surveying
from reviews.links.surveying import Target
from tests.factcheck.outbound import servers


async def survey(
    targets: list[Target], *, client: outbound.Client, retries: int = 0
) -> dict[str, links.Observation]:
    found = surveying.survey(targets, client=client, concurrency=5, delay=0.0, retries=retries)
    return {target.url: seen async for target, seen in found}


def failing(times: int) -> servers.Handler:
    """Broken for so many requests, then a page."""
    left = [500] * times

    async def answer(request: web.Request) -> web.Response:
        return servers.html("<p>Words.", status=left.pop() if left else 200)

    return answer


async def test_a_page_that_was_broken_for_a_moment_is_fine(monkeypatch):
    monkeypatch.setattr(surveying, "PAUSE", 0.0)
    async with servers.site({"/": failing(1)}) as origin, servers.client() as client:
        found = await survey([Target(f"{origin}/")], client=client, retries=1)

    assert found[f"{origin}/"].outcome == "ok"


async def test_without_retries_it_is_told_as_it_was_seen():
    async with servers.site({"/": failing(1)}) as origin, servers.client() as client:
        found = await survey([Target(f"{origin}/")], client=client)

    assert found[f"{origin}/"].outcome == "server_error"


async def test_a_page_that_is_gone_is_not_asked_for_again():
    asked = []

    async def gone(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=404)

    async with servers.site({"/": gone}) as origin, servers.client() as client:
        await survey([Target(f"{origin}/")], client=client, retries=3)

    assert asked == ["/"]


async def test_a_host_that_wants_to_be_left_alone_is_left_alone():
    asked = []

    async def busy(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=429, headers={"Retry-After": "7200"})

    pages = {"/a": busy, "/b": busy}
    async with servers.site(pages) as origin, servers.client() as client:
        targets = [Target(f"{origin}/a"), Target(f"{origin}/b")]
        found = await survey(targets, client=client, retries=2)

    told = {url.removeprefix(origin): (o.outcome, o.retry_after) for url, o in found.items()}
    assert asked == ["/a"]
    assert told == {"/a": ("rate_limited", 7200), "/b": ("rate_limited", 7200)}


async def test_what_is_no_address_is_told_beside_the_others():
    async with servers.site({"/": "<p>Words."}) as origin, servers.client() as client:
        found = await survey([Target("nope"), Target(f"{origin}/")], client=client)

    assert {url: seen.outcome for url, seen in found.items()} == {
        "nope": "invalid",
        f"{origin}/": "ok",
    }


async def test_eight_kilobytes_of_address_are_fetched_and_one_more_is_no_address():
    async with servers.site({}) as origin, servers.client() as client:
        longest = f"{origin}/".ljust(8192, "a")
        found = await survey([Target(longest), Target(longest + "a")], client=client)

    assert [found[url].outcome for url in (longest, longest + "a")] == ["gone", "invalid"]
    assert outbound.parse(longest).path == longest.removeprefix(origin)
