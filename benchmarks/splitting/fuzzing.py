"""How input is made wrong: by copying, cutting, swapping, and inserting what parsers stumble on."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 200_000

DEADLINE: Final = 5.0
"""Seconds for one call, where a target does not say otherwise."""

Given = str | bytes


@dataclass(frozen=True)
class Target:
    """Something to feed: `seeds` are good inputs, `check` raises when it breaks its promise."""

    name: str
    seeds: Sequence[Given]
    check: Callable[[Given], None]
    deadline: float = DEADLINE
    pieces: Sequence[Given] = ()
    """What else to insert: the characters this format is made of."""


TEXT_PIECES: Final = (
    ". ", "... ", "…", "?!", '"', "“", "”", "«", "»", " » ", "'", "(", ")", "[...]", "。", "؟", "।",
    ".Next", "Mr. ", "U.S. ", "z. B. ", "5. ", "\n", "\n\n", "\n- ", "\n# ", "\t", "\u00a0",
    "\u202f", "\u200d", "\u0301", "\u202e", "\ufeff", "\u2028", "😀", "👩‍👩‍👧", "🇺🇳", ":-)",
    "***", "----", "____", "http://a.b/c?d=e", "x@y.org", "01/02/2003 04:05 PM", "Regards, ",
    "said ", "and ", ", who ", "because ", "according to ", "last week ", "5 %", "$1.2 billion",
    "Photo: ", "By ", "\U000e0001", "ﷺ", "İ", "ß", "ǅ", "\x0b", "\x0c", "\x1c", "\x85",
)  # fmt: skip
BYTE_PIECES: Final = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r\n", b"<", b">", b"&", b"]]>", b"<!--",
    b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"{", b"[", b'"', b"\\u0000", b"%PDF-1.7",
    b"PK\x03\x04", b"stream\n", b"obj\n", b"/Length 99999999", b"\x80", b"\xed\xa0\x80",
)  # fmt: skip


def mutated(target: Target, chance: random.Random) -> Given:
    """One input: a seed, or two joined, changed a few times; now and then noise alone."""
    given = chance.choice(target.seeds)
    if chance.random() < 0.05:
        return _noise(chance, given)
    if chance.random() < 0.3:
        given = _joined(given, chance.choice(target.seeds))
    for _ in range(chance.choice((1, 2, 4, 8, 16, 32))):
        given = _changed(given, target, chance)
    return given[:LONGEST]


def _joined(one: Given, other: Given) -> Given:
    if isinstance(one, bytes):
        return one + other if isinstance(other, bytes) else one
    return one + (other if isinstance(other, str) else "")


def _changed(given: Given, target: Target, chance: random.Random) -> Given:
    if isinstance(given, bytes):
        own = [piece for piece in target.pieces if isinstance(piece, bytes)]
        return _edited(given, chance.choice([*BYTE_PIECES, *own]), chance)
    names = [piece for piece in target.pieces if isinstance(piece, str)]
    return _edited(given, chance.choice([*TEXT_PIECES, *names]), chance)


def _edited(given: Given, piece: Given, chance: random.Random) -> Given:
    """One edit of either kind; the parts always have the kind of the whole."""
    at, other = sorted((chance.randint(0, len(given)), chance.randint(0, len(given))))
    kind = chance.randrange(6)
    head, middle, tail = given[:at], given[at:other], given[other:]
    if kind == 0:
        parts = [head, piece, middle, tail]
    elif kind == 1:
        parts = [head, piece * chance.choice((2, 50, 3000)), middle, tail]
    elif kind == 2:
        parts = [head, tail] if chance.random() < 0.2 else [head, given[at + 1 :]]
    elif kind == 3:
        parts = [head, middle[:2000] * chance.choice((2, 5, 20)), tail]
    elif kind == 4:
        parts = [tail, middle, head]
    else:
        parts = [head, given[at : at + 1] * chance.choice((3, 400)), middle, tail]
    empty: Given = b"" if isinstance(given, bytes) else ""
    return empty.join(parts)[:LONGEST]  # type: ignore[arg-type] # all parts are of one kind


def _noise(chance: random.Random, like: Given) -> Given:
    length = chance.choice((1, 10, 1000))
    if isinstance(like, bytes):
        return chance.randbytes(length)
    return "".join(_character(chance) for _ in range(length))


def _character(chance: random.Random) -> str:
    code = chance.choice((chance.randrange(32, 127), chance.randrange(0x110000)))
    return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"
