"""From candidates to claims: what people decide, each decision kept and each undoable."""

from claims.curation.bulk import (
    MOST,
    Batch,
    Refused,
    accept_all,
    dismiss_all,
    open_at_least,
    undo_batch,
)
from claims.curation.deciding import Why, Wording, accept, dismiss, edit, merge
from claims.curation.history import Entry, history
from claims.curation.latest import Seen, newest, since, undo_mine
from claims.curation.locking import latest_change
from claims.curation.matched import say_same, tell_apart
from claims.curation.placing import cut, move
from claims.curation.proposing import propose
from claims.curation.refreshing import refresh
from claims.curation.spans import PERSON, located, words
from claims.curation.undoing import undo

__all__ = [
    "MOST",
    "PERSON",
    "Batch",
    "Entry",
    "Refused",
    "Seen",
    "Why",
    "Wording",
    "accept",
    "accept_all",
    "cut",
    "dismiss",
    "dismiss_all",
    "edit",
    "history",
    "latest_change",
    "located",
    "merge",
    "move",
    "newest",
    "open_at_least",
    "propose",
    "refresh",
    "say_same",
    "since",
    "tell_apart",
    "undo",
    "undo_batch",
    "undo_mine",
    "words",
]
