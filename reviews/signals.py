"""What the reviews do when something happens to a claim."""

from datetime import datetime
from typing import Any

from claims.models import Claim
from factcheck.accounts.models import User
from reviews import workflow


def queue_accepted_claim(
    sender: type[Claim], *, claim: Claim, by: User, now: datetime, **kwargs: Any
) -> None:
    """An accepted claim waits in the queue from the same transaction on."""
    workflow.open_review(claim, by=by, now=now)
