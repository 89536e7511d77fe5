"""What was said: articles and the claims anchored in them."""

from claims.models.anchoring import Anchoring, Found, Settled
from claims.models.article import Article, Origin
from claims.models.bulk import Import, ImportRow, ImportState, ListKind, Outcome
from claims.models.change import Change, ChangeKind, Ground
from claims.models.claim import Attribution, Claim, Kind, Status
from claims.models.feed import EntryState, Feed, FeedEntry
from claims.models.match import (
    Alike,
    ClaimMatch,
    ClaimWords,
    MatchDecision,
    Unmatched,
)
from claims.models.original import Original
from claims.models.place import Place
from claims.models.proposal import ProposalRun, RunState
from claims.models.worth import WorthModel

__all__ = [
    "Alike",
    "Anchoring",
    "Article",
    "Attribution",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimMatch",
    "ClaimWords",
    "EntryState",
    "Feed",
    "FeedEntry",
    "Found",
    "Ground",
    "Import",
    "ImportRow",
    "ImportState",
    "Kind",
    "ListKind",
    "MatchDecision",
    "Origin",
    "Original",
    "Outcome",
    "Place",
    "ProposalRun",
    "RunState",
    "Settled",
    "Status",
    "Unmatched",
    "WorthModel",
]
