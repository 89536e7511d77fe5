"""Writing a verdict: the list that lives, the preview, drafts on the desk, and who else is here."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role, User
from reviews import discussion, presence
from reviews.discussion import Remark
from reviews.models import Doing, Draft, Rating, Review
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.web.screens import first

pytestmark = pytest.mark.django_db


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def words(**changed: Any) -> dict[str, Any]:
    rating = Rating.objects.get(word="False")
    return {"rating": rating.pk, "summary": "No.", "rationale": "So it is [1]."} | changed


def tree(answer: Any) -> LexborHTMLParser:
    return LexborHTMLParser(answer.content)


def listed(answer: Any) -> dict[str, str]:
    """Each line of a checklist, and whether it is met."""
    return {
        " ".join(line.text().split()): line.attributes["data-met"] or ""
        for line in tree(answer).css(".checklist li")
    }


def test_the_checklist_follows_words_that_are_not_saved() -> None:
    review = make.review(Status.IN_REVIEW)
    make.evidence(review)
    make.evidence(review)
    client = signed_in(review.assignee)

    before = listed(client.get(f"/reviews/{review.pk}/checklist/"))
    after = listed(
        client.post(f"/reviews/{review.pk}/checklist/", words(rationale="So [1] and [9]."))
    )

    assert (before["Still asked for: A rating"], after["Done: A rating"]) == ("no", "yes")
    assert after["Still asked for: [9] in the rationale cites no evidence that stands"] == "no"
    assert after["Advice: Evidence not cited in the rationale: [2]"] == "advice"
    assert review.verdicts.count() == 0


def test_numbers_that_cite_nothing_are_marked_in_the_preview() -> None:
    review = make.review(Status.IN_REVIEW)
    make.evidence(review)

    page = tree(
        signed_in(review.assignee).post(
            f"/reviews/{review.pk}/preview/", {"rationale": "See [1], `[8]`, [9]."}
        )
    )

    assert [mark.text() for mark in page.css("mark")] == ["[9]"]
    assert first(page, ".field__error").text().strip() == "No evidence stands under [9]."


def test_a_verdict_that_cites_nothing_cannot_be_submitted() -> None:
    review = make.review(Status.IN_REVIEW, few_sources_reason="One.", one_sided_reason="One side.")
    make.evidence(review)
    sent = words(rationale="word " * 30 + "[9]", few_sources_reason="1", one_sided_reason="1")

    answer = signed_in(review.assignee).post(
        f"/reviews/{review.pk}/verdict/", sent | {"then": "submit"}
    )

    assert answer.status_code == 409
    assert "Still missing: [9] in the rationale cites no evidence" in answer.content.decode()


def test_the_scale_is_explained_with_its_last_uses() -> None:
    used = make.review(Status.APPROVED)
    review = make.review(Status.IN_REVIEW)

    page = tree(signed_in(review.assignee).get(f"/reviews/{review.pk}/"))

    links = [link.attributes["href"] for link in page.css("#scale-help .explained__use a")]
    assert links == [f"/reviews/{used.pk}/"]


def keep(client: Client, place: str, **values: list[str]) -> Any:
    return client.post(f"/drafts/{place}/", {"values": json.dumps(values), "version": "1"})


def test_a_draft_is_read_back_by_its_writer_alone() -> None:
    one, other = signed_in(make.reviewer()), signed_in(make.editor())
    keep(one, "review-8-verdict", summary=["قال 🚢"])

    mine = one.get("/drafts/", {"places": "review-8-verdict,review-9-verdict"}).json()
    theirs = other.get("/drafts/", {"places": "review-8-verdict"}).json()

    assert (mine["review-8-verdict"]["values"], theirs) == ({"summary": ["قال 🚢"]}, {})


@pytest.mark.parametrize("values", ["", "[]", "{", '{"a": "\\u0000"}'])
def test_a_draft_that_is_none_is_refused(values: str) -> None:
    client = signed_in(make.reviewer())

    assert client.post("/drafts/a/", {"values": values}).status_code == 400


def test_a_draft_is_forgotten_once_its_form_is_taken_and_not_when_it_is_refused() -> None:
    review = make.review()
    client = signed_in(make.reviewer())
    place = f"review-{review.pk}-comment"
    keep(client, place, text=["See page 4."])

    client.post(f"/reviews/{review.pk}/comments/", {"text": " ", "draft": place})
    refused = Draft.objects.count()
    client.post(f"/reviews/{review.pk}/comments/", {"text": "See page 4.", "draft": place})

    assert (refused, Draft.objects.count()) == (1, 0)


def test_a_checklist_that_looks_at_the_words_leaves_their_draft() -> None:
    review = make.review(Status.IN_REVIEW)
    client = signed_in(review.assignee)
    keep(client, "a", summary=["Half a sent"])

    for name in ("checklist", "preview"):
        client.post(f"/reviews/{review.pk}/{name}/", words(draft="a"))

    assert Draft.objects.count() == 1


def test_nobody_forgets_the_draft_of_another() -> None:
    review, one = make.review(), make.reviewer()
    keep(signed_in(one), "a", text=["Mine."])

    signed_in(make.editor()).post(f"/reviews/{review.pk}/comments/", {"text": "x", "draft": "a"})
    Client().post(f"/reviews/{review.pk}/comments/", {"text": "x", "draft": "a"})

    assert [draft.person for draft in Draft.objects.all()] == [one]


def test_a_draft_whose_verdict_moved_on_is_shown_beside_it() -> None:
    review = make.review(Status.IN_REVIEW)
    client = signed_in(review.assignee)
    client.post(f"/reviews/{review.pk}/verdict/", words(summary="Stored by somebody."))
    keep(client, f"review-{review.pk}-verdict", summary=["Kept by me."], rationale=["So [1]."])

    page = tree(client.get(f"/reviews/{review.pk}/beside/"))

    assert "Kept by me." in first(page, "textarea[name=summary]").text()
    assert first(page, "input[name=revision]").attributes["value"] == "1"
    assert [mark.text() for mark in page.css("del")][:2] == ["False", "Stored"]


def test_others_are_told_and_a_writer_is_warned_of() -> None:
    review = make.review(Status.IN_REVIEW)
    editor = make.user(Role.EDITOR, username="edda")
    presence_of = f"/reviews/{review.pk}/presence/"

    signed_in(editor).post(presence_of, {"doing": "writing"})
    page = tree(signed_in(review.assignee).post(presence_of, {"doing": "x"}))

    assert [" ".join(one.text().split()) for one in page.css("#here li")] == [
        "edda is writing the verdict"
    ]
    assert "hidden" not in first(page, "#writing-now").attributes


def test_a_page_tells_who_is_here_before_one_types_and_who_left_is_gone() -> None:
    review = make.review(Status.IN_REVIEW)
    editor = make.editor()
    client = signed_in(editor)
    path = f"/reviews/{review.pk}/presence/"
    client.post(path, {"doing": "writing"})
    before = tree(signed_in(review.assignee).get(f"/reviews/{review.pk}/"))
    client.post(path, {"doing": "gone"})
    after = tree(signed_in(review.assignee).get(f"/reviews/{review.pk}/"))

    assert (len(before.css("#here li")), len(after.css("#here li"))) == (1, 0)


def test_the_page_costs_the_same_with_one_and_with_three_threads() -> None:
    review = make.review(Status.SUBMITTED)
    client = signed_in(make.editor())
    _talk(review, 1)
    one = _queries(client, review)
    _talk(review, 2)

    assert _queries(client, review) == one


def _queries(client: Client, review: Review) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/reviews/{review.pk}/").status_code == 200
    return len(asked)


def _talk(review: Review, times: int) -> None:
    for _ in range(times):
        by = make.reviewer()
        remark = Remark("Whose?", quote="ledger of the port")
        discussion.open_thread(review.pk, remark=remark, by=by, now=NOON)
        presence.call(review, by=by, doing=Doing.READING, now=NOON)
