"""The certificate authorities we believe: those of Mozilla (certifi) and those of this machine.

curl reads one file and keeps what it read only if it is one; so the two lists are joined.
"""

from __future__ import annotations

import atexit
import functools
import os
import re
import ssl
import tempfile
from collections.abc import Iterator
from pathlib import Path

import certifi

_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
_HASHED = re.compile(r"[0-9a-f]{8}\.\d+")


@functools.lru_cache(maxsize=1)
def file() -> str:
    """The path of a file with all of them; made once in a process where the machine adds any."""
    usual = Path(certifi.where()).read_bytes()
    known = set(_certificates(usual))
    own = [one for one in dict.fromkeys(_of_this_machine()) if one not in known]
    if not own:
        return certifi.where()
    number, name = tempfile.mkstemp(prefix="factcheck-authorities-", suffix=".pem")
    with os.fdopen(number, "wb") as joined:
        joined.write(b"\n".join([usual, *own, b""]))
    atexit.register(_remove, Path(name), os.getpid())
    return name


def _of_this_machine() -> Iterator[bytes]:
    """Where OpenSSL looks by default, or where SSL_CERT_FILE and SSL_CERT_DIR tell it to."""
    places = ssl.get_default_verify_paths()
    if places.cafile:
        yield from _certificates(Path(places.cafile).read_bytes())
    if places.capath:
        for path in sorted(Path(places.capath).iterdir()):
            if _HASHED.fullmatch(path.name) and path.is_file():
                yield from _certificates(path.read_bytes())


def _certificates(pem: bytes) -> list[bytes]:
    return [b"\n".join(found.splitlines()) for found in _CERTIFICATE.findall(pem)]


def _remove(path: Path, owner: int) -> None:
    """Children of a fork share the file; it goes with the process that made it."""
    if os.getpid() == owner:
        path.unlink(missing_ok=True)
