"""Whether two statements say the same. Pure; imports no Django, so that it is measured alone."""

from claims.likeness.comparing import (
    Gist,
    Kind,
    Likeness,
    Reason,
    compare,
    gist,
    keys,
    turned,
)

__all__ = ["Gist", "Kind", "Likeness", "Reason", "compare", "gist", "keys", "turned"]
