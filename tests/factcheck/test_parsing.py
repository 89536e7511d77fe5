"""JSON that no field could hold is refused before any field sees it."""

import pytest

from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 5_000, "NaN", "Infinity"])
def test_numbers_beyond_all_numbers_are_refused(number: str) -> None:
    answer = calls.signed_in(make.reviewer()).post(
        "/api/v1/claims/", f'{{"article": {number}}}', content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "parse-error")
