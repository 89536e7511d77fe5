"""What was decided, and on what evidence."""

from reviews.models.archive import (
    ArchiveLookup,
    ArchiveName,
    ArchiveOutcome,
    ArchiveTurn,
    ArchiveWish,
)
from reviews.models.checkpoint import Checkpoint
from reviews.models.discussion import Comment, Thread
from reviews.models.drafts import Doing, Draft, Look, Presence
from reviews.models.event import Event
from reviews.models.evidence import Condition, Evidence, EvidenceKind, Stance
from reviews.models.fetch import Fetch, FetchState
from reviews.models.foreign import ForeignCheck, ForeignOrigin, ForeignPage
from reviews.models.notice import Notice, NoticeKind
from reviews.models.page import PageName, PageText
from reviews.models.policy import Policy, Rating, RatingScale, Tone
from reviews.models.publication import ChangeKind, Publication, PublishedVersion, Trigger
from reviews.models.reader import ReaderReport, ReportEvent
from reviews.models.rendition import Rendition
from reviews.models.reply import Channel, ReplyAsked, ReplyOutcome, ReplyReceived
from reviews.models.review import Priority, Review
from reviews.models.saved import FirstView, SavedView
from reviews.models.source import Excuse, LinkCheck, LinkState, Snapshot, SourceHost, SourceLink
from reviews.models.tally import LinkTally
from reviews.models.topic import Topic
from reviews.models.verdict import Verdict, VerdictState
from reviews.models.vote import Outcome, Vote, VoteRound
from reviews.models.webhook import (
    TEST,
    Delivery,
    DeliveryAttempt,
    DeliveryState,
    EndpointState,
    WebhookChange,
    WebhookEndpoint,
    WebhookKind,
    WebhookMessage,
)

__all__ = [
    "TEST",
    "ArchiveLookup",
    "ArchiveName",
    "ArchiveOutcome",
    "ArchiveTurn",
    "ArchiveWish",
    "ChangeKind",
    "Channel",
    "Checkpoint",
    "Comment",
    "Condition",
    "Delivery",
    "DeliveryAttempt",
    "DeliveryState",
    "Doing",
    "Draft",
    "EndpointState",
    "Event",
    "Evidence",
    "EvidenceKind",
    "Excuse",
    "Fetch",
    "FetchState",
    "FirstView",
    "ForeignCheck",
    "ForeignOrigin",
    "ForeignPage",
    "LinkCheck",
    "LinkState",
    "LinkTally",
    "Look",
    "Notice",
    "NoticeKind",
    "Outcome",
    "PageName",
    "PageText",
    "Policy",
    "Presence",
    "Priority",
    "Publication",
    "PublishedVersion",
    "Rating",
    "RatingScale",
    "ReaderReport",
    "Rendition",
    "ReplyAsked",
    "ReplyOutcome",
    "ReplyReceived",
    "ReportEvent",
    "Review",
    "SavedView",
    "Snapshot",
    "SourceHost",
    "SourceLink",
    "Stance",
    "Thread",
    "Tone",
    "Topic",
    "Trigger",
    "Verdict",
    "VerdictState",
    "Vote",
    "VoteRound",
    "WebhookChange",
    "WebhookEndpoint",
    "WebhookKind",
    "WebhookMessage",
]
