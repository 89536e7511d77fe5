"""Two people with the same form open: what each of them changed stands, and nothing is lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from reviews.exceptions import Overtaken


def changed(
    sent: Mapping[str, Any], *, upon: Mapping[str, Any] | None, stands: Mapping[str, Any]
) -> dict[str, Any]:
    """What of `sent` its sender changed: where they left what they read, theirs is no change.

    `upon` is what they read, None where that is not known: then all of it counts. Call it while
    the thing that `stands` is locked. Raises Overtaken where somebody else has changed one of the
    same fields to something else.
    """
    if upon is None:
        return dict(sent)
    own = {name: value for name, value in sent.items() if plain(value) != upon.get(name)}
    clash = [
        name
        for name, value in own.items()
        if plain(stands[name]) not in (upon.get(name), plain(value))
    ]
    if clash:
        raise Overtaken(
            _("Somebody else changed the same lines while you wrote. Nothing was overwritten."),
            stored={name: stands[name] for name in sent},
            sent=dict(sent),
        )
    return own


def plain(value: Any) -> Any:
    """As it is written in JSON."""
    return value.isoformat() if isinstance(value, date) else value
