"""The web server's address: is it free, and does it answer?"""

import errno
import http.client
import os
import socket
import sys
from urllib.parse import urlsplit

from factcheck.embedded.exceptions import EmbeddedError, PortTaken

HIGHEST = 65535
LOOPBACK = "127.0.0.1"
DEFAULT = 8000


def from_text(text: str) -> int:
    """Raises EmbeddedError for what is no port number."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST):
        raise EmbeddedError(f"PORT is “{text}”: it has to be a number from 1 to {HIGHEST}.")
    return int(text)


def require_free(host: str, number: int) -> None:
    """Ask before any work is done. Raises PortTaken, or EmbeddedError for an address of no use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections of the last run that are still being closed do not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
            probe.listen(1)
        except OSError as error:
            raise _explained(error, host, number) from error


def _explained(error: OSError, host: str, number: int) -> EmbeddedError:
    other = number + 1 if number < HIGHEST else number - 1
    if error.errno == errno.EADDRINUSE:
        return PortTaken(
            f"Port {number} is taken by another program. "
            f"Choose another one, for example: make run PORT={other}"
        )
    if error.errno == errno.EACCES:
        return PortTaken(f"This account may not open port {number}. Try: make run PORT=8000")
    return EmbeddedError(f"Cannot listen on {host}, port {number}: {error.strerror or error}.")


def answers(number: int, *, path: str = "/healthz", host: str = LOOPBACK) -> bool:
    """Whether a web server on this machine gives the page without an error.

    `host` is the name to ask for: a desk in production answers only to its own.
    """
    connection = http.client.HTTPConnection(LOOPBACK, number, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status < http.HTTPStatus.BAD_REQUEST
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main() -> int:
    """The health check of a container: status 0 when the desk answers to its public name."""
    host = urlsplit(os.environ.get("FACTCHECK_SITE_URL", "")).hostname or LOOPBACK
    number = from_text(os.environ.get("PORT") or str(DEFAULT))
    return 0 if answers(number, host=host) else 1


if __name__ == "__main__":
    sys.exit(main())
