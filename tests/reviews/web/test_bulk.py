"""Many reviews planned at once from the queue: ticked ones, and all that match."""

from datetime import date

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role, User
from reviews import planning
from reviews.models import Priority, Review
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db
PATH = "/reviews/bulk/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answered(client: Client, question: str) -> dict[str, str]:
    """The fields of the question, as its button sends them."""
    fields = LexborHTMLParser(question).css("main form input[type=hidden]")
    return {each.attributes["name"] or "": each.attributes.get("value") or "" for each in fields}


@pytest.mark.parametrize("role", Role)
def test_only_editors_give_reviews_to_others(role: Role) -> None:
    person, other = make.user(role), make.reviewer()
    review = make.review(Status.IN_REVIEW)

    signed_in(person).post(PATH, {"pick": [review.pk], "to": other.pk})

    review.refresh_from_db()
    assert (review.assignee == other) is person.at_least(Role.EDITOR)


def test_each_ticked_review_stands_for_itself_and_the_account_says_so() -> None:
    other = make.reviewer()
    working, waiting, done = [
        make.review(status) for status in (Status.IN_REVIEW, Status.QUEUED, Status.SUBMITTED)
    ]
    ticked = {"pick": [working.pk, waiting.pk, done.pk], "to": other.pk}

    answer = signed_in(make.editor()).post(f"{PATH}?view=open", ticked, follow=True)

    for review in (working, waiting):
        review.refresh_from_db()
    told = answer.context["account"]
    assert (working.assignee, waiting.assignee, waiting.status) == (other, other, "queued")
    assert (told["done"], [each["review_id"] for each in told["refused"]]) == (2, [done.pk])
    assert "It is “Waiting for a second look”; only a review" in answer.content.decode()


def test_the_account_is_told_once() -> None:
    client = signed_in(make.editor())
    client.post(PATH, {"pick": [make.review().pk], "priority": Priority.HIGH})

    told = [client.get("/reviews/?view=open").context["account"] for _ in range(2)]

    assert [bool(each) for each in told] == [True, False]


def test_a_row_that_changed_since_it_was_seen_is_left_alone_and_told() -> None:
    fresh, stale = make.review(), make.review()
    picks = [f"{each.pk}:{planning.seen(each)}" for each in (fresh, stale)]
    Review.objects.filter(pk=stale.pk).update(priority=Priority.URGENT)

    answer = signed_in(make.editor()).post(PATH, {"pick": picks, "priority": 1}, follow=True)

    priorities = [Review.objects.get(pk=each.pk).priority for each in (fresh, stale)]
    assert priorities == [Priority.LOW, Priority.URGENT]
    assert "It is now: Queued, nobody has it, urgent." in answer.content.decode()


def test_before_all_that_match_are_changed_there_is_one_question() -> None:
    matching = [make.review() for _ in range(27)]
    other = make.review(Status.IN_REVIEW)
    client = signed_in(make.editor())
    data = {"all": "1", "priority": "4", "due_on": "2026-03-31"}

    question = client.post(f"{PATH}?status=queued", data)
    before = Review.objects.filter(priority=Priority.URGENT).count()
    fields = answered(client, question.content.decode())
    after = client.post(f"{PATH}?status=queued", fields, follow=True)

    urgent = Review.objects.filter(priority=Priority.URGENT, due_on=date(2026, 3, 31))
    assert (question.context["number"], before) == (27, 0)
    assert "Set the priority to urgent" in question.content.decode()
    assert set(urgent.values_list("pk", flat=True)) == {each.pk for each in matching}
    assert (after.context["account"]["done"], other.priority) == (27, Priority.NORMAL)


def test_what_changes_between_question_and_answer_is_left_alone() -> None:
    quiet, busy = make.review(), make.review()
    client = signed_in(make.editor())

    question = client.post(f"{PATH}?status=queued", {"all": "1", "priority": "1"})
    Review.objects.filter(pk=busy.pk).update(priority=Priority.HIGH)
    make.review()  # came in meanwhile: nobody was asked about it
    after = client.post(PATH, answered(client, question.content.decode()), follow=True)

    told = after.context["account"]
    assert (told["changed"], [each["review_id"] for each in told["refused"]]) == (
        [quiet.pk],
        [busy.pk],
    )


def test_a_person_and_a_date_are_taken_away() -> None:
    review = make.review(assignee=make.reviewer(), due_on="2026-03-01")
    data = {"pick": [review.pk], "to": "nobody", "no_date": "on"}

    signed_in(make.editor()).post(PATH, data)

    review.refresh_from_db()
    assert (review.assignee, review.due_on) == (None, None)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"pick": ["1"]},
        {"pick": ["x", "9" * 5_000], "priority": "4"},
        {"pick": ["1"], "to": "999"},
        {"all": "1", "priority": "4"},
    ],
)
def test_a_change_without_rows_or_wishes_is_told_what_is_missing(data: dict[str, str]) -> None:
    answer = signed_in(make.editor()).post(PATH, data, follow=True)

    assert "Tick some reviews" in answer.content.decode()


def test_a_question_nobody_asked_changes_nothing() -> None:
    review = make.review()

    answer = signed_in(make.editor()).post(PATH, {"rows": f"[[{review.pk},'']]", "priority": "4"})

    review.refresh_from_db()
    assert (answer.status_code, review.priority) == (302, Priority.NORMAL)
