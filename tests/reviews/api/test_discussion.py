"""Threads, the checklist of unsaved words, and one's own last look, for programs."""

import pytest

from factcheck.accounts.models import Scope
from reviews import workflow
from reviews.models import Rating, Review, Thread
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


def submitted() -> Review:
    return make.review(Status.SUBMITTED)


def test_a_thread_is_opened_answered_resolved_and_reopened() -> None:
    review, editor = submitted(), make.editor()
    client = calls.signed_in(editor)

    made, thread = calls.post(
        client, f"reviews/{review.pk}/threads/", text="Whose?", quote="ledger of the port"
    )
    path = f"threads/{thread['id']}"
    answered, _ = calls.post(client, f"{path}/comments/", text="The port’s.")
    resolved, settled = calls.post(client, f"{path}/resolve/")
    again, _ = calls.post(client, f"{path}/resolve/")
    reopened, _ = calls.post(client, f"{path}/reopen/")
    listed = calls.get(client, f"reviews/{review.pk}/threads/")[1]

    assert (made, answered, resolved, again, reopened) == (201, 201, 200, 409, 200)
    assert (thread["place"], settled["resolved_by"]) == ({"start": 4, "end": 22}, editor.username)
    assert [comment["text"] for comment in listed[0]["comments"]] == ["Whose?", "The port’s."]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"text": "x", "start": 4, "end": 10}, 201),
        ({"text": "x", "start": 4, "end": 10, "quote": "ledger"}, 201),
        ({"text": "x", "start": 4, "end": 10, "quote": "other!"}, 400),
        ({"text": "x", "start": 4, "end": 10**6}, 400),
        ({"text": "x"}, 400),
        ({"text": " ", "quote": "ledger"}, 400),
        ({"text": "x", "evidence": 10**15}, 400),
    ],
)
def test_a_place_is_given_in_code_points_or_refused(sent: dict[str, object], status: int) -> None:
    review = submitted()

    answer = calls.post(calls.signed_in(make.editor()), f"reviews/{review.pk}/threads/", **sent)

    assert (answer[0], Thread.objects.count()) == (status, int(status == 201))


def test_the_checklist_answers_for_words_that_are_not_saved() -> None:
    review = make.review(Status.IN_REVIEW)
    make.evidence(review)
    words = {"rating": Rating.objects.get(word="False").pk, "summary": "No.", "rationale": "[7]"}

    status, items = calls.post(
        calls.signed_in(make.reviewer()), f"reviews/{review.pk}/checklist/", **words
    )

    found = {item["code"]: (item["done"], item["asked"]) for item in items}
    assert (status, found["rating"], found["citations"], found["cited"]) == (
        200,
        (True, "submit"),
        (False, "submit"),
        (False, "advice"),
    )
    assert review.verdicts.count() == 0


def test_what_others_did_since_the_last_look_is_listed() -> None:
    review, client = submitted(), calls.signed_in(make.editor())
    path = f"reviews/{review.pk}/looked/"

    early, _ = calls.post(client, path, seq=1)
    looked, before = calls.post(client, path, seq=review.events.count())
    workflow.comment(review.pk, text="Wait.", by=make.reviewer(), now=NOON)
    after = calls.get(client, path)[1]

    assert (early, looked, before["events"]) == (409, 200, [])
    assert [event["data"] for event in after["events"]] == [{"text": "Wait."}]


def test_a_key_that_may_only_read_opens_no_thread() -> None:
    review = submitted()
    client = calls.with_key(make.editor(), Scope.READ)

    answers = [
        calls.post(client, f"reviews/{review.pk}/{name}/", text="x", quote="ledger", seq=9)[0]
        for name in ("threads", "looked", "checklist")
    ]

    assert answers == [403, 403, 403]
