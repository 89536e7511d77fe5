"""Evidence as the API answers it: with its number and how its quote was found."""

from collections.abc import Iterable
from typing import Any

from reviews import evidence
from reviews.api.serializers import EvidenceSerializer
from reviews.models import Evidence, Review


def pieces(review: Review) -> list[Any]:
    """All evidence of a review, withdrawn too. Two queries."""
    cited = evidence.numbered(review)
    context = {
        "numbers": {piece.pk: number for number, piece in cited},
        "findings": evidence.findings(review),
    }
    shown = EvidenceSerializer([piece for _n, piece in cited], many=True, context=context)
    return list(shown.data)


def of_several(found: Iterable[Evidence]) -> list[Any]:
    """Evidence of whichever reviews. Two queries."""
    rows = list(found)
    reviews = {each.review_id for each in rows}
    context = {
        "numbers": evidence.numbers_within(reviews),
        "findings": evidence.findings_within(reviews),
    }
    return list(EvidenceSerializer(rows, many=True, context=context).data)


def piece(of: Evidence) -> Any:
    return next(each for each in pieces(of.review) if each["id"] == of.pk)
