"""`/articles/<id>/` and the decisions on its claims, as a browser without scripts sends them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims import curation
from claims.models import Article, Claim, Status
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages
from tests.make import NOON

pytestmark = pytest.mark.django_db


def signed_in(role: Role = Role.REVIEWER) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


def candidate(of: Article | None = None, **fields: Any) -> Claim:
    return make.claim(of, status=Status.CANDIDATE, **fields)


def screen(client: Client, article_id: int, query: str = "") -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/articles/{article_id}/{query}").content)


def test_the_article_is_shown_with_its_claims_marked_and_listed() -> None:
    article = make.article()
    claim = candidate(article)
    other = candidate(article, quote="the new crane", checkworthiness=0.4)

    page = screen(signed_in(), article.pk)

    text = pages.one(page, "[data-article-text]")
    marks = [(m.id, m.attributes["data-worth"], m.text()) for m in text.css("mark.claim")]
    assert text.text().strip() == article.text
    assert marks == [
        (f"c{claim.pk}", "high", claim.quote), (f"c{other.pk}", "medium", "the new crane"),
    ]  # fmt: skip
    assert [row.attributes["data-mark"] for row in page.css("[data-item]")] == [
        f"c{claim.pk}", f"c{other.pk}",
    ]  # fmt: skip


def test_markup_in_an_article_and_its_claims_is_text() -> None:
    article = make.article('He said <script>alert("x")</script> & <mark id=c1>left</mark> in May.')
    candidate(article, quote='<script>alert("x")</script>', statement="<img src=x>", claimant="<b>")

    page = screen(signed_in(), article.pk)

    text = pages.one(page, "[data-article-text]")
    assert text.text().strip() == article.text
    assert (len(text.css("script")), len(page.css(".item img")), len(page.css("bdi b"))) == (
        0,
        0,
        0,
    )


def test_each_candidate_says_why_it_was_proposed() -> None:
    signals = [
        {"code": "number", "weight": 1.1, "text": "4,210"},
        {"code": "short", "weight": -0.8, "text": ""},
        {"code": "from-another-splitter", "weight": 1, "text": ""},
    ]
    claim = candidate(signals=signals)

    page = screen(signed_in(), claim.article_id)

    assert [reason.text() for reason in page.css(".why li")] == [
        "“4,210”: a figure can be compared with a source",
        "against: too few words to state much",
    ]


def test_an_arabic_article_reads_from_right_to_left() -> None:
    article = make.article("قالت الوزارة إن الاستهلاك انخفض بمقدار الثلث.", language="ar")

    text = pages.one(screen(signed_in(), article.pk), "[data-article-text]")

    assert (text.attributes["lang"], text.attributes["dir"]) == ("ar", "rtl")


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


@pytest.mark.parametrize(
    "sent", [{"quote": "the  new\ncrane"}, {"quote": "the new crane", "start": "s", "end": ""}]
)
def test_words_copied_from_the_article_become_a_candidate(sent: dict[str, str]) -> None:
    article = make.article()

    answer = signed_in(Role.CONTRIBUTOR).post(f"/articles/{article.pk}/propose/", sent)

    claim = article.claims.get()
    assert (claim.quote, claim.origin, claim.status) == ("the new crane", "person", "candidate")
    assert answer["Location"] == f"/articles/{article.pk}/#claim-{claim.pk}"


def test_selected_words_are_placed_by_their_code_points() -> None:
    article = make.article("🏗️ 𝒞ranes. The crane paid. The crane paid again.")
    start = article.text.rindex("The crane")

    signed_in().post(
        f"/articles/{article.pk}/propose/", {"quote": "The crane", "start": start, "end": start + 9}
    )

    assert article.claims.get().start == start


def test_words_that_are_not_in_the_article_stay_in_the_form() -> None:
    article = make.article()

    answer = signed_in().post(f"/articles/{article.pk}/propose/", {"quote": "not there"})

    page = LexborHTMLParser(answer.content)
    assert (answer.status_code, pages.one(page, "textarea[name=quote]").text().strip()) == (
        400, "not there",
    )  # fmt: skip
    assert pages.one(page, "p.field__error").text(strip=True) == (
        "These words are not in the article. Copy them exactly as they stand there."
    )


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


def test_contributors_are_not_offered_what_they_may_not_do() -> None:
    claim = candidate()

    page = screen(signed_in(Role.CONTRIBUTOR), claim.article_id)

    assert len(page.css(".item__actions")) == 0


def test_a_long_list_goes_on_on_further_pages_that_the_marks_lead_to() -> None:
    article = make.article(" ".join(f"Port {n} grew by {n} in May." for n in range(100, 135)))
    claims = [candidate(article, quote=f"Port {n} grew by {n} in May.") for n in range(100, 135)]
    client = signed_in()

    page = screen(client, article.pk)

    links = [link.attributes["href"] for link in page.css("mark a.claim__link")]
    assert links[29:31] == [f"#claim-{claims[29].pk}", f"?show=&page=2#claim-{claims[30].pk}"]
    assert len(page.css("[data-item]")) == 30
    assert len(screen(client, article.pk, "?page=2").css("[data-item]")) == 5


def test_only_open_candidates_are_listed_where_that_is_asked() -> None:
    article = make.article()
    make.claim(article)
    waiting = candidate(article, quote="the new crane")

    page = screen(signed_in(), article.pk, "?show=open")

    assert [row.id for row in page.css("[data-item]")] == [f"claim-{waiting.pk}"]


def test_three_claims_take_as_many_queries_as_one(
    django_assert_max_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    article, client = make.article(), signed_in()
    target = candidate(article)
    with django_assert_max_num_queries(20) as one:
        client.get(f"/articles/{article.pk}/")
    make.claim(article, quote="the new crane", decided_by=make.reviewer())
    make.claim(article, quote="within a year", status=Status.MERGED, same_as=target)

    with django_assert_max_num_queries(20) as three:
        client.get(f"/articles/{article.pk}/")

    assert len(three) == len(one)


def test_the_admin_shows_claims_and_offers_no_change() -> None:
    claim = candidate()
    client = signed_in(Role.ADMIN)

    answers = [
        client.get(f"/admin/claims/claim/{claim.pk}/change/").status_code,
        client.post(f"/admin/claims/claim/{claim.pk}/change/", {"statement": "x"}).status_code,
        client.post(f"/admin/claims/article/{claim.article_id}/delete/").status_code,
        client.get("/admin/claims/article/add/").status_code,
        client.get("/admin/claims/article/?q=harbour").status_code,
        client.get("/admin/claims/change/").status_code,
    ]

    assert answers == [200, 403, 403, 403, 200, 200]
