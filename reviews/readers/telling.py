"""A dispute in the history of its review, where notices to people come from.

The reader's words stay in the report alone: a history cannot forget anybody.
"""

from datetime import datetime

from factcheck.accounts.models import User
from reviews import events
from reviews.models import ReaderReport, Review


def disputed(report: ReaderReport, *, now: datetime, appeal: bool = False) -> None:
    """Somebody who reads fact-checks says that this one is wrong."""
    review = review_of(report)
    if review is not None:
        kind = events.Kind.DISPUTED
        events.record(review, kind=kind, by=None, at=now, report=report.pk, appeal=appeal)


def decided(report: ReaderReport, *, by: User, now: datetime) -> None:
    review = review_of(report)
    if review is not None:
        told = {"report": report.pk, "outcome": report.status}
        events.record(review, kind=events.Kind.DISPUTE_DECIDED, by=by, at=now, **told)


def review_of(report: ReaderReport) -> Review | None:
    """The review whose verdict is disputed."""
    return report.version.publication.review if report.version else None
