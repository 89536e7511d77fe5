"""Host names that look like others: “аррӏе.com” in Cyrillic letters is not “apple.com”.

A name is shown both ways, in letters and as DNS has it, where it could be taken for another.
"""

from dataclasses import dataclass

import idna
from confusable_homoglyphs import categories, confusables

PREFIX = "xn--"
NO_SCRIPT = frozenset({"COMMON", "INHERITED"})

# UTS #39, section 5.2, “highly restrictive”: scripts that are written together.
TOGETHER = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
)


@dataclass(frozen=True)
class Lookalike:
    """`letters` and `ascii` are one name; `taken_for` is what it looks like, if it is ASCII."""

    letters: str
    ascii: str
    mixed: bool
    taken_for: str


def warning(host: str) -> Lookalike | None:
    """What to be told about `host` (as DNS has it), if it mixes scripts or looks like ASCII."""
    if PREFIX not in host:
        return None
    labels = [_letters(label) for label in host.split(".")]
    if all(label.isascii() for label in labels):
        return None
    mixed = any(_mixed(label) for label in labels)
    plain = [_plain(label) for label in labels]
    taken_for = "" if None in plain else ".".join(label or "" for label in plain)
    if not mixed and not taken_for:
        return None
    return Lookalike(".".join(labels), host, mixed, taken_for)


def _letters(label: str) -> str:
    """As people read it; as it is where it is no name that may be registered (RFC 5891)."""
    if not label.startswith(PREFIX):
        return label
    try:
        return idna.decode(label)
    except idna.IDNAError:
        return _lenient(label)


def _lenient(label: str) -> str:
    try:
        return label.removeprefix(PREFIX).encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _mixed(label: str) -> bool:
    scripts = categories.unique_aliases(label) - NO_SCRIPT
    return len(scripts) > 1 and not any(scripts <= allowed for allowed in TOGETHER)


def _plain(label: str) -> str | None:
    """The ASCII letters it looks like; None where some look like none."""
    found = confusables.is_confusable(label, greedy=True, preferred_aliases=["latin"]) or []
    looks = {
        each["character"]: next(
            (other["c"] for other in each["homoglyphs"] if other["c"].isascii()), None
        )
        for each in found
    }
    read = [letter if letter.isascii() else looks.get(letter) for letter in label]
    return None if None in read else "".join(letter or "" for letter in read).lower()
