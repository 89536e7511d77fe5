"""What was said: articles and the claims anchored in them."""

from claims.models.anchoring import Anchoring, Found, Settled
from claims.models.article import Article, Origin
from claims.models.bulk import Import, ImportRow, ImportState, Outcome
from claims.models.change import Change, ChangeKind, Ground
from claims.models.claim import Attribution, Claim, Kind, Status
from claims.models.feed import EntryState, Feed, FeedEntry
from claims.models.original import Original
from claims.models.place import Place
from claims.models.proposal import ProposalRun, RunState
from claims.models.worth import WorthModel

__all__ = [
    "Anchoring",
    "Article",
    "Attribution",
    "Change",
    "ChangeKind",
    "Claim",
    "EntryState",
    "Feed",
    "FeedEntry",
    "Found",
    "Ground",
    "Import",
    "ImportRow",
    "ImportState",
    "Kind",
    "Origin",
    "Original",
    "Outcome",
    "Place",
    "ProposalRun",
    "RunState",
    "Settled",
    "Status",
    "WorthModel",
]
