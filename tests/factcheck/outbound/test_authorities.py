from __future__ import annotations

from pathlib import Path

import certifi
import pytest

from factcheck import outbound
from factcheck.outbound import authorities
from tests.factcheck.outbound import certificates, servers


@pytest.fixture(autouse=True)
def _forgotten():
    authorities.file.cache_clear()
    yield
    authorities.file.cache_clear()


async def test_what_the_machine_trusts_is_trusted(tmp_path, monkeypatch):
    authority = certificates.Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))

    async with (
        servers.site({"/": "safe"}, tls=authority.server(servers.NAME)) as origin,
        servers.client() as client,
    ):
        response = await client.get(f"{origin}/")

    assert response.text() == "safe"


async def test_a_file_of_ones_own_stands_alone(tmp_path, monkeypatch):
    known, other = certificates.Authority(tmp_path), certificates.Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(known.file))

    async with servers.site({"/": "x"}, tls=known.server(servers.NAME)) as origin:
        failure = await servers.failure_of(
            outbound.TlsFailed, f"{origin}/", ca_file=str(other.file)
        )

    assert failure.reason == "untrusted"


def test_the_usual_ones_are_there_too(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.Authority(tmp_path).file))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    usual = Path(certifi.where()).read_bytes()

    joined = Path(authorities.file()).read_bytes()

    assert joined.startswith(usual)
    assert joined.count(b"BEGIN CERTIFICATE") == usual.count(b"BEGIN CERTIFICATE") + 1


def test_a_machine_that_adds_none_needs_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))

    assert authorities.file() == certifi.where()


def test_a_folder_of_hashed_names_is_read(tmp_path, monkeypatch):
    authority = certificates.Authority(tmp_path)
    folder = tmp_path / "certs"
    folder.mkdir()
    (folder / "0a1b2c3d.0").symlink_to(authority.file)
    (folder / "README").write_text("no certificate")
    (folder / "0a1b2c3e.0").symlink_to(tmp_path / "gone")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(folder))

    joined = Path(authorities.file()).read_bytes()

    assert b"".join(authority.file.read_bytes().split()) in b"".join(joined.split())
