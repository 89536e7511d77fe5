"""Signs of spam, without asking anybody else. What shows one is held back, not thrown away."""

import re
from hashlib import sha256

from reviews.reader_states import Held

LINK = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)
MOST_LINKS = 4
FASTEST = 3.0
"""Seconds in which a person may read a form and write ten characters."""


def why_held(*, what: str, trapped: bool, seconds: float | None) -> Held | None:
    """`seconds`: how long the form was open; None where there was no form (the API)."""
    if trapped:
        return Held.TRAP
    if seconds is not None and seconds < FASTEST:
        return Held.HASTE
    if len(LINK.findall(what)) > MOST_LINKS:
        return Held.LINKS
    return None


def digest(*about: object, what: str) -> str:
    """The same words about the same thing, whatever their case and white space."""
    words = " ".join(what.casefold().split())
    return sha256("\n".join([*map(str, about), words]).encode()).hexdigest()
