"""What an article says, whatever it was read from."""

import re
from dataclasses import dataclass
from datetime import date

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_TAG = 35  # RFC 5646, section 4.4.1
_FEWEST_LETTERS = 25  # fewer are a menu or a notice; a sentence of Chinese has about as many


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An article as read, before it is stored. `text` is clean; `url` is the page's own."""

    text: str
    title: str = ""
    url: str = ""
    author: str = ""
    publisher: str = ""
    language: str = ""
    published_on: date | None = None


def has_words(text: str) -> bool:
    """Whether there is enough to be an article."""
    return sum(map(str.isalpha, text)) >= _FEWEST_LETTERS


def language_tag(value: str) -> str:
    """A BCP 47 tag as we store it, or "" where `value` is none."""
    tag = value.strip().replace("_", "-")
    return tag if len(tag) <= _LONGEST_TAG and _LANGUAGE_TAG.fullmatch(tag) else ""
