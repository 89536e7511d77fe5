"""Monthly partitions of `reviews_linkcheck`."""

from datetime import date

TABLE = "reviews_linkcheck"
CREATE_TABLE = f"""
CREATE TABLE {TABLE} (
    link_id bigint NOT NULL REFERENCES reviews_sourcelink (id) DEFERRABLE INITIALLY DEFERRED,
    checked_at timestamptz NOT NULL,
    worker varchar(200) NOT NULL,
    outcome varchar(16) NOT NULL,
    reason varchar(32) NOT NULL,
    http_status smallint NULL CHECK (http_status >= 0),
    final_url text NOT NULL,
    hops jsonb NOT NULL,
    media_type varchar(200) NOT NULL,
    bytes_read bigint NOT NULL CHECK (bytes_read >= 0),
    elapsed_ms integer NOT NULL CHECK (elapsed_ms >= 0),
    body_sha256 varchar(64) NOT NULL,
    text_sha256 varchar(64) NOT NULL,
    match_kind varchar(16) NOT NULL,
    match_score double precision NULL,
    retry_after integer NULL CHECK (retry_after >= 0),
    error text NOT NULL,
    PRIMARY KEY (link_id, checked_at)
) PARTITION BY RANGE (checked_at);
CREATE TABLE {TABLE}_default PARTITION OF {TABLE} DEFAULT;
"""


def create_month(first: date) -> str:
    """SQL that makes the partition of the month `first` is the first day of, if it is missing."""
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (
        f"CREATE TABLE IF NOT EXISTS {name(first)} PARTITION OF {TABLE} "
        f"FOR VALUES FROM ('{first}') TO ('{after}');"
    )


def name(first: date) -> str:
    return f"{TABLE}_{first:%Y_%m}"


def months(around: date, count: int, *, back: int = 0) -> list[date]:
    """The first days of `count` months, from `back` months before that of `around`."""
    start = around.year * 12 + around.month - 1 - back
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, start + count)]
