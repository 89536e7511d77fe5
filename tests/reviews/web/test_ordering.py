"""The order of evidence on the workbench: by buttons, as a whole, refused when it is stale."""

import pytest
from django.test import Client

from reviews.models import Evidence, Review
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def desk(review: Review) -> Client:
    client = Client()
    assert review.assignee is not None
    client.force_login(review.assignee)
    return client


def three() -> tuple[Review, list[int]]:
    review = make.review(Status.IN_REVIEW)
    made = [
        make.evidence(review, snapshot=make.snapshot(text=f"{n} cranes"), position=n)
        for n in (1, 2, 3)
    ]
    return review, [each.pk for each in made]


def shown(review: Review) -> list[int]:
    ordered = review.evidence.order_by("rank", "position")
    return list(ordered.values_list("pk", flat=True))


def test_a_button_moves_a_piece_by_one_place_and_its_number_stays() -> None:
    review, (first, second, third) = three()

    answer = desk(review).post(f"/reviews/{review.pk}/evidence/order/", {"up": third})

    assert answer["Location"] == f"/reviews/{review.pk}/#evidence-3"
    assert shown(review) == [first, third, second]
    assert Evidence.objects.get(pk=third).position == 3


def test_a_whole_order_is_taken_and_recorded_once() -> None:
    review, (first, second, third) = three()
    wanted = {"evidence": [third, second, first]}

    for _ in range(2):
        answer = desk(review).post(f"/reviews/{review.pk}/evidence/order/", wanted, headers=HTMX)

    assert (answer.status_code, shown(review)) == (204, [third, second, first])
    assert review.events.filter(kind="evidence_ordered").count() == 1


def test_an_order_that_misses_a_piece_is_refused_and_changes_nothing() -> None:
    review, (first, second, third) = three()

    answer = desk(review).post(
        f"/reviews/{review.pk}/evidence/order/", {"evidence": [third, second]}, headers=HTMX
    )

    assert (answer.status_code, shown(review)) == (409, [first, second, third])


@pytest.mark.parametrize("sent", [{"evidence": "x"}, {"up": "9" * 30}, {"evidence": ["1", "1"]}])
def test_what_is_no_order_is_refused(sent: dict[str, str]) -> None:
    review, _ = three()

    answer = desk(review).post(f"/reviews/{review.pk}/evidence/order/", sent)

    assert answer.status_code == 400


def test_only_who_has_the_review_orders_its_evidence() -> None:
    review, (first, _, third) = three()
    client = Client()
    client.force_login(make.reviewer())

    answer = client.post(f"/reviews/{review.pk}/evidence/order/", {"up": third})

    assert (answer.status_code, shown(review)[0]) == (403, first)
