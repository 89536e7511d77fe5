"""Looking up names."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from factcheck.outbound.exceptions import NameNotFound, Unreachable, UnreachableReason

Resolver = Callable[[str], Awaitable[list[str]]]

LOOPBACK = "127.0.0.1"
THREADS = 32

# Answers that mean "there is no such name"; all others (SERVFAIL, no answer) may pass.
ABSENT = frozenset({socket.EAI_NONAME, socket.EAI_NODATA})


class SystemResolver:
    """The machine's own resolver, in threads of its own.

    The loop's default threads will not do: `asyncio.run` waits for them to end, and a look-up
    that hangs would outlive the deadline of the fetch that asked for it.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="outbound-dns")

    async def __call__(self, host: str) -> list[str]:
        """All addresses of `host`. Names below .localhost are this machine (RFC 6761, 6.3)."""
        name = host.removesuffix(".")
        if name == "localhost" or name.endswith(".localhost"):
            return [LOOPBACK]
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _look_up, host)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str) -> list[str]:
    # As bytes: given a str, Python applies its own (2003) IDNA rules, and raises on long labels.
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def resolve(host: str, *, resolver: Resolver, timeout: float) -> list[str]:
    """At least one address of `host`, within `timeout` seconds.

    Raises `NameNotFound` or `Unreachable` (dns).
    """
    try:
        async with asyncio.timeout(timeout):
            found = await resolver(host)
    except TimeoutError as error:
        raise _passing(host, "timed out") from error
    except socket.gaierror as error:
        if error.errno in ABSENT:
            raise _absent(host, str(error)) from error
        raise _passing(host, str(error)) from error
    except OSError as error:
        raise _passing(host, str(error)) from error
    if not found:
        raise _absent(host, "no addresses")
    return found


def _absent(host: str, detail: str) -> NameNotFound:
    return NameNotFound(f"There is no site called “{host}”.", detail=detail)


def _passing(host: str, detail: str) -> Unreachable:
    return Unreachable(
        f"The name “{host}” could not be looked up just now.",
        reason=UnreachableReason.DNS,
        detail=detail,
    )
