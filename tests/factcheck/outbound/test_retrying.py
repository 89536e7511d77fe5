from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcheck.outbound import retrying

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        ("120", 120),
        (" 120 ", 120),
        ("86400", 86_400),
        ("86401", 86_400),
        ("9" * 50_000, 86_400),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        ("soon", None),
        ("Mon, 02 Mar 2026 12:01:30 GMT", 90),
        ("Monday, 02-Mar-26 12:01:30 GMT", 90),
        ("Mon Mar  2 12:01:30 2026", 90),
        ("Mon, 02 Mar 2026 11:59:00 GMT", None),
        ("Mon, 02 Mar 2026 12:00:00 GMT", None),
        ("Sat, 02 Mar 2126 12:00:00 GMT", 86_400),
        ("Mon, 99 Mar 2026 12:00:00 GMT", None),
        ("Mon, 02 Mar 99999999999 12:00:00 GMT", None),
    ],
)
def test_retry_after(header, seconds):
    assert retrying.seconds(header, now=NOON) == seconds
