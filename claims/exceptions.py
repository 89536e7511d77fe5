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
