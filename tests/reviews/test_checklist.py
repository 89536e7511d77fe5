"""What counts as an independent source."""

import pytest

from reviews import checklist
from reviews.models import Condition, Review
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db


def cited(*hosts: str) -> Review:
    review = make.review(Status.IN_REVIEW)
    for host in hosts:
        copy = make.snapshot(make.link(f"https://{host}/page-{review.evidence.count()}"))
        make.evidence(review, snapshot=copy)
    return review


def enough(review: Review) -> bool:
    """Whether the checklist counts the two sources that the first policy asks for."""
    return next(each.done for each in checklist.items(review, None) if each.code == "sources")


@pytest.mark.parametrize(
    ("hosts", "two"),
    [
        (["example.org", "www.example.org"], False),
        (["news.example.co.uk", "example.co.uk"], False),
        (["example.org", "example.com"], True),
        (["port.co.uk", "mayor.co.uk"], True),
        (["port.github.io", "mayor.github.io"], True),
        (["192.0.2.1", "192.0.2.1"], False),
        (["192.0.2.1", "192.0.2.2"], True),
        (["localhost", "192.0.2.1"], True),
        (["ledger.internal", "www.ledger.internal"], False),
    ],
)
def test_a_source_is_a_registered_domain_not_a_host(hosts: list[str], two: bool) -> None:
    review = cited(*hosts)

    assert enough(review) is two


@pytest.mark.parametrize(
    ("condition", "counts"),
    [(Condition.DEAD, False), (Condition.DRIFTED, True), (Condition.UNVERIFIED, True)],
)
def test_a_source_that_is_gone_does_not_count(condition: Condition, counts: bool) -> None:
    review = cited("example.org", "example.com")
    review.evidence.filter(link__host__name="example.com").update(condition=condition)

    assert enough(review) is counts


def test_a_written_reason_stands_in_for_a_source_that_is_gone() -> None:
    review = cited("example.org", "example.com")
    review.evidence.filter(link__host__name="example.com").update(condition=Condition.DEAD)
    review.few_sources_reason = "The other ledger went offline; our copy is kept."

    assert enough(review)
