"""What a reader sees of what they told us: how far it is, in the order it happened."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews import events
from reviews.models import Event, Publication, PublishedVersion, ReaderReport, ReportEvent
from reviews.reader_states import OUTCOMES, ReportStatus, Told
from reviews.readers import letters, moving
from reviews.states import Status

FURTHEST = 20
"""How many merges are followed to the report that is answered."""
WORK = {
    Status.QUEUED: gettext_lazy("It waits for somebody to check it."),
    Status.IN_REVIEW: gettext_lazy("Somebody is checking it."),
    Status.SUBMITTED: gettext_lazy("It was checked; a second person looks at it."),
    Status.APPROVED: gettext_lazy("It was checked, and is about to be published."),
    Status.CLOSED: gettext_lazy("The desk has closed it without a verdict."),
}


@dataclass(frozen=True)
class Entry:
    """Something that happened; `text` in the desk's or the reader's own words."""

    what: str | Promise
    at: datetime
    text: str = ""


@dataclass(frozen=True)
class Standing:
    """`report` is what was told; `answered` the one it was merged into, else the same."""

    report: ReaderReport
    answered: ReaderReport
    entries: list[Entry] = field(default_factory=list)
    work: str | Promise = ""
    publication: Publication | None = None

    @property
    def may_appeal(self) -> bool:
        right = (ReportStatus.REJECTED, ReportStatus.PARTLY_UPHELD)
        return self.report.status in right and self.report.appealed_at is None


def standing(token: str) -> Standing:
    """Raises ReaderReport.DoesNotExist."""
    if "\0" in token:  # PostgreSQL would refuse the very question
        raise ReaderReport.DoesNotExist
    related = ("version__publication", "corrected_in__publication", "claim__review")
    reports = ReaderReport.objects.select_related(*related)
    report = answered = reports.get(token=token)
    for _turn in range(FURTHEST):
        if answered.duplicate_of_id is None:
            break
        answered = reports.get(pk=answered.duplicate_of_id)
    entries = [Entry(_("Received"), report.received_at)]
    entries += _entries(answered, own=answered.pk == report.pk)
    entries.sort(key=lambda entry: entry.at)
    return Standing(report, answered, entries, _work(answered), _publication(answered))


def hear(sender: type[Event], *, event: Event, **kwargs: object) -> None:
    """Receives `events.recorded`: a new version answers disputes, a first one suggestions."""
    if event.kind not in (events.Kind.PUBLISHED, events.Kind.RETRACTED):
        return
    version = _version(event)
    if version is None:
        return
    named = Q(pk=version.report) if version.report else Q()
    waiting = ReaderReport.objects.filter(kind=Told.ERROR, corrected_in=None).filter(
        Q(correction_due=True, version__publication=version.publication) | named
    )
    if version.number > 1:
        for report in waiting.select_for_update(of=("self",)):
            _correct(report, version, now=event.at)
    else:
        suggested = ReaderReport.objects.filter(
            claim__review=event.review_id, status=ReportStatus.TAKEN_UP
        )
        for report in suggested:
            letters.published(report, now=event.at)


def _version(event: Event) -> PublishedVersion | None:
    versions = PublishedVersion.objects.filter(publication__review=event.review_id)
    return versions.select_related("publication").first()


def _correct(report: ReaderReport, version: PublishedVersion, *, now: datetime) -> None:
    report.corrected_in = version
    report.save(update_fields=["corrected_in"])
    kind = ReportEvent.Kind.CORRECTED
    moving.record(report, kind, by=None, now=now, note=str(version.number))
    letters.corrected(report, now=now)


def _entries(report: ReaderReport, *, own: bool) -> list[Entry]:
    """Never who: readers hear from the desk. Of an answer that was taken back, nothing; of another
    reader's appeal (not `own`) that there was one."""
    found: list[Entry] = []
    looked = report.events.filter(to=ReportStatus.UNDER_REVIEW).order_by("-pk").first()
    if looked is not None and report.state is not ReportStatus.RECEIVED:
        found.append(Entry(_("Being looked at"), looked.at))
    if report.decided_at and report.status in (*OUTCOMES, ReportStatus.DECLINED, "appealed"):
        label = _first_outcome(report).label
        found.append(Entry(label, report.decided_at, report.answer))
    if report.appealed_at:
        what = _("You appealed") if own else _("Another reader appealed")
        found.append(Entry(what, report.appealed_at, report.appeal if own else ""))
    if report.appeal_decided_at:
        decided = _("Appeal: %(outcome)s") % {"outcome": report.state.label}
        found.append(Entry(decided, report.appeal_decided_at, report.appeal_answer))
    if report.state is ReportStatus.TAKEN_UP:
        found.append(Entry(report.state.label, report.changed_at))
    return found


def _first_outcome(report: ReaderReport) -> ReportStatus:
    if report.appealed_at is None:
        return report.state
    moved = report.events.filter(to__in=OUTCOMES).order_by("pk").first()
    return ReportStatus(moved.to) if moved else report.state


def _work(report: ReaderReport) -> str | Promise:
    review = getattr(report.claim, "review", None) if report.claim else None
    if report.state is not ReportStatus.TAKEN_UP or review is None:
        return ""
    return WORK.get(review.state, "")


def _publication(report: ReaderReport) -> Publication | None:
    """Of the claim that was suggested, once it has been checked."""
    if report.state is not ReportStatus.TAKEN_UP:
        return None
    return Publication.objects.public().filter(review__claim=report.claim_id).first()
