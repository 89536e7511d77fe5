"""From what a splitter found to rows: one place, for every way a candidate comes in."""

import logging
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

import orjson
from django.db import connection

from claims import splitting, wording
from claims.models import Article, Claim, WorthModel
from claims.splitting import trained

_log = logging.getLogger(__name__)
_AT_ONCE = 2000
_COLUMNS = {
    field.attname: field.column
    for field in Claim._meta.concrete_fields  # noqa: SLF001 - public, says the documentation
    if field.column and not field.primary_key
}


def scored(found: Iterable[splitting.Candidate]) -> list[splitting.Candidate]:
    """The candidates with the score of the desk's own model, where one is switched on.

    Asking twice is asking once. A model that this version cannot read changes no score: articles
    come in all the same.
    """
    active = WorthModel.objects.active().first()
    if active is None:
        return list(found)
    try:
        model = trained.from_json(active.version, active.weights)
    except trained.UnreadableModel as error:
        _log.error("The check-worthiness model in use was left out of account. %s", error)
        return list(found)
    return [trained.rescored(each, model) for each in found]


def fields(found: splitting.Candidate) -> dict[str, Any]:
    """What a claim takes over from a candidate, besides its place."""
    values = splitting.as_json(found)
    return {
        "statement": found.statement,
        "statement_parts": values["statement_parts"],
        "kind": found.kind,
        "claimant": wording.shortened(found.claimant, longest=300),
        "attribution": found.attribution,
        "attribution_spans": values["attribution_spans"],
        "times": values["times"],
        "checkworthiness": found.checkworthiness,
        "signals": values["signals"],
    }


def store(
    article: Article,
    found: Iterable[splitting.Candidate],
    *,
    now: datetime,
    origin: str = splitting.VERSION,
    taken: Iterable[tuple[int, int]] = (),
) -> list[Claim]:
    """Store candidates in one go, in text order; a span that is `taken`, or given twice, once.

    Scores are those of the desk's own model where one is switched on. Must run inside the
    transaction that holds the article.
    """
    spans = dict.fromkeys(taken)
    claims = []
    for each in scored(found):
        if (each.start, each.end) in spans:
            continue
        spans[each.start, each.end] = None
        claims.append(
            Claim(
                article=article,
                start=each.start,
                end=each.end,
                quote=each.quote,
                origin=origin,
                created_at=now,
                **fields(each),
            )
        )
    _insert(claims)
    return claims


def _insert(claims: list[Claim]) -> None:
    """As `bulk_create` does, in half of its time: the rows go over as one JSON document.

    In arrays of JSON, which `bulk_create` sends, each quotation mark is escaped three times over.
    """
    names = ", ".join(connection.ops.quote_name(column) for column in _COLUMNS.values())
    statement = (
        f"INSERT INTO claims_claim ({names}) SELECT {names} "  # noqa: S608 - columns of our model
        "FROM jsonb_populate_recordset(NULL::claims_claim, %s) RETURNING id"
    )
    waiting = iter(claims)
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, _AT_ONCE)):
            rows = [
                {column: getattr(claim, name) for name, column in _COLUMNS.items()}
                for claim in batch
            ]
            cursor.execute(statement, [orjson.dumps(rows).decode()])
            for claim, (pk,) in zip(batch, cursor.fetchall(), strict=True):
                claim.pk = pk
