"""Short texts that people write: one line, stored as PostgreSQL can store it."""

import unicodedata

from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput


def line(value: str, *, field: str, longest: int, needed: bool = False) -> str:
    """`value` in NFC with single spaces; at most `longest` code points.

    Raises InvalidInput, naming `field`, for what is too long, damaged, or empty though `needed`.
    """
    if "\x00" in value:
        raise InvalidInput(
            _("This holds a NUL character, so it is damaged. Write it again."), field=field
        )
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidInput(
            _("This holds half of a character (a lone surrogate). Write it again."), field=field
        )
    words = unicodedata.normalize("NFC", " ".join(value.split()))
    if len(words) > longest:
        raise InvalidInput(
            _("This has %(length)s characters; the limit is %(longest)s. Shorten it.")
            % {"length": len(words), "longest": longest},
            field=field,
        )
    if needed and not words:
        raise InvalidInput(_("This cannot be empty."), field=field)
    return words


def shortened(value: str, *, longest: int) -> str:
    """`value` on one line, cut at a word with an ellipsis where it is too long."""
    words = " ".join(value.split())
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
