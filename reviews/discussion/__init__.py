"""Comments as threads, each anchored to a piece of evidence or a passage of the rationale."""

from reviews.discussion.passages import locate, places
from reviews.discussion.remarks import Remark
from reviews.discussion.returning import send_back
from reviews.discussion.threads import answer, open_thread, open_threads, reopen, resolve

__all__ = [
    "Remark",
    "answer",
    "locate",
    "open_thread",
    "open_threads",
    "places",
    "reopen",
    "resolve",
    "send_back",
]
