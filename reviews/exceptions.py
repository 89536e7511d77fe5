"""What the review rooms refuse."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _

from factcheck import exceptions


class InvalidTransition(exceptions.Conflict):
    """The review is not in a state from which this move leads."""

    code = "invalid-transition"


class NotReady(exceptions.Conflict):
    """Policy or the checklist still asks for something; `missing` lists what, in words."""

    code = "not-ready"

    def __init__(self, message: str, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


class AlreadyTaken(exceptions.Conflict):
    """Another person has this review."""

    code = "already-taken"


class StaleDraft(exceptions.Conflict):
    """The draft was changed by somebody else since it was read. Nothing was overwritten.

    `stored` and `sent` are both texts; `revision` is the one to save the chosen words upon.
    """

    code = "stale-draft"

    def __init__(
        self, message: str, *, stored: dict[str, Any], sent: dict[str, Any], revision: int
    ) -> None:
        super().__init__(message)
        self.stored, self.sent, self.revision = stored, sent, revision


class Overtaken(exceptions.Conflict):
    """Somebody else changed the same fields since they were read. Nothing was overwritten.

    `stored` and `sent` are both texts, by field.
    """

    code = "overtaken"

    def __init__(self, message: str, *, stored: dict[str, Any], sent: dict[str, Any]) -> None:
        super().__init__(message)
        self.stored, self.sent = stored, sent


class FourEyes(exceptions.NotAllowed):
    """The author, or the last person who edited, cannot be the second pair of eyes."""

    code = "four-eyes"


class AlreadyVoted(exceptions.Conflict):
    """One vote per person and round; it cannot be changed, so that nobody follows the others."""

    code = "already-voted"


class NoOpenRound(exceptions.Conflict):
    """No votes are being asked for, or no longer."""

    code = "no-open-round"


class UnusableEvidence(exceptions.InvalidInput):
    """Evidence without a reachable source or a locatable quote, and without a reason why."""

    code = "unusable-evidence"


class UnusableSource(UnusableEvidence):
    """An address that cannot be a source; `reason` is `url`, `scheme`, `port` or `length`."""

    code = "unusable-source"

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message, field="url")
        self.reason = reason


class ReasonNeeded(exceptions.InvalidInput):
    """This move is recorded with a written reason."""

    code = "reason-needed"


class TooMany(exceptions.DeskError):
    """One address, or all of them together, told us more within an hour than we can read."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "throttled"


class StalePage(exceptions.Conflict):
    """The page was written anew since it was read. Nothing was overwritten."""

    code = "stale-page"


class NotAPastMonth(exceptions.InvalidInput):
    """Checks of this month and of later ones are still being written."""

    code = "not-a-past-month"

    def __init__(self) -> None:
        super().__init__(
            _("Only months before this one can be detached; checks of this one are still written."),
            field="before",
        )
