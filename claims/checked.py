"""What became of claims, told by rooms that this one knows nothing of."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Checked:
    """`word` is the verdict or, before there is one, where the work stands; `tone` colours a
    verdict and is "" without. `url` leads to it, for the public where `public` says so."""

    word: str
    url: str
    tone: str = ""
    at: datetime | None = None
    public: bool = False
    flagged: bool = False
    retracted: bool = False


Lookup = Callable[[Collection[int]], Mapping[int, Checked]]
_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """`lookup` takes ids of claims and tells of those it knows, in a bounded number of queries."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def of(claims: Collection[int]) -> dict[int, Checked]:
    """What is known of these claims."""
    found: dict[int, Checked] = {}
    for lookup in _lookups if claims else ():
        found |= lookup(claims)
    return found
