"""From candidates to claims: what people decide, each decision kept and each undoable."""

from claims.curation.deciding import Wording, accept, cut, dismiss, edit, latest_change, merge
from claims.curation.proposing import propose
from claims.curation.spans import located
from claims.curation.undoing import undo

__all__ = [
    "Wording",
    "accept",
    "cut",
    "dismiss",
    "edit",
    "latest_change",
    "located",
    "merge",
    "propose",
    "undo",
]
