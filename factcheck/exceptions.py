"""Errors whose text a user may read. Each says what was wrong and what to do; each has a status."""

from http import HTTPStatus
from typing import Any


class DeskError(Exception):
    """The root of everything the domain refuses. `field` names the input at fault, if one is."""

    status = HTTPStatus.BAD_REQUEST
    code = "refused"

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field

    def members(self) -> dict[str, Any]:
        """What a program is told beside the text."""
        return {}


class InvalidInput(DeskError):
    """What was sent cannot be used as it is."""

    code = "invalid-input"


class NotAllowed(DeskError):
    """The person may not do this, whatever the state of things."""

    status = HTTPStatus.FORBIDDEN
    code = "not-allowed"


class Conflict(DeskError):
    """Somebody was faster, or the state of things no longer allows it."""

    status = HTTPStatus.CONFLICT
    code = "conflict"
