"""Evidence on its way, by file and by hand, its order, and the right of reply, through the API."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.accounts.models import Scope
from reviews import fetching
from reviews.models import Review
from reviews.states import Status
from tests import make
from tests.reviews.api import calls
from tests.reviews.files import pdf
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
LEDGER = "It lists 4,198 containers for May, twelve fewer than the mayor’s figure."
QUOTE = "It lists 4,198 containers"
REPORT = pdf("The auditors write that", "the crane has not paid for itself.")


@pytest.fixture
def review() -> Review:
    return make.review(Status.IN_REVIEW)


def key(review: Review) -> Any:
    assert review.assignee is not None
    return calls.with_key(review.assignee, Scope.READ, Scope.REVIEWS)


def test_a_page_is_accepted_and_becomes_evidence(web: Pages, review: Review) -> None:
    client = key(review)
    url = web.put("/ledger", LEDGER)

    answer = client.post(
        f"/api/v1/reviews/{review.pk}/evidence/",
        {"url": url, "quote": QUOTE, "stance": "refutes"},
        format="json",
    )
    fetching.run_due()
    found = client.get(answer["Location"]).json()

    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    assert (found["state"], found["evidence"]) == ("attached", review.evidence.get().pk)


def test_words_are_chosen_in_what_was_read(web: Pages, review: Review) -> None:
    client = key(review)
    _, asked = calls.post(
        client,
        f"reviews/{review.pk}/evidence/",
        url=web.put("/ledger", LEDGER),
        stance="refutes",
    )
    fetching.run_due()

    status, made = calls.post(
        client, f"fetches/{asked['id']}/choose/", quote="4,198 containers", stance="refutes"
    )

    assert (status, made["quote"], made["start"], made["kind"]) == (
        201,
        "4,198 containers",
        9,
        "url",
    )


def test_a_fetch_is_listed_given_up_and_read_again_no_more(web: Pages, review: Review) -> None:
    client = key(review)
    _, asked = calls.post(
        client, f"reviews/{review.pk}/evidence/", url=f"{web.url}/x", stance="context"
    )
    _, before = calls.get(client, f"reviews/{review.pk}/fetches/")

    status, given_up = calls.post(client, f"fetches/{asked['id']}/cancel/")

    again, refused = calls.post(client, f"fetches/{asked['id']}/retry/")
    assert [each["id"] for each in before] == [asked["id"]]
    assert (status, given_up["state"], again, refused["code"]) == (
        200,
        "cancelled",
        409,
        "conflict",
    )


def test_a_file_is_sent_and_what_is_none_is_refused(web: Pages, review: Review) -> None:
    client = key(review)
    said = {"title": "Audit report", "quote": "the crane has not paid", "stance": "refutes"}
    path = f"/api/v1/reviews/{review.pk}/evidence/file/"

    taken = client.post(path, said | {"file": SimpleUploadedFile("a.txt", REPORT)})
    refused = client.post(path, said | {"file": SimpleUploadedFile("a.pdf", b"MZ")})
    fetching.run_due()

    _, (made,) = calls.get(client, f"reviews/{review.pk}/evidence/")
    assert (taken.status_code, refused.status_code) == (202, 400)
    assert [each["field"] for each in refused.json()["errors"]] == ["file"]
    assert (made["kind"], made["url"], made["title"], made["condition"]) == (
        "file",
        "",
        "Audit report",
        "sound",
    )


def test_a_book_is_noted_and_evidence_is_put_in_order(review: Review) -> None:
    client = key(review)
    said = {"title": "A book", "quote": "No crane.", "stance": "context"}
    first = make.evidence(review, position=1)
    _, book = calls.post(
        client, f"reviews/{review.pk}/evidence/hand/", unlocated_reason="Page 7.", **said
    )

    answer = client.put(
        f"/api/v1/reviews/{review.pk}/evidence/order/",
        {"evidence": [book["id"], first.pk]},
        format="json",
    )

    assert [(each["id"], each["number"]) for each in answer.json()] == [
        (book["id"], 2),
        (first.pk, 1),
    ]


def test_the_right_of_reply_is_noted_and_answered(review: Review) -> None:
    client = key(review)
    asked = {"party": "Port", "channel": "email", "question": "How many?"}

    status, made = calls.post(
        client, f"reviews/{review.pk}/replies/", asked_at="2026-03-01T09:00:00Z", **asked
    )
    calls.post(
        client,
        f"replies/{made['id']}/received/",
        outcome="answered",
        answer="4,198.",
        received_at="2026-03-02T09:00:00Z",
    )

    _, (told,) = calls.get(client, f"reviews/{review.pk}/replies/")
    assert (status, told["party"]) == (201, "Port")
    assert [(each["outcome"], each["answer"]) for each in told["received"]] == [
        ("answered", "4,198.")
    ]


def test_other_words_of_a_copy_are_cited(review: Review) -> None:
    piece = make.evidence(review, position=1)

    status, made = calls.post(
        key(review), f"evidence/{piece.pk}/quote/", quote="in May", stance="context"
    )

    assert (status, made["quote"], made["snapshot"]) == (201, "in May", piece.snapshot_id)


def test_reading_is_not_writing(web: Pages, review: Review) -> None:
    assert review.assignee is not None
    client = calls.with_key(review.assignee, Scope.READ)

    status, _ = calls.post(
        client, f"reviews/{review.pk}/evidence/", url=f"{web.url}/x", stance="context"
    )

    assert (status, review.fetches.count()) == (403, 0)
