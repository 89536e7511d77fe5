"""Sites that can, and cannot, prove who they are."""

from __future__ import annotations

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
    trusted = certificates.Authority(tmp_path)
    tls = certificates.wrong(kind, trusted, tmp_path, servers.NAME)

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
