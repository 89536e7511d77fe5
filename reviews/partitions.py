"""Monthly partitions of `reviews_linkcheck`."""

import re
from datetime import date

TABLE = "reviews_linkcheck"
DEFAULT = f"{TABLE}_default"
KEPT = "_kept"
"""How the name of what stays of a detached month ends."""

_NAME = re.compile(rf"{TABLE}_(\d{{4}})_(\d\d)")
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
APPEND_ONLY = "reviews_append_only"
CREATE_GUARD = f"""
CREATE OR REPLACE FUNCTION {APPEND_ONLY}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '% is append-only: rows are never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


def create_month(first: date) -> str:
    """SQL that makes the partition of the month `first` is the first day of, if it is missing."""
    return f"CREATE TABLE IF NOT EXISTS {name(first)} PARTITION OF {TABLE} {_range(first)};"


def name(first: date) -> str:
    return f"{TABLE}_{first:%Y_%m}"


def months(around: date, count: int, *, back: int = 0) -> list[date]:
    """The first days of `count` months, from `back` months before that of `around`."""
    start = around.year * 12 + around.month - 1 - back
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, start + count)]


def month(name: str) -> date | None:
    """The first day of the month whose partition has this `name`; None for any other table."""
    found = _NAME.fullmatch(name)
    return date(int(found[1]), int(found[2]), 1) if found else None


def guard(name: str) -> str:
    """SQL that lets nobody empty a partition: triggers for TRUNCATE do not reach down to it."""
    return (
        f"CREATE OR REPLACE TRIGGER never_emptied BEFORE TRUNCATE ON {name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {APPEND_ONLY}();"
    )


def guard_detached(name: str) -> str:
    """SQL that keeps a table append-only that is a partition no longer, and lost those triggers."""
    return (
        f"CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE OR DELETE ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {APPEND_ONLY}();"
    )


def keep_cited(first: date) -> list[str]:
    """SQL that makes a table like a partition, with the checks of links that evidence ever stood
    on, fit to take the place of the month it is copied from."""
    kept, after = f"{name(first)}{KEPT}", _following(first)
    within = f"checked_at >= '{first} 00:00+00' AND checked_at < '{after} 00:00+00'"
    cited = "EXISTS (SELECT 1 FROM reviews_evidence WHERE link_id = seen.link_id)"
    like = f"LIKE {TABLE} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES"
    return [
        f"CREATE TABLE {kept} ({like}, CHECK ({within}))",
        f"INSERT INTO {kept} SELECT * FROM {TABLE} AS seen WHERE {within} AND {cited}",  # noqa: S608 - names of our own
    ]


def replace_by_kept(first: date) -> str:
    """SQL that attaches what `keep_cited` made."""
    return f"ALTER TABLE {TABLE} ATTACH PARTITION {name(first)}{KEPT} {_range(first)};"


def refill_default(creating: list[str]) -> list[str]:
    """SQL that makes months of which checks lie in the default partition: it gives up its place,
    and its checks are sorted in anew. Nothing is deleted from it, which its triggers would refuse.
    """
    return [
        f"ALTER TABLE {TABLE} DETACH PARTITION {DEFAULT}",
        f"ALTER TABLE {DEFAULT} RENAME TO {DEFAULT}_before",
        f"ALTER INDEX {DEFAULT}_pkey RENAME TO {DEFAULT}_before_pkey",
        *creating,
        f"CREATE TABLE {DEFAULT} PARTITION OF {TABLE} DEFAULT",
        guard(DEFAULT),
        f"INSERT INTO {TABLE} SELECT * FROM {DEFAULT}_before",  # noqa: S608 - names of our own
        f"DROP TABLE {DEFAULT}_before",
    ]


def _range(first: date) -> str:
    return f"FOR VALUES FROM ('{first} 00:00+00') TO ('{_following(first)} 00:00+00')"


def _following(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
