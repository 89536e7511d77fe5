"""The second look: what changed, who may approve, and what publishing answers."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from factcheck.accounts.models import Role, User
from reviews import verdicts, workflow
from reviews.models import PublishedVersion
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_editor_who_did_not_write_it_approves_and_publishes() -> None:
    review = make.review(Status.SUBMITTED)
    client = signed_in(make.editor())

    approved = client.post(f"/reviews/{review.pk}/move/", {"to": "approved"})
    published = client.post(f"/reviews/{review.pk}/move/", {"to": "published"})

    review.refresh_from_db()
    assert (approved.status_code, published.status_code, review.status) == (302, 302, "published")


def test_the_author_is_told_why_not_and_cannot_approve() -> None:
    author = make.editor()
    review = make.review(Status.SUBMITTED, by=author)
    client = signed_in(author)

    page = text(client.get(f"/reviews/{review.pk}/"))
    refused = client.post(f"/reviews/{review.pk}/move/", {"to": "approved"})

    review.refresh_from_db()
    assert "You wrote this verdict; another editor has to approve it." in page
    assert 'value="approved"' not in page
    assert (refused.status_code, review.status) == (403, "submitted")


def test_sending_back_needs_the_note() -> None:
    review = make.review(Status.SUBMITTED)
    client = signed_in(make.editor())

    refused = client.post(f"/reviews/{review.pk}/move/", {"to": "in_review", "reason": " "})
    sent_back = client.post(f"/reviews/{review.pk}/move/", {"to": "in_review", "reason": "Cite."})

    review.refresh_from_db()
    assert (refused.status_code, sent_back.status_code, review.status) == (400, 302, "in_review")


def test_what_changed_since_the_last_look_is_marked_word_by_word() -> None:
    author = make.reviewer()
    review = make.review(Status.SUBMITTED, by=author)
    verdict = review.verdicts.get()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Cite it.")
    verdicts.save_draft(
        review.pk,
        rating=verdict.rating,
        summary=verdict.summary.replace("4,198", "<4,199>"),
        rationale=verdict.rationale,
        by=author,
        now=NOON,
        revision=1,
    )
    workflow.move(review.pk, to=Status.SUBMITTED, by=author, now=NOON)

    answer = signed_in(make.editor()).get(f"/reviews/{review.pk}/")

    rows = answer.context["rows"]
    assert [row["label"] for row in rows] == ["Summary"]
    assert rows[0]["before"] == "The port&#x27;s own ledger gives <del>4,198</del>."
    assert rows[0]["after"] == "The port&#x27;s own ledger gives <ins>&lt;4,199&gt;</ins>."


def test_the_first_look_has_nothing_to_compare() -> None:
    review = make.review(Status.SUBMITTED)

    answer = signed_in(make.editor()).get(f"/reviews/{review.pk}/")

    assert (answer.context["earlier"], answer.context["rows"]) == (None, [])


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_approving_takes_an_editor(role: Role) -> None:
    review = make.review(Status.SUBMITTED)

    answer = signed_in(make.user(role)).post(f"/reviews/{review.pk}/move/", {"to": "approved"})

    review.refresh_from_db()
    assert (answer.status_code, review.status) == (403, "submitted")


@pytest.mark.parametrize("to", ["", "lost", "a\0b"])
def test_a_move_that_is_none_is_refused(to: str) -> None:
    review = make.review(Status.SUBMITTED)

    answer = signed_in(make.editor()).post(f"/reviews/{review.pk}/move/", {"to": to})

    review.refresh_from_db()
    assert (answer.status_code, review.status) == (400, "submitted")


def test_an_illegal_move_is_a_conflict_told_on_the_page() -> None:
    review = make.review(Status.IN_REVIEW)

    answer = signed_in(make.editor()).post(f"/reviews/{review.pk}/move/", {"to": "published"})

    assert (answer.status_code, "it has to be approved first" in text(answer)) == (409, True)


def test_a_published_verdict_is_retracted_through_publishing() -> None:
    review = make.review(Status.APPROVED)
    client = signed_in(make.editor())
    client.post(f"/reviews/{review.pk}/move/", {"to": "published"})

    refused = client.post(f"/reviews/{review.pk}/move/", {"to": "retracted"})
    client.post(f"/reviews/{review.pk}/move/", {"to": "retracted", "reason": "Forged."})

    review.refresh_from_db()
    assert (refused.status_code, review.status) == (400, "retracted")
    assert review.publication.retracted_at is not None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_the_second_is_told() -> None:
    review = make.review(Status.APPROVED)
    clients = [signed_in(make.editor()) for _ in range(2)]
    statuses: list[int] = []
    start = threading.Barrier(2)

    def publish(client: Client) -> None:
        start.wait()
        try:
            answer = client.post(f"/reviews/{review.pk}/move/", {"to": "published"})
            statuses.append(answer.status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(statuses), PublishedVersion.objects.count()) == ([302, 409], 1)
