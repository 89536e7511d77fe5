"""How many disputes there were, and how they ended: for the public, without any of their words."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, QuerySet

from reviews.models import ReaderReport
from reviews.reader_states import ReportStatus, Told

DISPUTES = (
    ReportStatus.RECEIVED,
    ReportStatus.UNDER_REVIEW,
    ReportStatus.APPEALED,
    ReportStatus.UPHELD,
    ReportStatus.PARTLY_UPHELD,
    ReportStatus.REJECTED,
)


def disputes(within: tuple[datetime, datetime] | None = None) -> dict[ReportStatus, int]:
    """Each status with how many disputes have it, of those received in a half-open period."""
    return _counted(ReaderReport.objects.disputes(), DISPUTES, within)


def suggestions(within: tuple[datetime, datetime] | None = None) -> dict[ReportStatus, int]:
    told = (
        ReportStatus.RECEIVED,
        ReportStatus.UNDER_REVIEW,
        ReportStatus.TAKEN_UP,
        ReportStatus.DECLINED,
    )
    return _counted(ReaderReport.objects.filter(kind=Told.CLAIM), told, within)


def _counted(
    reports: QuerySet[ReaderReport],
    statuses: tuple[ReportStatus, ...],
    within: tuple[datetime, datetime] | None,
) -> dict[ReportStatus, int]:
    if within is not None:
        reports = reports.filter(received_at__gte=within[0], received_at__lt=within[1])
    rows = reports.order_by().values_list("status").annotate(n=Count("pk"))
    found: Mapping[str, int] = dict(rows)
    return {status: found.get(status, 0) for status in statuses}
