"""Only the fields that were asked for."""

import pytest
from django.test import Client

from factcheck.accounts.models import Scope
from tests import make
from tests.published import publish
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


def test_rows_of_a_page_hold_what_was_asked_for() -> None:
    claim = make.claim()

    _, body = calls.get(calls.with_key(make.reviewer(), Scope.READ), "claims/", fields="id, quote")

    assert body == {
        "next": None,
        "previous": None,
        "results": [{"id": claim.pk, "quote": claim.quote}],
    }


def test_one_thing_holds_what_was_asked_for() -> None:
    claim = make.claim()

    status, body = calls.get(
        calls.signed_in(make.reviewer()), f"claims/{claim.pk}/", fields="status"
    )

    assert (status, body) == (200, {"status": claim.status})


def test_plain_lists_hold_what_was_asked_for() -> None:
    review = make.review()
    make.evidence(review)

    _, body = calls.get(
        calls.signed_in(make.reviewer()), f"reviews/{review.pk}/evidence/", fields="number"
    )

    assert body == [{"number": 1}]


def test_what_is_published_too(client: Client) -> None:
    slug = publish().publication.slug

    answer = client.get(f"/api/v1/fact-checks/{slug}/?fields=slug")

    assert (answer.status_code, answer.json()) == (200, {"slug": slug})


@pytest.mark.parametrize("number", [0, 1])
def test_a_name_that_is_none_is_refused_also_where_the_list_is_empty(number: int) -> None:
    for _ in range(number):
        make.claim()

    status, body = calls.get(calls.signed_in(make.reviewer()), "claims/", fields="id,quotes")

    assert (status, body["code"], body["errors"][0]["field"]) == (400, "invalid-input", "fields")
    assert body["detail"].startswith("Not known here: quotes. There are: article, attribution,")


def test_a_refusal_is_sent_whole() -> None:
    status, body = calls.get(calls.signed_in(make.reviewer()), "claims/9/", fields="id")

    assert (status, body["code"]) == (404, "not-found")
