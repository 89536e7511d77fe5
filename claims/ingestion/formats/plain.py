"""Plain text, and what every other reader's text must be like too."""

from django.utils.translation import gettext as _

from claims import splitting
from claims.exceptions import UnusableText
from factcheck.outbound import charsets

LONGEST_TEXT = 500_000  # code points: a thick book, split in seconds; nobody triages more at once


def text(raw: str | bytes) -> str:
    """Clean text of a length that people can work on. Raises UnusableText."""
    words = clean(raw)
    if len(words) > LONGEST_TEXT:
        raise UnusableText(
            _(
                "The text has %(length)s characters; an article may have %(longest)s. "
                "Add it in parts, one chapter each."
            )
            % {"length": f"{len(words):,}", "longest": f"{LONGEST_TEXT:,}"},
            field="text",
        )
    return words


def clean(raw: str | bytes) -> str:
    """Decoded and composed, of any length up to 5 MB. Raises UnusableText."""
    try:
        return splitting.clean(_with_halves(raw) if isinstance(raw, bytes) else raw)
    except splitting.UnreadableText as error:
        raise UnusableText(str(error), field="text") from error


def markup(raw: str | bytes, *, content_type: str = "") -> str:
    """The source of a page, whose encoding may be declared inside it. Raises UnusableText."""
    if isinstance(raw, bytes):
        raw = charsets.decode(raw, charset=charsets.of(raw, content_type=content_type))
    return clean(raw.replace("\0", "\ufffd") if content_type else raw)


def _with_halves(raw: bytes) -> str | bytes:
    """Bytes that are UTF-8 but for lone surrogates, decoded: they are in no other encoding."""
    if b"\xed" not in raw or len(raw) > splitting.MAX_BYTES:
        return raw
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw
