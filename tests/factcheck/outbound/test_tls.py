"""Sites that can, and cannot, prove who they are."""

from __future__ import annotations

import datetime as dt

import pytest

from factcheck import outbound
from tests.factcheck.outbound import certificates, servers


async def test_a_trusted_site_is_read_over_tls(tmp_path):
    authority = certificates.Authority(tmp_path)
    tls = authority.server(servers.NAME)
    async with (
        servers.site({"/": "safe"}, tls=tls) as origin,
        servers.client(ca_file=str(authority.file)) as client,
    ):
        response = await client.get(f"{origin}/")

    assert (response.text(), response.hops[0].address) == ("safe", servers.HOST)


@pytest.mark.parametrize(
    "kind", ["expired", "not_yet_valid", "hostname", "untrusted", "self_signed"]
)
async def test_the_kind_of_a_tls_error_is_kept(kind, tmp_path):
    trusted, stranger = certificates.Authority(tmp_path), certificates.Authority(tmp_path)
    now, day = certificates.NOW, dt.timedelta(days=1)
    tls = {
        "expired": lambda: trusted.server(servers.NAME, end=now - day),
        "not_yet_valid": lambda: trusted.server(servers.NAME, start=now + day),
        "hostname": lambda: trusted.server("other.example"),
        "untrusted": lambda: stranger.server(servers.NAME),
        "self_signed": lambda: certificates.self_signed(tmp_path, servers.NAME),
    }[kind]()

    async with servers.site({"/": "unsafe"}, tls=tls) as origin:
        failure = await servers.failure_of(
            outbound.TlsFailed, f"{origin}/", ca_file=str(trusted.file)
        )

    assert failure.reason == kind


async def test_https_spoken_to_an_http_server():
    async with servers.site({"/": "plain"}) as origin:
        failure = await servers.failure_of(
            outbound.TlsFailed, origin.replace("http://", "https://")
        )

    assert failure.reason == "handshake"
