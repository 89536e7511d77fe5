"""What archives shall be asked for: each page once it is cited, and again when it is in trouble."""

from datetime import datetime

from reviews.models import ArchiveLookup, ArchiveName, ArchiveOutcome, ArchiveWish


def wish(link_id: int, *, cited_at: datetime, now: datetime) -> None:
    """Have each archive asked for the page as of `cited_at`, unless it has said where its copy is.

    Call it in the transaction that attaches the evidence or marks it. Written whether or not
    look-ups are on: who turns them on later finds what was cited before.
    """
    ArchiveWish.objects.bulk_create(
        [
            ArchiveWish(link_id=link_id, service=service, wanted_at=cited_at, due_at=now)
            for service in ArchiveName.values
        ],
        ignore_conflicts=True,
    )
    found = ArchiveLookup.objects.filter(link=link_id, outcome=ArchiveOutcome.FOUND)
    idle = ArchiveWish.objects.filter(link=link_id, due_at__isnull=True)
    idle.exclude(service__in=found.values("service")).update(due_at=now, tries=0)
