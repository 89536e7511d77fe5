"""Reading Retry-After (RFC 9110, section 10.2.3): seconds, or a date."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 86_400
"""Seconds. A host that asks for more is asked again after a day."""


def seconds(header: str | None, *, now: datetime) -> int | None:
    """Whole seconds to wait, at most `LONGEST`; None if absent, malformed or in the past."""
    value = (header or "").strip()
    if value.isascii() and value.isdigit():
        return LONGEST if len(value) > len(str(LONGEST)) else min(int(value), LONGEST)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    # A date without a zone is in UTC: HTTP dates always are.
    wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(round(wait.total_seconds()), LONGEST) if wait.total_seconds() > 0 else None
