"""From the bytes of a file to text that offsets can be counted in."""

import re
import unicodedata
from typing import Final

import charset_normalizer

MAX_BYTES: Final = 5 * 1024 * 1024

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC: Final = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
# Control characters that no text file holds; tab, newlines, form feed and escape do occur.
_BINARY_BYTES: Final = bytes(sorted(set(range(32)) - {0, 8, 9, 10, 11, 12, 13, 27}))
_NEWLINES: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ENOUGH_HIGH_BYTES: Final = 8
_DETECT_BYTES: Final = 65_536  # enough letters to tell a code page, and detection stays quick


class UnreadableText(ValueError):
    """The input is not text the desk can work on; the message says why and what to do."""


def clean(raw: bytes | str) -> str:
    """Decode, compose (NFC), and reduce every kind of line end to a line feed.

    Raises `UnreadableText` for what cannot be read as text. Idempotent on its own result.
    """
    text = _decoded(raw) if isinstance(raw, bytes) else _checked(raw)
    text = text.lstrip("\ufeff")
    if "\x00" in text:
        at = text.index("\x00")
        raise UnreadableText(
            f"The text holds a NUL character (the first at character {at}), so it is damaged or "
            "not text. Remove the NUL characters or export the text again."
        )
    text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))
    if not text.strip("\ufeff\u200b \t\n") or text.isspace():
        raise UnreadableText("The text is empty. Give a text with at least one sentence.")
    return text


def _checked(text: str) -> str:
    """Refuse text that could not be stored as UTF-8, or is too long to be."""
    try:
        _check_size(len(text.encode()))
    except UnicodeEncodeError as error:
        raise UnreadableText(
            f"The text holds half of a character (a lone surrogate) at character {error.start}, "
            "usually from cutting an emoji in two. Copy the text again from its source."
        ) from error
    return text


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise UnreadableText(
            f"The text is larger than {MAX_BYTES:,} bytes (5 MB), which is the limit. "
            "Split it into several articles."
        )


def _decoded(raw: bytes) -> str:
    _check_size(len(raw))
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            raise UnreadableText(f"This is {name}, not text. Export its text and give that.")
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _by_mark(raw, encoding)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guessed(raw, error)
    if _is_binary(raw):
        raise UnreadableText(_BINARY_MESSAGE)
    return text


_BINARY_MESSAGE: Final = "This is a binary file, not text. Export its text as UTF-8 and give that."


def _by_mark(raw: bytes, encoding: str) -> str:
    """Decode by a byte order mark; the mark promises an encoding, so a failure is damage."""
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableText(
            f"The text says it is {encoding.removesuffix('-sig').upper()} but byte "
            f"{error.start:,} does not fit. Save it again as UTF-8."
        ) from error


def _is_binary(raw: bytes) -> bool:
    """More than one in a hundred control characters: no text is written like that."""
    sample = raw[:_DETECT_BYTES]
    controls = len(sample) - len(sample.translate(None, _BINARY_BYTES))
    return controls * 100 > len(sample)


def _guessed(raw: bytes, error: UnicodeDecodeError) -> str:
    """Not UTF-8: ask the detector, and refuse rather than store mojibake."""
    if b"\x00" in raw or _is_binary(raw):
        raise UnreadableText(_BINARY_MESSAGE) from error
    unsure = UnreadableText(
        f"The encoding of the text is unknown: byte {error.start:,} is not UTF-8 and no other "
        "encoding fits clearly. Save it again as UTF-8."
    )
    encoding = _encoding(raw[max(0, error.start - 512) :][:_DETECT_BYTES])
    if encoding is None:
        raise unsure from error
    try:
        text = raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as mismatch:
        raise unsure from mismatch
    if not any(c.isalnum() for c in text):
        raise unsure from error
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\x1b\x85" for c in set(text)):
        raise UnreadableText(_BINARY_MESSAGE) from error
    return text


def _encoding(sample: bytes) -> str | None:
    """The likeliest encoding; the detector finds Chinese in "café", so it is not asked on little.

    A few high bytes among plain letters are Windows-1252, as browsers take it (WHATWG Encoding);
    a few and nothing else could be anything.
    """
    high = sum(byte > 127 for byte in sample)
    if high < _ENOUGH_HIGH_BYTES:
        return "cp1252" if high * 3 <= len(sample) else None
    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best is not None else None
