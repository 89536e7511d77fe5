"""What the review rooms refuse."""

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
    """The draft was changed by somebody else since it was read. Nothing was overwritten."""

    code = "stale-draft"


class FourEyes(exceptions.NotAllowed):
    """The author, or the last person who edited, cannot be the second pair of eyes."""

    code = "four-eyes"


class UnusableEvidence(exceptions.InvalidInput):
    """Evidence without a reachable source or a locatable quote, and without a reason why."""

    code = "unusable-evidence"


class ReasonNeeded(exceptions.InvalidInput):
    """This move is recorded with a written reason."""

    code = "reason-needed"
