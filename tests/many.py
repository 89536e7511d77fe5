"""A thousand publications in a second: one made through the domain, the others its copies."""

import copy
from datetime import timedelta
from typing import Any

import orjson
from django.db import connection, models

from reviews.models import Publication, PublishedVersion, Review
from tests.make import NOON
from tests.published import publish


def publications(count: int, statement: str) -> list[str]:
    """`statement` with a number behind it, as published hour by hour before NOON; the texts."""
    model = publish(statement).publication
    texts = [f"{statement} {number}" for number in range(count)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # a verdict serves them all
        _copies(model, texts)
        cursor.execute("SET session_replication_role = DEFAULT")
    return texts


def _copies(model: Publication, texts: list[str]) -> None:
    claim = model.review.claim
    spans = enumerate(texts, start=claim.end + 1)  # each its own: a span has one open claim
    claims = _bulk(claim, [{"statement": text, "end": end} for end, text in spans])
    reviews: list[Review] = _bulk(model.review, [{"claim_id": each.pk} for each in claims])
    rows: list[Publication] = _bulk(
        model,
        [
            {
                "review_id": review.pk,
                "slug": f"copy-{review.pk}",
                "latest_id": None,
                "first_published_at": NOON - timedelta(hours=number + 1),
                "searchable": text,
            }
            for number, (review, text) in enumerate(zip(reviews, texts, strict=True))
        ],
    )
    version = PublishedVersion.objects.get(publication=model)
    content = version.content
    versions: list[PublishedVersion] = _bulk(
        version,
        [
            {
                "publication_id": row.pk,
                "document": orjson.dumps(
                    content | {"claim": content["claim"] | {"statement": text}}
                ).decode(),
            }
            for row, text in zip(rows, texts, strict=True)
        ],
    )
    for row, version in zip(rows, versions, strict=True):
        row.latest = version
    Publication.objects.bulk_update(rows, ["latest"], batch_size=500)


def _bulk(model: models.Model, fields: list[dict[str, Any]]) -> list[Any]:
    made = []
    for values in fields:
        each = copy.copy(model)
        each._state = copy.copy(model._state)
        each._state.fields_cache = {}
        each.pk = None
        for name, value in values.items():
            setattr(each, name, value)
        made.append(each)
    return list(type(model)._default_manager.bulk_create(made, batch_size=500))
