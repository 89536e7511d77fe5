"""What a request says, and what of the address it keeps."""

from __future__ import annotations

import asyncio

from aiohttp import web

from factcheck import outbound
from tests.factcheck.outbound import servers


async def echo(request: web.Request) -> web.Response:
    sent = {name: request.headers[name] for name in sorted(request.headers) if name != "Host"}
    return web.json_response(sent)


async def test_a_request_says_who_asks_and_nothing_else():
    async with servers.site({"/": echo}) as origin, servers.client() as client:
        url = origin.replace("http://", "http://user:secret@")

        response = await client.get(f"{url}/")

    assert response.text() == (
        '{"Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8", '
        '"Accept-Encoding": "gzip, deflate", "Accept-Language": "en,*;q=0.5", '
        f'"User-Agent": "{outbound.USER_AGENT}"}}'
    )


def test_the_user_agent_names_a_contact_and_avoids_the_word_that_firewalls_block():
    agent = outbound.user_agent("desk@example.org")

    assert agent == "Factcheck/0.1 (checks cited sources; contact: desk@example.org)"
    assert "link" not in outbound.USER_AGENT + agent


async def test_proxy_variables_are_ignored(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    async with servers.site({"/": "direct"}) as origin, servers.client() as client:
        response = await client.get(f"{origin}/")

    assert response.text() == "direct"


async def test_the_query_is_sent_as_it_was_written():
    async def query(request: web.Request) -> web.Response:
        return web.Response(text=request.raw_path)

    async with servers.site({"/p": query}) as origin, servers.client() as client:
        response = await client.get(f"{origin}/p?b=2&a=%7e|'x&utm_source=y&b=1#part")

    assert response.text() == "/p?b=2&a=%7e|%27x&utm_source=y&b=1"


async def test_many_fetches_share_one_client():
    async with servers.site({"/{n}": "page"}) as origin, servers.client() as client:
        responses = await asyncio.gather(*(client.get(f"{origin}/{n}") for n in range(30)))

    assert {response.status for response in responses} == {200}
