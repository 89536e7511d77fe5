"""Evidence and verdicts through the API."""

from typing import Any

import pytest

from factcheck.accounts.models import Scope
from reviews.models import Condition, Rating
from reviews.states import Status
from tests import make
from tests.reviews.api import calls
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
LEDGER = "It lists 4,198 containers for May, twelve fewer than the mayor’s figure."


def test_evidence_is_attached_with_what_was_found(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    client = calls.with_key(review.assignee, Scope.REVIEWS)

    status, body = calls.post(
        client,
        f"reviews/{review.pk}/evidence/?wait=1",
        url=web.put("/ledger", LEDGER),
        quote="the mayor's figure",
        stance="refutes",
        primary=True,
    )

    assert (status, body["number"], body["quote"], body["match"], body["occurrences"]) == (
        201,
        1,
        "the mayor’s figure",
        "normalised",
        1,
    )
    assert (body["primary"], body["condition"], body["title"]) == (True, "sound", "A source")


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"quote": "five thousand crates"}, "quote", "unusable-evidence"),
        ({"url": "ftp://ports.example/x"}, "url", "unusable-source"),
        ({"url": "not a page"}, "url", "unusable-source"),
        ({"stance": "likes"}, "stance", "invalid-input"),
        ({"quote": "a\0b"}, "quote", "invalid-input"),
        ({"quote": ""}, "quote", "invalid-input"),
    ],
)
def test_unusable_evidence_names_the_field(
    web: Pages, changed: dict[str, str], field: str, code: str
) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    given = {"url": web.put("/ledger", LEDGER), "quote": LEDGER[:20], "stance": "supports"}

    status, body = calls.post(
        calls.signed_in(review.assignee),
        f"reviews/{review.pk}/evidence/?wait=1",
        **(given | changed),
    )

    assert (status, body["code"], body["errors"][0]["field"]) == (400, code, field)
    assert review.evidence.count() == 0


def test_evidence_is_revised_withdrawn_and_listed() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    piece = make.evidence(review)
    client = calls.signed_in(review.assignee)

    revised = client.patch(f"/api/v1/evidence/{piece.pk}/", {"stance": "context"}, format="json")
    withdrawn = calls.post(client, f"evidence/{piece.pk}/withdraw/", reason="Outdated.")
    status, listed = calls.get(client, f"reviews/{review.pk}/evidence/")

    assert (revised.status_code, revised.json()["stance"], withdrawn[0], status) == (
        200,
        "context",
        200,
        200,
    )
    assert [(each["number"], each["withdrawn_reason"]) for each in listed] == [(1, "Outdated.")]


def test_a_troubled_source_is_cleared_with_a_reason() -> None:
    review = make.review(Status.PUBLISHED)
    review.evidence.update(condition=Condition.DEAD)
    piece = review.evidence.first()
    assert piece is not None

    status, body = calls.post(
        calls.signed_in(make.reviewer()), f"evidence/{piece.pk}/clear/", reason="Archived."
    )

    assert (status, body["condition"], body["condition_note"]) == (200, "accepted", "Archived.")


def draft(**changed: Any) -> dict[str, Any]:
    rating = Rating.objects.get(word="False")
    return {"rating": rating.pk, "summary": "No.", "rationale": "Because. [1]"} | changed


def test_a_draft_is_saved_and_answered_with_its_revision_as_etag() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    client = calls.signed_in(review.assignee)
    path = f"/api/v1/reviews/{review.pk}/verdict/"

    saved = client.put(path, draft(), format="json")
    read = client.get(path)

    assert (saved.status_code, saved.json()["rating"]["word"], read.headers["ETag"]) == (
        200,
        "False",
        '"1"',
    )


@pytest.mark.parametrize("how", ["header", "body", "nothing"])
def test_a_stale_draft_is_answered_with_both_texts(how: str) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    client = calls.signed_in(review.assignee)
    path = f"/api/v1/reviews/{review.pk}/verdict/"
    client.put(path, draft(), format="json")
    client.put(path, draft(summary="Stored."), format="json", headers={"If-Match": '"1"'})
    headers = {"If-Match": '"1"'} if how == "header" else {}
    sent = draft(summary="Mine.") | ({"revision": 1} if how == "body" else {})

    answer = client.put(path, sent, format="json", headers=headers)

    body = answer.json()
    told = (412, "precondition-failed") if how == "header" else (409, "stale-draft")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, body["code"]) == told
    assert (body["stored"]["summary"], body["sent"]["summary"], body["revision"]) == (
        "Stored.",
        "Mine.",
        2,
    )


@pytest.mark.parametrize("tag", ["*", "W/1", '"one"', '"99999999999999999999"'])
def test_a_tag_that_is_not_ours_is_refused(tag: str) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None

    answer = calls.signed_in(review.assignee).put(
        f"/api/v1/reviews/{review.pk}/verdict/",
        draft(),
        format="json",
        headers={"If-Match": tag},
    )

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "If-Match")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"rating": 0}, "rating"),
        ({"summary": "a" * 1001}, "summary"),
        ({"rationale": []}, "rationale"),
    ],
)
def test_an_unusable_draft_names_the_field(changed: dict[str, Any], field: str) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None

    answer = calls.signed_in(review.assignee).put(
        f"/api/v1/reviews/{review.pk}/verdict/", draft(**changed), format="json"
    )

    assert (answer.status_code, review.verdicts.count()) == (400, 0)
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_source_is_replaced_and_what_is_left_out_is_carried_over(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    old = make.evidence(review, note="The port's own.")
    client = calls.with_key(review.assignee, Scope.REVIEWS)

    status, body = calls.post(
        client,
        f"evidence/{old.pk}/replace/",
        url=web.put("/ledger", LEDGER),
        quote=LEDGER,
        reason="The port moved its ledger.",
    )

    old.refresh_from_db()
    assert (status, body["replaces"], body["number"]) == (201, old.pk, 1)
    assert (body["stance"], body["note"]) == ("supports", "The port's own.")
    assert old.withdrawn_reason == "The port moved its ledger."


def test_a_source_of_a_public_verdict_is_not_replaced_before_it_is_reopened() -> None:
    review = make.review(Status.PUBLISHED)
    client = calls.with_key(make.editor(), Scope.REVIEWS)

    status, body = calls.post(
        client,
        f"evidence/{review.evidence.all()[0].pk}/replace/",
        url="https://a.example/",
        quote="Words.",
        reason="Moved.",
    )

    assert (status, body["code"]) == (409, "invalid-transition")
    assert body["detail"].startswith("This verdict is published: readers see this source.")
