"""How many disputes there were, and how they ended: for the public, without any of their words."""

from collections.abc import Mapping

from django.db.models import Count

from reviews.models import ReaderReport
from reviews.models.reader import ReaderReportQuerySet
from reviews.reader_states import ReportStatus, Told

DISPUTES = (
    ReportStatus.RECEIVED,
    ReportStatus.UNDER_REVIEW,
    ReportStatus.APPEALED,
    ReportStatus.UPHELD,
    ReportStatus.PARTLY_UPHELD,
    ReportStatus.REJECTED,
)
SUGGESTIONS = (
    ReportStatus.RECEIVED,
    ReportStatus.UNDER_REVIEW,
    ReportStatus.TAKEN_UP,
    ReportStatus.DECLINED,
)


def disputes(among: ReaderReportQuerySet | None = None) -> dict[ReportStatus, int]:
    """Each status with how many disputes have it; `among`: all reports, unless given."""
    reports = ReaderReport.objects.all() if among is None else among
    return _counted(reports.disputes(), DISPUTES)


def suggestions(among: ReaderReportQuerySet | None = None) -> dict[ReportStatus, int]:
    reports = ReaderReport.objects.all() if among is None else among
    return _counted(reports.filter(kind=Told.CLAIM), SUGGESTIONS)


def _counted(
    reports: ReaderReportQuerySet, statuses: tuple[ReportStatus, ...]
) -> dict[ReportStatus, int]:
    rows = reports.order_by().values_list("status").annotate(n=Count("pk"))
    found: Mapping[str, int] = dict(rows)
    return {status: found.get(status, 0) for status in statuses}
