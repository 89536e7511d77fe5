"""What was not changed is not sent again; what was changed is not overwritten."""

import pytest

from factcheck.accounts.models import Scope
from reviews.states import Status
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["claims/", "rules/", "scales/", "events/", "workload/"])
def test_an_unchanged_answer_costs_nothing(path: str) -> None:
    make.review()
    client = calls.with_key(make.reviewer(), Scope.READ)
    first = client.get(f"/api/v1/{path}")

    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]


def test_what_changed_is_sent_again() -> None:
    client = calls.with_key(make.reviewer(), Scope.READ)
    first = client.get("/api/v1/claims/")
    make.claim()

    again = client.get("/api/v1/claims/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200


def test_evidence_is_not_overwritten_unseen() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    path = f"/api/v1/evidence/{make.evidence(review).pk}/"
    client = calls.signed_in(review.assignee)
    read = client.get(path)["ETag"]

    first = client.patch(path, {"note": "One."}, format="json", headers={"If-Match": read})
    second = client.patch(path, {"note": "Two."}, format="json", headers={"If-Match": read})
    third = client.patch(
        path, {"note": "Three."}, format="json", headers={"If-Match": first["ETag"]}
    )

    told = second.json()
    assert [each.status_code for each in (first, second, third)] == [200, 412, 200]
    assert (told["code"], told["current"]["note"], told["etag"]) == (
        *("precondition-failed", "One."),
        first["ETag"],
    )
    assert third.json()["note"] == "Three."


@pytest.mark.parametrize(
    ("tag", "status"), [("*", 200), ('W/"1"', 412), ('"1", "2"', 412), ("nonsense", 400)]
)
def test_conditions_are_read_as_the_standard_has_them(tag: str, status: int) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    path = f"/api/v1/evidence/{make.evidence(review).pk}/"

    answer = calls.signed_in(review.assignee).patch(
        path, {"note": "One."}, format="json", headers={"If-Match": tag}
    )

    assert answer.status_code == status


def test_a_host_is_not_overwritten_unseen() -> None:
    path = f"/api/v1/source-hosts/{make.link().host_id}/"
    client = calls.signed_in(make.editor())
    read = {"If-Match": client.get(path)["ETag"]}

    statuses = [
        client.patch(path, {"crawl_delay": n}, format="json", headers=read).status_code
        for n in (5, 6)
    ]

    assert (statuses, client.get(path).json()["crawl_delay"]) == ([200, 412], 5)


def test_a_view_is_neither_changed_nor_deleted_unseen() -> None:
    client = calls.signed_in(make.reviewer())
    made = client.post("/api/v1/views/", {"name": "Late"}, format="json").json()
    path = f"/api/v1/views/{made['id']}/"
    read = {"If-Match": client.get(path)["ETag"]}

    renamed = client.patch(path, {"name": "Later"}, format="json", headers=read)
    deleted = client.delete(path, headers=read)

    assert (renamed.status_code, deleted.status_code) == (200, 412)
    assert client.get(path).json()["name"] == "Later"
