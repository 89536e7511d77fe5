"""What a story of the sample desk is made of."""

from dataclasses import dataclass

from reviews.models import Priority, Stance
from reviews.states import Status


@dataclass(frozen=True)
class Source:
    """A page of the sample web, and the exact words cited from it."""

    page: str
    quote: str
    stance: Stance
    primary: bool = False


def primary(page: str, quote: str, stance: Stance) -> Source:
    return Source(page, quote, stance, primary=True)


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked for a reply, and what came of it; `answer` is empty for silence."""

    party: str
    question: str
    answer: str = ""


@dataclass(frozen=True)
class Said:
    """A remark of the second reader about source number `source`, or else about a `passage`."""

    text: str
    answer: str
    source: int | None = None
    passage: str = ""
    resolved: bool = True


@dataclass(frozen=True)
class Vote:
    who: str
    rating: str
    reason: str


@dataclass(frozen=True)
class Votes:
    """A round of blind votes; open where more are asked for than were cast."""

    asked: int
    cast: tuple[Vote, ...]
    settled: str = ""
    why: str = ""


@dataclass(frozen=True)
class Book:
    """A source that only a person can look up."""

    title: str
    publisher: str
    place: str
    quote: str
    stance: Stance
    why: str


@dataclass(frozen=True)
class Check:
    """`words` name the claim in its article; `status` is how far the desk has come with it."""

    article: str
    words: str
    status: Status
    why: str
    rating: str = ""
    summary: str = ""
    rationale: str = ""
    sources: tuple[Source, ...] = ()
    priority: Priority = Priority.NORMAL
    reason: str = ""
    books: tuple[Book, ...] = ()
    asked: tuple[Asked, ...] = ()
    remarks: tuple[Said, ...] = ()
    votes: Votes | None = None
    due_in: int | None = None
    """Days from the day of the sample work."""
    given_to: str = ""
