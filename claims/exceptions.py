"""What the claims rooms refuse."""

from factcheck import exceptions


class UnusableText(exceptions.InvalidInput):
    """Text that cannot become an article: empty, binary, too large, wrongly encoded."""

    code = "unusable-text"


class UnusableAddress(exceptions.InvalidInput):
    """A URL that cannot be fetched, or whose answer is no article."""

    code = "unusable-address"


class AlreadyIngested(exceptions.Conflict):
    """The same text or address is on the desk already; `article` is it."""

    code = "already-ingested"


class InvalidSpan(exceptions.InvalidInput):
    """Start and end do not name characters of the article."""

    code = "invalid-span"


class AlreadyDecided(exceptions.Conflict):
    """Another person decided on this candidate meanwhile."""

    code = "already-decided"


class AlreadyProposed(exceptions.Conflict):
    """There is an open claim on exactly these characters."""

    code = "already-proposed"


class NothingToUndo(exceptions.Conflict):
    """Nobody has decided anything on this claim yet, or all of it was taken back."""

    code = "nothing-to-undo"
