"""What changed since a person last looked: theirs alone, and only what others did."""

from typing import Any

import pytest
from django.test import Client

from factcheck.accounts.models import User
from reviews import discussion, verdicts, workflow
from reviews.discussion import Remark
from reviews.models import Look, Review
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def look(client: Client, review: Review) -> Any:
    """Read the page, then say that it was seen."""
    seq = client.get(f"/reviews/{review.pk}/").context["seq"]
    return client.post(f"/reviews/{review.pk}/looked/", {"seq": seq})


def rewritten(review: Review) -> None:
    """Sent back, changed in one word, one piece added, submitted again."""
    author = review.assignee
    assert author is not None
    verdict = review.verdicts.get()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Cite it.")
    verdicts.save_draft(
        review.pk,
        rating=verdict.rating,
        summary=verdict.summary.replace("4,198", "4,199"),
        rationale=verdict.rationale,
        by=author,
        now=NOON,
        revision=verdict.revision,
    )
    workflow.comment(review.pk, text="Asked the port again.", by=author, now=NOON)
    workflow.move(review.pk, to=Status.SUBMITTED, by=author, now=NOON)


def test_words_events_and_checklist_since_the_last_look_are_told() -> None:
    review, editor = make.review(Status.SUBMITTED), make.editor()
    client = signed_in(editor)
    look(client, review)
    rewritten(review)
    thread = discussion.open_thread(
        review.pk, remark=Remark("Whose?", quote="ledger"), by=make.reviewer(), now=NOON
    )

    shown = client.get(f"/reviews/{review.pk}/").context

    assert [row["after"] for row in shown["rows"]] == [
        "The port&#x27;s own ledger gives <ins>4,199</ins>."
    ]
    assert [(news.entry.what, news.href) for news in shown["news"]] == [
        ("Comment on “ledger”", f"#thread-{thread.pk}"),
        ("Submit: now “Waiting for a second look”", ""),
        ("Comment", "#comments"),
        ("Request changes: now “In review”", ""),
    ]
    assert [(each["met"], each["text"]) for each in shown["turned"]] == [
        (False, "1 comment is not resolved")
    ]


def test_each_person_has_a_look_of_their_own_and_own_doings_are_no_news() -> None:
    review, one, other = make.review(Status.SUBMITTED), make.editor(), make.editor()
    look(signed_in(one), review)
    workflow.comment(review.pk, text="Mine.", by=one, now=NOON)

    mine = signed_in(one).get(f"/reviews/{review.pk}/").context
    theirs = signed_in(other).get(f"/reviews/{review.pk}/").context

    assert ([news.entry.text for news in mine["news"]], theirs["look"]) == ([], None)


def test_a_look_at_a_page_that_is_old_does_not_count() -> None:
    review, client = make.review(Status.SUBMITTED), signed_in(make.editor())
    seq = client.get(f"/reviews/{review.pk}/").context["seq"]
    workflow.comment(review.pk, text="Wait.", by=make.reviewer(), now=NOON)

    answer = client.post(f"/reviews/{review.pk}/looked/", {"seq": seq})

    assert (answer.status_code, Look.objects.count()) == (409, 0)


def test_a_decision_is_a_look() -> None:
    review, editor = make.review(Status.SUBMITTED), make.editor()
    client = signed_in(editor)

    client.post(f"/reviews/{review.pk}/move/", {"to": "in_review", "reason": "Cite it."})

    made = Look.objects.get()
    assert (made.person, made.words["summary"]) == (editor, review.verdicts.get().summary)


@pytest.mark.parametrize("seq", ["", "x", "-1", "9" * 30])
def test_a_number_that_is_none_counts_as_having_seen_nothing(seq: str) -> None:
    review = make.review(Status.SUBMITTED)

    answer = signed_in(make.editor()).post(f"/reviews/{review.pk}/looked/", {"seq": seq})

    assert (answer.status_code, Look.objects.count()) == (409, 0)


def test_where_both_people_are_is_told() -> None:
    review, editor = make.review(Status.SUBMITTED), make.editor()
    client = signed_in(editor)

    def told() -> tuple[str, str]:
        shown = client.get(f"/reviews/{review.pk}/?view=workbench").context["standing"]
        return shown.author.text, shown.second.text

    submitted = told()
    look(client, review)
    seen = told()
    client.post(f"/reviews/{review.pk}/move/", {"to": "in_review", "reason": "Cite it."})
    returned = told()

    assert (submitted, seen, returned) == (
        ("Submitted", "Nobody has looked yet"),
        ("Submitted", f"{editor} looked"),
        ("Asked for changes", f"{editor} asked for changes"),
    )
