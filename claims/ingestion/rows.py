"""One row of a list, whatever it is of: what would become of it, and making it so."""

from datetime import datetime

from claims.ingestion import bulk, claims_in_bulk
from claims.ingestion.judging import Judged
from claims.ingestion.tables import Row
from claims.models import ListKind
from factcheck.accounts.models import User


def foresee(row: Row, *, kind: ListKind, by: User | None) -> Judged:
    """What `add` would do, the other rows apart; nothing is written or fetched."""
    if kind == ListKind.CLAIMS:
        return claims_in_bulk.foresee(row, by=_somebody(by))
    return bulk.foresee(row)


def add(row: Row, *, kind: ListKind, by: User | None, now: datetime) -> Judged:
    """Add what the row is about, or say why not. Never raises for what a row holds."""
    if kind == ListKind.CLAIMS:
        return claims_in_bulk.add(row, by=_somebody(by), now=now)
    return bulk.add(row, by=by, now=now)


def _somebody(by: User | None) -> User:
    assert by is not None, "a claim is proposed and decided by a person"
    return by
