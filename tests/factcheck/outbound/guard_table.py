"""Our own table of hostile links: each row says why it stands here and what must come of it.

The rows are data and know no client: `guard_run` fetches them, `test_guard_table` judges.
"""

from __future__ import annotations

from tests.factcheck.outbound import guard_table_addresses as addresses
from tests.factcheck.outbound import guard_table_redirects as redirects
from tests.factcheck.outbound import guard_table_urls as urls
from tests.factcheck.outbound import guard_table_visits as visits
from tests.factcheck.outbound.guard_table_row import Row

ROWS: list[Row] = [*addresses.ROWS, *urls.ROWS, *redirects.ROWS, *visits.ROWS]
LEAST = 150
"""Fewer rows than this are no table."""
