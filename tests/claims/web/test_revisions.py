"""`/articles/<id>/revisions/` and the screens around it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims import revisions
from claims.models import Settled
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages
from tests.claims.revisions import texts

pytestmark = pytest.mark.django_db


def signed_in(role: Role = Role.REVIEWER) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


def page(client: Client, path: str, *, status: int = 200) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == status
    return LexborHTMLParser(answer.content)


def words(of: Any) -> str:
    return " ".join(of.text().split())


def test_both_texts_stand_side_by_side_with_the_words_that_differ_marked() -> None:
    _claim, article = texts.waiting()

    shown = page(signed_in(), f"/articles/{article.pk}/revisions/")

    diff = shown.css("section[aria-labelledby=changed-title] .diff")[0]
    assert [words(each) for each in diff.css("del")] == ["gone: 4,210"]
    assert [words(each) for each in diff.css("ins")] == ["new: 4,120"]
    assert [words(each) for each in diff.css("p.diff__field")] == ["2 paragraphs are unchanged"]


def test_a_waiting_claim_stands_beside_the_place_it_may_be_at() -> None:
    claim, article = texts.waiting()

    shown = page(signed_in(), f"/articles/{article.pk}/revisions/")

    item = pages.one(shown, f"#waiting-{claim.pk}")
    before, after = item.css(".diff__side")[:2]
    assert "4,210" in words(before)
    assert words(pages.one(after, "mark")).startswith(
        "The harbour of Port Almond handled new: 4,120"
    )


def test_a_button_settles_that_it_is_here() -> None:
    claim, article = texts.waiting()
    client = signed_in()
    (place, *_) = claim.anchorings.get().suggestions

    answer = client.post(f"/claims/{claim.pk}/settle/", {k: place[k] for k in ("start", "end")})

    claim.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, f"/articles/{article.pk}/revisions/")
    assert (claim.article, claim.start) == (article, place["start"])


def test_words_copied_from_the_new_text_settle_it_too() -> None:
    claim, article = texts.waiting()
    quote = "The harbour of Port Almond handled 4,120 containers"

    signed_in().post(f"/claims/{claim.pk}/settle/", {"quote": quote, "statement": "4,120 in May."})

    claim.refresh_from_db()
    assert (claim.article, claim.quote, claim.statement) == (article, quote, "4,120 in May.")


def test_a_button_says_that_it_is_gone() -> None:
    claim, _article = texts.waiting()

    signed_in().post(f"/claims/{claim.pk}/settle/", {"decision": "gone"})

    assert claim.anchorings.get().decision == Settled.GONE


def test_whoever_gives_a_claim_up_may_say_why() -> None:
    claim, article = texts.waiting()
    shown = page(signed_in(), f"/articles/{article.pk}/revisions/")
    form = pages.one(shown, f"#waiting-{claim.pk} form:has([name=decision])")
    field = pages.one(form, "input.input")
    sent = {"decision": "gone", str(field.attributes["name"]): "The figure was withdrawn."}

    signed_in().post(str(form.attributes["action"]), sent)

    assert claim.anchorings.get().reason == "The figure was withdrawn."


def test_a_contributor_is_offered_no_text_to_write() -> None:
    article = texts.added()
    path = f"/articles/{article.pk}/revisions/"

    found = [len(page(signed_in(role), path).css("textarea")) for role in (
        Role.CONTRIBUTOR, Role.REVIEWER,
    )]  # fmt: skip

    assert found == [0, 1]


@pytest.mark.parametrize(
    "sent", [{}, {"start": "x", "end": "9"}, {"quote": "no such words"}, {"start": 5, "end": 5}]
)
def test_a_place_that_is_none_is_refused_with_the_form(sent: dict[str, Any]) -> None:
    claim, article = texts.waiting()

    answer = signed_in().post(f"/claims/{claim.pk}/settle/", sent)

    claim.refresh_from_db()
    assert (answer.status_code, claim.article_id != article.pk) == (400, True)
    assert LexborHTMLParser(answer.content).css(".field__error, [role=alert]") != []


def test_the_page_of_one_claim_shows_the_whole_new_text_to_select_in() -> None:
    claim, article = texts.waiting()

    shown = page(signed_in(), f"/claims/{claim.pk}/settle/")

    text = pages.one(shown, "[data-article-text]")
    assert [words(each) for each in text.css("p")] == article.text.split("\n\n")
    assert len(shown.css("[data-selection-form]")) == 1


def test_a_pasted_text_becomes_the_next_revision() -> None:
    article = texts.added()

    answer = signed_in().post(f"/articles/{article.pk}/revisions/", {"text": texts.CORRECTED})

    newest = revisions.live(article.pk)
    assert newest.text == texts.CORRECTED
    assert answer["Location"] == f"/articles/{newest.pk}/revisions/"


def test_another_article_is_asked_about_before_it_replaces_this_one() -> None:
    article = texts.added("The harbour grew by a third in May, said the mayor of the town. " * 9)
    other = "Nothing of all this can be read any longer, for a home page stands here now. " * 9
    client = signed_in()
    path = f"/articles/{article.pk}/revisions/"

    first = client.post(path, {"text": other})
    shown = LexborHTMLParser(first.content)
    second = client.post(path, {"text": other, "anyway": "on"})

    assert (first.status_code, second.status_code) == (409, 302)
    assert len(shown.css("input[name=anyway]")) == 1


def test_an_article_without_an_address_cannot_be_fetched_again() -> None:
    article = texts.added()

    answer = signed_in().post(f"/articles/{article.pk}/refetch/")

    assert answer.status_code == 400
    assert "has no address" in answer.content.decode()


def test_an_older_text_says_so() -> None:
    claim, article = texts.waiting()

    shown = page(signed_in(), f"/articles/{claim.article_id}/")

    links = [each.attributes["href"] for each in shown.css(".notice a")]
    assert links == [f"/articles/{article.pk}/", f"/articles/{article.pk}/revisions/"]


def test_who_gave_a_claim_up_and_when_stands_where_it_can_be_found_again() -> None:
    claim, _article = texts.waiting()
    open_yet = page(signed_in(), f"/claims/{claim.pk}/settle/")
    by = make.reviewer()
    revisions.settle_gone(claim.pk, by=by, now=make.NOON, reason="Cut <b>.")

    shown = page(signed_in(), f"/claims/{claim.pk}/settle/")

    told = pages.one(shown, "[data-settled]")
    assert (open_yet.css("[data-settled]"), words(told).split(" · ")) == (
        [],
        [
            f"{by} said: gone from the article",
            f"{make.NOON:%-d %B %Y, %H:%M} Cut <b>.",
        ],
    )


def test_the_page_of_a_claim_that_is_gone_says_so() -> None:
    claim, article = texts.waiting()
    revisions.settle_gone(claim.pk, by=make.reviewer(), now=make.NOON, reason="Cut.")

    shown = page(signed_in(), f"/claims/{claim.pk}/")

    links = [each.attributes["href"] for each in shown.css(".notice a")]
    assert links == [f"/articles/{article.pk}/", f"/articles/{article.pk}/revisions/"]
    assert words(pages.one(shown, ".timeline__what")) == "No longer in the article"


@pytest.mark.parametrize("path", ["/articles/{}/", "/articles/"])
def test_what_waits_is_told_where_people_look(path: str) -> None:
    _claim, article = texts.waiting()

    shown = page(signed_in(), path.format(article.pk))

    assert f"/articles/{article.pk}/revisions/" in [
        each.attributes["href"] for each in shown.css(".notice a")
    ]


def test_a_contributor_sees_what_waits_but_cannot_settle() -> None:
    claim, article = texts.waiting()
    client = signed_in(Role.CONTRIBUTOR)

    shown = page(client, f"/articles/{article.pk}/revisions/")
    answer = client.post(f"/claims/{claim.pk}/settle/", {"decision": "gone"})

    assert (len(shown.css(f"#waiting-{claim.pk} form")), answer.status_code) == (0, 403)


def test_markup_in_a_text_stays_text() -> None:
    article = texts.added(texts.TEXT + "\n\n<script>alert(1)</script> & <mark>x</mark> in May.")
    done = texts.revised(article, article.text.replace("alert(1)", "alert(2)"))

    shown = page(signed_in(), f"/articles/{done.article.pk}/revisions/")

    assert shown.css(".diff script, .diff__side > mark:not(.claim)") == []


def test_more_waiting_claims_need_no_more_queries() -> None:
    client = signed_in()
    counts = []
    for number, figure in enumerate(("4,210", "by a third")):
        old = f"{texts.TEXT}\n\nThis is report {number}."
        new = old.replace("4,210", "4,120") if number else old
        article = texts.revised(texts.added(old), new.replace(figure, "unknown")).article
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/articles/{article.pk}/revisions/")
        counts.append((revisions.waiting(article.pk).count() > 1, len(queries)))

    assert counts == [(False, counts[0][1]), (True, counts[0][1])]
