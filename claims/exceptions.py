"""What the claims rooms refuse."""

from http import HTTPStatus

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


class NoFeed(exceptions.InvalidInput):
    """What was found at an address is no feed, and leads to none."""

    code = "no-feed"


class UnusableList(exceptions.InvalidInput):
    """A file of articles that cannot be read at all: its kind, its columns, its size."""

    code = "unusable-list"


class NotReady(exceptions.Conflict):
    """A list of articles is not in the state for this."""

    code = "not-ready"


class StaleLease(exceptions.Conflict):
    """The lease ended and another worker may have the work; nothing was written."""

    code = "stale-lease"


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


class NoLanguageModel(exceptions.Conflict):
    """The desk has no language model to ask."""

    code = "no-language-model"


class AlreadyAsked(exceptions.Conflict):
    """The language model is being asked about this article."""

    code = "already-asked"


class NoSuchClaim(exceptions.DeskError):
    """One of several claims to decide on is not on the desk."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"


class NoSuchArticle(exceptions.DeskError):
    """There is no article of this number."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"


class AnotherArticle(exceptions.Conflict):
    """A text that has hardly a word in common with the article it should revise."""

    code = "another-article"


class OlderRevision(exceptions.Conflict):
    """A claim is added to the newest text of an article, or to none."""

    code = "older-revision"


class AlreadySettled(exceptions.Conflict):
    """Nothing is open about the place of this claim."""

    code = "already-settled"


class UnusableLabels(exceptions.InvalidInput):
    """A file of labels that cannot be learned from; says which line and why."""

    code = "unusable-labels"


class TooFewLabels(exceptions.InvalidInput):
    """Not enough examples of one of the labels."""

    code = "too-few-labels"


class NoTrainer(exceptions.Conflict):
    """The library that learns is not installed."""

    code = "no-trainer"


class NoSuchModel(exceptions.DeskError):
    """There is no check-worthiness model of this version."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"


class UnusableModel(exceptions.Conflict):
    """A check-worthiness model was learned by another version of the software."""

    code = "unusable-model"
