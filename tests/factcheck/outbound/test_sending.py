"""Requests that carry headers or a document."""

from __future__ import annotations

from aiohttp import web

from tests.factcheck.outbound import servers


async def told(request: web.Request) -> web.Response:
    return web.json_response(
        [request.method, request.headers.get("X-Key", ""), (await request.read()).decode()]
    )


def elsewhere(origin: str) -> servers.Handler:
    async def go(request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": f"{origin}/told"})

    return go


async def test_a_document_is_sent_with_its_headers():
    async with servers.site({"/told": told}) as origin, servers.client() as client:
        response = await client.post(f"{origin}/told", body=b"words", headers={"X-Key": "k"})

    assert response.text() == '["POST", "k", "words"]'


async def test_a_redirected_document_is_not_sent_on():
    async with (
        servers.site({"/told": told}) as there,
        servers.site({"/": elsewhere(there)}) as origin,
        servers.client() as client,
    ):
        response = await client.post(f"{origin}/", body=b"words", headers={})

    assert (response.status, len(response.hops)) == (307, 1)


async def test_headers_go_along_on_the_same_host():
    async with servers.site({"/told": told}) as origin, servers.client() as client:
        response = await client.get(f"{origin}/told", headers={"X-Key": "k"})

    assert response.text() == '["GET", "k", ""]'


async def test_headers_do_not_follow_a_redirect_to_another_host():
    async with (
        servers.site({"/told": told}) as there,
        servers.site({"/": elsewhere(there)}) as origin,
        servers.client() as client,
    ):
        response = await client.get(f"{origin}/", headers={"X-Key": "k"})

    assert response.text() == '["GET", "", ""]'
