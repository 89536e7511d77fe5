"""Leafing through a list of which nobody knows how long it is."""

import pytest
from pytest_django import DjangoAssertNumQueries

from reviews.models import Publication
from reviews.web import leafing
from tests.published import publish

pytestmark = pytest.mark.django_db


def turn(page: str | None, *, counting: bool = True) -> leafing.Leaf[Publication]:
    found = Publication.objects.order_by("pk")
    return leafing.turn(found, page=page, per_page=2, counting=counting)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (None, (1, 1, 2, None, 2)),
        ("2", (2, 3, 3, 1, None)),
        ("99", (1, 1, 2, None, 2)),
        ("0", (1, 1, 2, None, 2)),
        ("-1", (1, 1, 2, None, 2)),
        ("x", (1, 1, 2, None, 2)),
        ("９", (1, 1, 2, None, 2)),
        ("9" * 30, (1, 1, 2, None, 2)),
    ],
)
def test_a_page_tells_where_it_is(page: str | None, shown: tuple[int | None, ...]) -> None:
    for _ in range(3):
        publish()

    leaf = turn(page)

    assert (leaf.number, leaf.first, leaf.last, leaf.before, leaf.after) == shown
    assert (leaf.total, leaf.uncounted) == (3, False)


def test_an_empty_list_has_one_empty_page() -> None:
    leaf = turn("3")

    assert (leaf.rows, leaf.number, leaf.total) == ([], 1, 0)


def test_what_is_not_counted_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    publish()

    with django_assert_num_queries(1):
        leaf = turn(None, counting=False)

    assert (leaf.total, leaf.uncounted) == (None, False)


def test_beyond_what_is_counted_is_told_as_such() -> None:
    leaf: leafing.Leaf[Publication] = leafing.Leaf(
        [], 1, 20, more=True, total=leafing.MOST_COUNTED + 1
    )

    assert leaf.uncounted is True
