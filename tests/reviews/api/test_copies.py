"""`/api/v1/sources/<id>/copies/<a>/compare/<b>/` and `/warc/`"""

import pytest

from tests import make
from tests.reviews.api import calls
from tests.reviews.archives import reading

pytestmark = pytest.mark.django_db


def test_two_copies_are_compared_word_by_word() -> None:
    old = make.snapshot(text="It made 1,204 crossings.")
    new = make.snapshot(old.link, "It made 1,240 crossings.")

    answer = calls.signed_in(make.reviewer()).get(
        f"/api/v1/sources/{old.link_id}/copies/{old.pk}/compare/{new.pk}/"
    )

    found = answer.json()
    assert (found["before"]["id"], found["after"]["id"], found["differing"]) == (
        *(old.pk, new.pk, 1),
    )
    assert found["rows"][0]["after"] == [
        {"text": "It made ", "kind": "same", "cited": False},
        {"text": "1,240", "kind": "new", "cited": False},
        {"text": " crossings.", "kind": "same", "cited": False},
    ]


def test_copies_of_other_sources_are_not_there() -> None:
    old, other = make.snapshot(), make.snapshot()

    answer = calls.signed_in(make.reviewer()).get(
        f"/api/v1/sources/{old.link_id}/copies/{old.pk}/compare/{other.pk}/"
    )

    assert answer.status_code == 404


def test_all_copies_come_as_a_warc() -> None:
    copy = make.snapshot()

    answer = calls.signed_in(make.reviewer()).get(f"/api/v1/sources/{copy.link_id}/warc/")

    records = reading.records(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/warc"
    assert [each.kind for each in records] == ["warcinfo", "metadata", "conversion"]


@pytest.mark.parametrize("path", ["warc/", "copies/1/compare/2/"])
def test_strangers_are_asked_who_they_are(client, path: str) -> None:
    link = make.link()

    assert client.get(f"/api/v1/sources/{link.pk}/{path}").status_code == 401
