"""What was decided, and on what evidence."""

from reviews.models.archive import (
    ArchiveLookup,
    ArchiveName,
    ArchiveOutcome,
    ArchiveTurn,
    ArchiveWish,
)
from reviews.models.event import Event
from reviews.models.evidence import Condition, Evidence, Stance
from reviews.models.policy import Policy, Rating, RatingScale, Tone
from reviews.models.publication import ChangeKind, Publication, PublishedVersion
from reviews.models.review import Priority, Review
from reviews.models.source import Excuse, LinkCheck, LinkState, Snapshot, SourceHost, SourceLink
from reviews.models.tally import LinkTally
from reviews.models.verdict import Verdict, VerdictState
from reviews.models.vote import Outcome, Vote, VoteRound

__all__ = [
    "ArchiveLookup",
    "ArchiveName",
    "ArchiveOutcome",
    "ArchiveTurn",
    "ArchiveWish",
    "ChangeKind",
    "Condition",
    "Event",
    "Evidence",
    "Excuse",
    "LinkCheck",
    "LinkState",
    "LinkTally",
    "Outcome",
    "Policy",
    "Priority",
    "Publication",
    "PublishedVersion",
    "Rating",
    "RatingScale",
    "Review",
    "Snapshot",
    "SourceHost",
    "SourceLink",
    "Stance",
    "Tone",
    "Verdict",
    "VerdictState",
    "Vote",
    "VoteRound",
]
