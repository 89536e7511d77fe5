"""The history of a claim as it can be read: what each change found and what it made of it."""

from dataclasses import dataclass
from typing import Any

from claims.models import Change, Claim


@dataclass(frozen=True)
class Entry:
    """A change with the values that it found (`change.before`) and those that it left."""

    change: Change
    after: dict[str, Any]


def history(claim: Claim) -> list[Entry]:
    """Every change of a claim, oldest first, in two queries however many there are.

    What a change left is what the next change of the same field found; after the last one it is
    what the claim holds now.
    """
    changes = claim.changes.select_related("by", "other", "undoes").prefetch_related(
        "undone_by__by"
    )
    now: dict[str, Any] = {}
    entries = []
    for change in reversed(list(changes.order_by("pk"))):
        after = {name: now.get(name, getattr(claim, name, None)) for name in change.before}
        entries.append(Entry(change, after))
        now |= change.before
    return entries[::-1]
