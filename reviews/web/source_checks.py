"""A check as the page of a source shows it: its hops one by one, headers, and where time went."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from reviews.links import phrases
from reviews.models import LinkCheck

PHASES = {
    "dns": _("name looked up"),
    "connect": _("connected"),
    "tls": _("secured"),
    "first_byte": _("first byte"),
    "total": _("read whole"),
}


@dataclass(frozen=True)
class Phase:
    """Milliseconds from the start of a request, or of all, until a step was done."""

    label: str
    ms: int


@dataclass(frozen=True)
class Hop:
    url: str
    address: str
    status: int | None
    phases: list[Phase]

    @property
    def ms(self) -> int | None:
        return self.phases[-1].ms if self.phases else None


@dataclass(frozen=True)
class Shown:
    check: LinkCheck
    why: str
    hops: list[Hop]
    phases: list[Phase]
    headers: list[tuple[str, str]]


def shown(check: LinkCheck) -> Shown:
    return Shown(
        check,
        phrases.outcome(check.outcome, check.reason),
        [_hop(hop) for hop in check.hops],
        _phases(getattr(check, "timings", {})),
        sorted(getattr(check, "headers", {}).items()),
    )


def _hop(hop: Mapping[str, Any]) -> Hop:
    """Those stored of old tell no times."""
    return Hop(
        hop.get("url", ""),
        hop.get("address", ""),
        hop.get("status"),
        _phases(hop.get("timings") or {}),
    )


def _phases(timings: Mapping[str, Any]) -> list[Phase]:
    return [
        Phase(str(label), round(timings[name]))
        for name, label in PHASES.items()
        if timings.get(name) is not None
    ]
