"""What curl hands over while an answer arrives: the lines of its head, the pieces of its body.

What a callback raises would be printed by pycurl and lost. Therefore each keeps what went wrong,
tells curl to stop, and the fetch raises it afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.outbound import failures, inflating, response
from factcheck.outbound.exceptions import OutboundError, UnreachableReason
from factcheck.outbound.limits import Limits

REDIRECTS = frozenset({301, 302, 303, 307, 308})

STOP = 0
"""What a callback answers to end a transfer: fewer bytes taken than were given."""


class Answer:
    """One answer. `head` holds the lines of its head once that is complete, `status` its number.

    Interim answers (1xx) are dropped, and so is what follows a body (trailers). `undecoded` names
    a coding that nobody here can undo. `failure` is what made us end the transfer, `fault` a
    mistake of ours that did. `on_lead` is told when the head leads elsewhere, so that nobody need
    wait for the body; None where redirects are not followed.
    """

    __slots__ = (
        *("_limits", "_lines", "_on_lead", "_size", "body", "failure", "fault", "head", "headers"),
        *("leads_on", "received", "status", "undecoded"),
    )

    def __init__(self, limits: Limits, *, on_lead: Callable[[], None] | None) -> None:
        self._limits = limits
        self._on_lead = on_lead
        self._lines: list[bytes] = []
        self._size = 0
        self.status = 0
        self.head: tuple[bytes, ...] = ()
        self.headers: response.Headers | None = None
        self.body: inflating.Body | None = None
        self.leads_on = False
        self.undecoded = ""
        self.received = 0
        self.failure: OutboundError | None = None
        self.fault: BaseException | None = None

    @property
    def satisfied(self) -> bool:
        """Whether we ended the transfer ourselves, having all that we wanted."""
        return bool(self.undecoded) or (self.body is not None and self.body.full)

    def take_header(self, line: bytes) -> int | None:
        """One line of a head, the empty one at its end included."""
        if self.head:
            return None
        try:
            size = len(line)
            self._size += size
            if size <= 2 and not line.strip():
                return self._end_of_head()
            self._lines.append(line)
            limits = self._limits
            if (
                size > limits.header_field
                or self._size > limits.head
                or len(self._lines) > limits.header_fields
            ):
                return self._give_up("The head of the answer is too long.")
        except BaseException as error:  # noqa: BLE001 - raised by the fetch, see above
            self.fault = error
            return STOP
        return None

    def take_body(self, chunk: bytes) -> int | None:
        self.received += len(chunk)
        if self.leads_on:
            return None
        if self.body is None:
            return STOP
        try:
            self.body.feed(chunk)
        except inflating.Corrupt as error:
            return self._give_up(str(error))
        except BaseException as error:  # noqa: BLE001 - raised by the fetch, see above
            self.fault = error
            return STOP
        return STOP if self.body.full else None

    def _end_of_head(self) -> int | None:
        lines, self._lines = self._lines, []
        status = int(lines[0].split(None, 2)[1])
        if status == 101:
            return self._give_up("The site switched to a protocol nobody asked for.")
        if status < 200:
            return None
        self.status = status
        self.head = tuple(lines)
        self.headers = response.Headers(lines)
        if self._on_lead and status in REDIRECTS:
            self.leads_on = True
            self._on_lead()
            return None
        names = inflating.encodings(self.headers.all("Content-Encoding"))
        if inflating.readable(names):
            self.body = inflating.Body(names, limit=self._limits.body)
        else:
            self.undecoded = response.shown(", ".join(names))
        return None

    def _give_up(self, detail: str) -> int:
        self.failure = failures.unreachable(UnreachableReason.PROTOCOL, detail=detail)
        return STOP
