"""`/articles/<id>/since/` and `/articles/<id>/undo-mine/`."""

import json
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims import curation
from claims.models import Claim, Status
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages
from tests.claims.web.test_triage import candidate, screen, signed_in
from tests.make import NOON

pytestmark = pytest.mark.django_db
HTMX: Any = {"HX-Request": "true"}


def seen_on(page: LexborHTMLParser) -> str:
    return pages.one(page, "[data-since]").attributes["data-seen"] or ""


def news(client: Client, claim: Claim, seen: str) -> LexborHTMLParser:
    answer = client.get(f"/articles/{claim.article_id}/since/", {"after": seen})
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content)


def test_the_decision_of_somebody_else_comes_as_a_row_with_progress_and_a_word() -> None:
    claim, client = candidate(), signed_in()
    seen = seen_on(screen(client, claim.article_id))
    curation.accept(claim.pk, by=make.user(first_name="Nadia", last_name="Haddad"), now=NOON)

    part = news(client, claim, seen)

    told = pages.one(part, "[data-seen]").attributes["data-told"]
    assert [row.attributes["data-status"] for row in part.css("li.item")] == ["accepted"]
    assert pages.one(part, "#triage-progress").text(strip=True) == "1 of 1 decided"
    assert told == f"Nadia Haddad: accepted. “{claim.statement}”"
    assert part.css("p[data-start]") == []


def test_where_nothing_happened_there_is_no_body() -> None:
    claim, client = candidate(), signed_in()
    seen = seen_on(screen(client, claim.article_id))

    answer = client.get(f"/articles/{claim.article_id}/since/", {"after": seen})

    assert (answer.status_code, answer.content) == (204, b"")


def test_of_ones_own_steps_nothing_is_told() -> None:
    claim, client = candidate(), signed_in()
    seen = seen_on(screen(client, claim.article_id))
    client.post(f"/claims/{claim.pk}/dismiss/")

    part = news(client, claim, seen)

    assert pages.one(part, "[data-seen]").attributes["data-told"] == ""


def test_a_cut_brings_both_halves_and_the_line_in_which_they_are_marked() -> None:
    claim, client = candidate(), signed_in()
    seen = seen_on(screen(client, claim.article_id))
    at = claim.article.text.index("handled")
    _, half = curation.cut(claim.pk, at=at, by=make.reviewer(), now=NOON)

    part = news(client, claim, seen)

    ids = [row.id for row in part.css("li.item")]
    marks = [mark.id for mark in part.css("p[data-start] mark")]
    assert (ids, marks) == (
        [f"claim-{claim.pk}", f"claim-{half.pk}"], [f"c{claim.pk}", f"c{half.pk}"],
    )  # fmt: skip


@pytest.mark.parametrize("after", ["", "-1", "nothing"])
def test_an_answer_that_was_never_given_is_refused(after: str) -> None:
    claim = candidate()

    answer = signed_in().get(f"/articles/{claim.article_id}/since/", {"after": after})

    assert answer.status_code == 400


def test_rows_carry_their_newest_change() -> None:
    claim, client = candidate(), signed_in()
    before = pages.one(screen(client, claim.article_id), ".item").attributes["data-version"]
    client.post(f"/claims/{claim.pk}/dismiss/")

    after = pages.one(screen(client, claim.article_id), ".item").attributes["data-version"]

    assert (before, after) == ("0", str(curation.latest_change(claim)))


@pytest.mark.parametrize("htmx", [True, False])
def test_the_last_step_is_undone_wherever_it_was(htmx: bool) -> None:
    claim, client = candidate(), signed_in()
    client.post(f"/claims/{claim.pk}/dismiss/")

    answer = client.post(f"/articles/{claim.article_id}/undo-mine/", headers=HTMX if htmx else {})

    claim.refresh_from_db()
    assert claim.status == Status.CANDIDATE
    if htmx:
        told = json.loads(answer["HX-Trigger"])
        assert (answer.status_code, told) == (204, {"claims-changed": {"claim": claim.pk}})
    else:
        assert answer["Location"] == f"/articles/{claim.article_id}/#claim-{claim.pk}"


@pytest.mark.parametrize("htmx", [True, False])
def test_where_there_is_no_step_of_ones_own_that_is_said(htmx: bool) -> None:
    claim = candidate()

    answer = signed_in().post(
        f"/articles/{claim.article_id}/undo-mine/", headers=HTMX if htmx else {}
    )

    notice = LexborHTMLParser(answer.content).css(".notice[role=alert] [data-text]")[0]
    assert (answer.status_code, notice.text()) == (
        409, "There is nothing of yours to undo in this article.",
    )  # fmt: skip


def test_contributors_are_not_offered_to_undo() -> None:
    claim = candidate()

    page = screen(signed_in(Role.CONTRIBUTOR), claim.article_id)

    assert page.css("[data-undo-mine]") == []


@pytest.mark.parametrize("form", ["edit", "move", "cut", "merge"])
def test_a_form_is_shown_in_the_row_or_on_a_page(form: str) -> None:
    claim, client = candidate(), signed_in()

    alone = LexborHTMLParser(client.get(f"/claims/{claim.pk}/{form}/", headers=HTMX).content)
    page = LexborHTMLParser(client.get(f"/claims/{claim.pk}/{form}/").content)

    assert (len(alone.css("h1")), len(page.css("h1"))) == (0, 1)


def test_a_form_in_a_row_is_answered_with_what_changed() -> None:
    claim, client = candidate(), signed_in()
    at = claim.article.text.index("handled")

    answer = client.post(f"/claims/{claim.pk}/cut/", {"at": at}, headers=HTMX)

    assert (answer.status_code, json.loads(answer["HX-Trigger"])) == (
        204, {"claims-changed": {"claim": claim.pk}},
    )  # fmt: skip


def test_a_refused_form_in_a_row_stays_there_with_its_words() -> None:
    claim, client = candidate(), signed_in()

    sent = {"quote": "not there", "seen": "0"}
    answer = client.post(f"/claims/{claim.pk}/move/", sent, headers=HTMX)

    form = LexborHTMLParser(answer.content)
    assert (answer.status_code, form.css("h1")) == (400, [])
    assert pages.one(form, "textarea[name=quote]").text().strip() == "not there"


def test_neighbours_are_offered_first_to_merge_into() -> None:
    article = make.article()
    one, two = candidate(article), candidate(article, quote="the new crane")
    three = candidate(article, quote="within a year")

    form = LexborHTMLParser(signed_in().get(f"/claims/{two.pk}/merge/").content)

    pressed = [each.attributes["value"] for each in form.css("button[name=into]")]
    assert pressed == [str(one.pk), str(three.pk)]
