"""A mail server on loopback: real SMTP, and every letter it took can be read."""

import email
import email.policy
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Post:
    """The letters taken so far; `refusal` is answered to those to `refused`."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal = ""
        self.refused = ""
        self._lock = threading.Lock()
        self.url = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refusal and self.refused in envelope.rcpt_tos[0]:
            return self.refusal
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        with self._lock:
            self.letters.append(message)
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        with self._lock:
            return [letter for letter in self.letters if address in letter["To"]]

    def wait_for(
        self,
        address: str,
        *,
        about: str = "",
        seconds: float = 20,
        idle: Callable[[], None] | None = None,
    ) -> EmailMessage:
        deadline = time.monotonic() + seconds
        while True:
            found = [letter for letter in self.to(address) if about in str(letter["Subject"])]
            if found:
                return found[-1]
            assert time.monotonic() < deadline, f"no letter to {address}: {self.letters}"
            if idle:
                idle()
            else:
                time.sleep(0.05)


@contextmanager
def office() -> Iterator[Post]:
    post = Post()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    post.url = f"smtp://127.0.0.1:{port}"
    try:
        yield post
    finally:
        controller.stop()


def words(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
