"""Reports as readers send them, brought as far as a test needs them."""

import itertools
from typing import Any

from claims.models import Claim
from factcheck.accounts.models import User
from reviews import readers
from reviews.models import PublishedVersion, ReaderReport
from reviews.reader_states import ReportStatus, Told
from reviews.readers import Sending
from tests import make, published
from tests.make import NOON

ANSWER = "We asked the port again: the ledger was read correctly."
APPEAL = "The ledger was revised a week later, and the answer does not say so."
_numbers = itertools.count(1)


def dispute(version: PublishedVersion | None = None, **words: Any) -> ReaderReport:
    """An error in a fact-check."""
    version = version or published.publish()
    return error(about=version.publication.slug, **words)


def error(**words: Any) -> ReaderReport:
    """In no fact-check, unless `about` says so; each comes from another address."""
    about = {"what": f"The ledger has another figure: {_n()}."}
    return readers.receive(Told.ERROR, sending=_sending(words), now=NOON, **(about | words))


def claim(**words: Any) -> ReaderReport:
    said = {"what": f"The new bridge number {_n()} cost four times as much as planned."}
    return readers.receive(Told.CLAIM, sending=_sending(words), now=NOON, **(said | words))


def looked_at(report: ReaderReport, by: User | None = None) -> ReaderReport:
    return readers.look_at(report.pk, by=by or make.editor(), now=NOON)


def decided(report: ReaderReport, outcome: ReportStatus, by: User | None = None) -> ReaderReport:
    by = by or make.editor()
    report.refresh_from_db()
    if report.state is ReportStatus.RECEIVED:
        looked_at(report, by)
    return readers.decide(report.pk, outcome=outcome, answer=ANSWER, by=by, now=NOON)


def in_state(kind: Told, status: ReportStatus) -> ReaderReport:
    """By the moves that lead there."""
    report = error() if kind is Told.ERROR else claim()
    by = make.editor()
    if status is ReportStatus.HELD:
        return readers.hold(report.pk, by=by, now=NOON)
    if status is ReportStatus.MERGED:
        other = error() if kind is Told.ERROR else claim()
        return readers.merge(report.pk, into=other.pk, by=by, now=NOON)
    if status is ReportStatus.RECEIVED:
        return report
    looked_at(report, by)
    if status in (ReportStatus.UPHELD, ReportStatus.PARTLY_UPHELD, ReportStatus.REJECTED):
        return decided(report, status, by)
    if status is ReportStatus.APPEALED:
        decided(report, ReportStatus.REJECTED, by)
        return readers.appeal(report.pk, text=APPEAL, now=NOON)
    if status is ReportStatus.TAKEN_UP:
        return readers.take_up(report.pk, claim_id=accepted().pk, by=by, now=NOON)
    if status is ReportStatus.DECLINED:
        return readers.decline(report.pk, answer=ANSWER, by=by, now=NOON)
    report.refresh_from_db()
    return report


def accepted() -> Claim:
    return make.review().claim


def _sending(words: dict[str, Any]) -> Sending:
    sending = words.pop("sending", None)
    return sending if isinstance(sending, Sending) else Sending(sender=f"reader-{_n()}")


def _n() -> int:
    return next(_numbers)
