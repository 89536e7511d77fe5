"""What was answered to a POST with an `Idempotency-Key` is kept for a day."""

from datetime import datetime, timedelta

from factcheck.accounts.models import Call

KEPT_FOR = timedelta(hours=24)


def forget(*, now: datetime) -> int:
    """Drop what is older; how many."""
    return Call.objects.filter(made_at__lt=now - KEPT_FOR).delete()[0]
