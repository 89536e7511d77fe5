"""Evidence in the background: asked for by a person, read by a worker, settled by either."""

from reviews.fetching.asking import ask, ask_file
from reviews.fetching.running import (
    LEASE,
    MOST_ATTEMPTS,
    SECONDS,
    claim,
    run_due,
    run_next,
    waiting,
)
from reviews.fetching.settling import cancel, choose, retry

__all__ = [
    "LEASE",
    "MOST_ATTEMPTS",
    "SECONDS",
    "ask",
    "ask_file",
    "cancel",
    "choose",
    "claim",
    "retry",
    "run_due",
    "run_next",
    "waiting",
]
