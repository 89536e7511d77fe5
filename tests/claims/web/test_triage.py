"""`/articles/<id>/`: the article with its claims, and claims that a person adds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.models import Article, Claim, Status
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages

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


def test_contributors_are_not_offered_what_they_may_not_do() -> None:
    claim = candidate()

    page = screen(signed_in(Role.CONTRIBUTOR), claim.article_id)

    assert len(page.css(".item__actions")) == 0


def test_a_long_list_goes_on_on_further_pages_that_the_marks_lead_to() -> None:
    words = [f"Port {n} grew by {n} in May." for n in range(100, 405)]
    article = make.article(" ".join(words))
    claims = [candidate(article, quote=each) for each in words]
    client = signed_in()

    page = screen(client, article.pk)

    links = [link.attributes["href"] for link in page.css("mark a.claim__link")]
    assert links[299:301] == [f"#claim-{claims[299].pk}", f"?page=2#claim-{claims[300].pk}"]
    assert len(page.css("[data-item]")) == 300
    assert len(screen(client, article.pk, "?page=2").css("[data-item]")) == 5


def test_only_open_candidates_are_listed_where_that_is_asked() -> None:
    article = make.article()
    make.claim(article)
    waiting = candidate(article, quote="the new crane")

    page = screen(signed_in(), article.pk, "?show=open")

    assert [row.id for row in page.css("[data-item]")] == [f"claim-{waiting.pk}"]


def test_five_claims_take_as_many_queries_as_two(
    django_assert_max_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    article, client = make.article(), signed_in()
    target = make.claim(article, decided_by=make.reviewer())
    make.claim(article, quote="within a year", status=Status.MERGED, same_as=target)
    with django_assert_max_num_queries(20) as two:
        client.get(f"/articles/{article.pk}/")
    make.claim(article, quote="the new crane", decided_by=make.editor())
    make.claim(article, quote="a year", status=Status.MERGED, same_as=target)
    make.claim(article, quote="the new", status=Status.MERGED, same_as=target)

    with django_assert_max_num_queries(20) as five:
        client.get(f"/articles/{article.pk}/")

    assert len(five) == len(two)


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
