"""What people write on a review, made storable the same way everywhere."""

import unicodedata

from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput


def clean(text: str, *, field: str, longest: int = 20_000) -> str:
    """`text` in NFC with `\\n` line ends, trimmed. Raises InvalidInput with the field's name.

    PostgreSQL stores neither NUL nor lone surrogates: refused here, by name, instead of there.
    """
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidInput(
            _(
                "This text holds characters that are none (NUL or half a surrogate pair). "
                "Remove them and send it again."
            ),
            field=field,
        )
    cleaned = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(cleaned) > longest:
        raise InvalidInput(
            _("This is %(length)s characters long; the desk keeps at most %(longest)s.")
            % {"length": f"{len(cleaned):,}", "longest": f"{longest:,}"},
            field=field,
        )
    return cleaned
