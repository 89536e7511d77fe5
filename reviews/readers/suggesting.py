"""From a suggested claim to one that the desk checks."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims import curation, ingestion
from claims.models import Article, Claim, Origin
from claims.models import Status as ClaimStatus
from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput
from reviews.exceptions import InvalidTransition
from reviews.models import ReaderReport, ReportEvent
from reviews.reader_states import ReportStatus, Told
from reviews.readers import deciding, letters, moving

WEB = ("http://", "https://")


def as_article(report_id: int, *, by: User, now: datetime) -> Article:
    """Fetch the page that a suggestion names, as if somebody of the desk had added it.

    The network comes before the transaction. Raises what `ingestion.ingest_url` raises, and
    InvalidInput where no address was given.
    """
    report = _suggestion(report_id)
    if not report.seen_at.startswith(WEB):
        raise InvalidInput(
            _("The reader gave no address of a page. Take up their words instead."),
            field="seen_at",
        )
    article = ingestion.ingest_url(report.seen_at.split()[0], by=by, now=now).article
    _note_article(report_id, article, by=by, now=now)
    return article


def take_up_words(report_id: int, *, by: User, now: datetime) -> ReaderReport:
    """Make an article and a claim of the reader's own words, and put it into the queue.

    Raises what adding a text and accepting a claim raise.
    """
    report = _suggestion(report_id)
    title = _("Suggested by a reader (%(number)s)") % {"number": report.pk}
    article = ingestion.ingest_text(
        report.what, by=by, now=now, origin=Origin.PASTE, title=title
    ).article
    with transaction.atomic():
        _note_article(report_id, article, by=by, now=now)
        claim = _whole(article, by=by, now=now)
        return take_up(report_id, claim_id=claim.pk, by=by, now=now)


@transaction.atomic
def take_up(report_id: int, *, claim_id: int, by: User, now: datetime) -> ReaderReport:
    """This claim is what the reader meant. Its review is followed on the reader's page.

    Raises InvalidInput where there is no such claim, or it was not accepted.
    """
    claim = Claim.objects.filter(pk=claim_id, status=ClaimStatus.ACCEPTED).first()
    if claim is None:
        raise InvalidInput(
            _("There is no accepted claim with this number. Accept it first, then name it here."),
            field="claim",
        )
    report = moving.move(report_id, to=ReportStatus.TAKEN_UP, by=by, now=now, claim=claim)
    letters.answered(report, now=now)
    return report


@transaction.atomic
def decline(report_id: int, *, answer: str, by: User, now: datetime) -> ReaderReport:
    """Not checked, and why."""
    words = deciding.answered(answer)
    declined = ReportStatus.DECLINED
    report = moving.move(
        report_id, to=declined, by=by, now=now, answer=words, decided_by=by, decided_at=now
    )
    letters.answered(report, now=now)
    return report


def look_again(report_id: int, *, reason: str, by: User, now: datetime) -> ReaderReport:
    """What was taken up or declined is open once more."""
    again = ReportStatus.UNDER_REVIEW
    return moving.move(report_id, to=again, by=by, now=now, note=reason, assignee=by, claim=None)


def _suggestion(report_id: int) -> ReaderReport:
    report = ReaderReport.objects.get(pk=report_id)
    if report.kind != Told.CLAIM or report.state is not ReportStatus.UNDER_REVIEW:
        raise InvalidTransition(
            _("Only a suggested claim that somebody looks at can be taken up; look at it first.")
        )
    return report


@transaction.atomic
def _note_article(report_id: int, article: Article, *, by: User, now: datetime) -> None:
    report = moving.locked(report_id)
    report.article = article
    report.save(update_fields=["article"])
    kind = ReportEvent.Kind.ARTICLE
    moving.record(report, kind, by=by, now=now, note=str(article.pk))


def _whole(article: Article, *, by: User, now: datetime) -> Claim:
    """The accepted claim that is all of an article; the one there is, if the splitter saw it."""
    end = len(article.text)
    there = article.claims.filter(start=0, end=end).exclude(status=ClaimStatus.MERGED)
    claim = there.first()
    if claim is None:
        claim = curation.propose(article.pk, start=0, end=end, by=by, now=now)
    if claim.status != ClaimStatus.ACCEPTED:
        claim = curation.accept(claim.pk, by=by, now=now)
    return claim
