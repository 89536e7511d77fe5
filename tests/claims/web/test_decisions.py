"""Decisions on claims, as a browser without scripts sends them; and as htmx does."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims import curation
from claims.models import Status
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages
from tests.claims.web.test_triage import candidate, signed_in
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_accepting_leads_to_the_next_candidate() -> None:
    article = make.article()
    claim, following = candidate(article), candidate(article, quote="the new crane")

    answer = signed_in().post(f"/claims/{claim.pk}/accept/")

    claim.refresh_from_db()
    assert (answer.status_code, claim.status) == (302, Status.ACCEPTED)
    assert answer["Location"] == f"/articles/{article.pk}/#claim-{following.pk}"


def test_dismissing_can_be_undone() -> None:
    claim, client = candidate(), signed_in()
    client.post(f"/claims/{claim.pk}/dismiss/")

    client.post(f"/claims/{claim.pk}/undo/")

    claim.refresh_from_db()
    assert claim.status == Status.CANDIDATE


@pytest.mark.parametrize("htmx", [True, False])
def test_a_candidate_that_somebody_else_decided_is_left_as_they_decided(htmx: bool) -> None:
    claim = candidate()
    faster = make.user(first_name="Nadia", last_name="Haddad")
    curation.dismiss(claim.pk, by=faster, now=NOON)

    answer = signed_in().post(
        f"/claims/{claim.pk}/accept/", headers={"HX-Request": "true"} if htmx else {}
    )

    claim.refresh_from_db()
    notices = [n.text(strip=True) for n in LexborHTMLParser(answer.content).css("li .notice p")]
    if not htmx:
        shown = LexborHTMLParser(answer.content).css("main > .notice p")
        notices = [notice.text(strip=True) for notice in shown]
    assert (answer.status_code, claim.status, claim.decided_by) == (409, Status.DISMISSED, faster)
    assert notices == [
        "This candidate was dismissed by Nadia Haddad meanwhile; nothing was changed."
    ]


def test_htmx_gets_the_row_as_it_stands_now_and_the_progress() -> None:
    claim = candidate()

    answer = signed_in().post(f"/claims/{claim.pk}/accept/", headers={"HX-Request": "true"})

    part = LexborHTMLParser(answer.content)
    assert [row.attributes["data-status"] for row in part.css("li.item")] == ["accepted"]
    assert pages.one(part, "#triage-progress").text(strip=True) == "1 of 1 decided"
    assert part.css("title") == []


def test_a_candidate_is_reworded_in_a_form() -> None:
    claim, client = candidate(), signed_in()
    words = {
        "statement": "Port Almond handled 4,210 containers.", "claimant": "Port authority",
        "attribution": "named", "kind": "quantity", "seen": "0",
    }  # fmt: skip

    answer = client.post(f"/claims/{claim.pk}/edit/", words)

    claim.refresh_from_db()
    assert answer["Location"] == f"/articles/{claim.article_id}/#claim-{claim.pk}"
    assert (claim.statement, claim.claimant) == (words["statement"], words["claimant"])


def test_of_two_people_who_edit_the_second_is_told_and_keeps_their_words() -> None:
    claim = candidate()
    words = {"claimant": "", "attribution": "none", "kind": "event", "seen": "0"}
    signed_in().post(f"/claims/{claim.pk}/edit/", words | {"statement": "The first."})

    answer = signed_in().post(f"/claims/{claim.pk}/edit/", words | {"statement": "The second."})

    claim.refresh_from_db()
    typed = pages.one(answer.content, "textarea[name=statement]")
    assert (answer.status_code, claim.statement) == (409, "The first.")
    assert typed.text().strip() == "The second."


@pytest.mark.parametrize("change", [{"statement": " "}, {"kind": "rumour"}, {"statement": "\x00"}])
def test_words_that_cannot_be_used_are_refused_in_the_form(change: dict[str, str]) -> None:
    claim = candidate()
    words = {"statement": "X.", "claimant": "", "attribution": "none", "kind": "event", "seen": "0"}

    answer = signed_in().post(f"/claims/{claim.pk}/edit/", words | change)

    errors = LexborHTMLParser(answer.content).css("p.field__error")
    assert (answer.status_code, len(errors)) == (400, 1)


def test_a_candidate_is_cut_before_the_word_pressed() -> None:
    claim, client = candidate(), signed_in()
    form = LexborHTMLParser(client.get(f"/claims/{claim.pk}/cut/").content)
    button = next(b for b in form.css("button[name=at]") if b.text() == "handled")

    client.post(f"/claims/{claim.pk}/cut/", {"at": button.attributes["value"]})

    quotes = list(claim.article.claims.values_list("quote", flat=True))
    assert quotes == ["The harbour of Port Almond", "handled 4,210 containers in May."]


@pytest.mark.parametrize("at", ["", "x", "0", "99999999999999999999"])
def test_a_place_to_cut_that_is_none_is_refused(at: str) -> None:
    claim = candidate()

    answer = signed_in().post(f"/claims/{claim.pk}/cut/", {"at": at})

    assert (answer.status_code, claim.article.claims.count()) == (400, 1)


def test_a_candidate_is_merged_into_the_one_chosen() -> None:
    claim = candidate()
    other = candidate(claim.article, quote="the new crane")

    answer = signed_in().post(f"/claims/{claim.pk}/merge/", {"into": other.pk})

    claim.refresh_from_db()
    assert answer["Location"] == f"/articles/{claim.article_id}/#claim-{other.pk}"
    assert (claim.status, claim.same_as) == (Status.MERGED, other)


@pytest.mark.parametrize("into", ["", "x", "0"])
def test_a_merge_into_nothing_is_refused(into: str) -> None:
    claim = candidate()

    answer = signed_in().post(f"/claims/{claim.pk}/merge/", {"into": into})

    assert answer.status_code == 400


@pytest.mark.parametrize("action", ["accept", "dismiss", "undo", "edit", "cut", "merge"])
def test_contributors_do_not_decide(action: str) -> None:
    claim = candidate()
    other = candidate(claim.article, quote="the new crane")
    sent = {
        "statement": "X.", "attribution": "none", "kind": "event", "seen": "0",
        "at": claim.start + 4, "into": other.pk,
    }  # fmt: skip

    answer = signed_in(Role.CONTRIBUTOR).post(f"/claims/{claim.pk}/{action}/", sent)

    claim.refresh_from_db()
    assert (answer.status_code, claim.status, claim.changes.count()) == (403, "candidate", 0)
