"""Bounds, several claims in one go, in a browser."""

from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims import curation
from claims.models import Article, Claim, Status
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages
from tests.claims.web.test_triage import candidate, screen, signed_in
from tests.make import NOON

pytestmark = pytest.mark.django_db


def three(article: Article) -> list[Claim]:
    return [
        candidate(article, checkworthiness=0.9),
        candidate(article, quote="the new crane", checkworthiness=0.6),
        candidate(article, quote="within a year", checkworthiness=0.2),
    ]


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def follow(client: Client, path: str, sent: dict[str, Any]) -> LexborHTMLParser:
    return LexborHTMLParser(client.post(path, sent, follow=True).content)


def test_the_bounds_are_moved_to_the_words_written() -> None:
    claim, client = candidate(), signed_in()
    form = LexborHTMLParser(client.get(f"/claims/{claim.pk}/move/").content)
    seen = pages.one(form, "input[name=seen]").attributes["value"]

    answer = client.post(
        f"/claims/{claim.pk}/move/", {"quote": "Port Almond  handled 4,210", "seen": seen}
    )

    claim.refresh_from_db()
    assert answer["Location"] == f"/articles/{claim.article_id}/#claim-{claim.pk}"
    assert claim.quote == "Port Almond handled 4,210"


def test_of_words_that_stand_twice_those_of_the_claim_are_meant() -> None:
    article = make.article("It grew in May. It grew in June.")
    claim = candidate(article, quote="It grew in June.")

    signed_in().post(f"/claims/{claim.pk}/move/", {"quote": "It grew"})

    claim.refresh_from_db()
    assert (claim.quote, claim.start) == ("It grew", 16)


def test_bounds_inside_a_word_are_refused_beside_the_box() -> None:
    claim = candidate()

    answer = signed_in().post(f"/claims/{claim.pk}/move/", {"quote": "Port Almo"})

    (told,) = texts(LexborHTMLParser(answer.content), ".field__error")
    assert (answer.status_code, told.endswith("“Port Almond”.")) == (400, True)


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"quote": "not there"}, 400), ({"quote": ""}, 400), ({"quote": "harbour", "seen": "7"}, 409)],
)
def test_bounds_that_are_refused_leave_the_words_in_the_form(
    sent: dict[str, str], status: int
) -> None:
    claim = candidate()

    answer = signed_in().post(f"/claims/{claim.pk}/move/", sent)

    typed = pages.one(answer.content, "textarea[name=quote]")
    assert (answer.status_code, typed.text().strip()) == (status, sent["quote"])


@pytest.mark.parametrize("sent", [{"ground": "opinion"}, {"reason": "Hearsay."}])
def test_a_dismissal_may_say_why(sent: dict[str, str]) -> None:
    claim = candidate()

    signed_in().post(f"/claims/{claim.pk}/dismiss/", sent)

    change = claim.changes.get()
    assert (change.ground, change.reason) == (sent.get("ground", ""), sent.get("reason", ""))


def test_the_reasons_to_choose_from_are_buttons_of_the_row() -> None:
    claim = candidate()

    page = screen(signed_in(), claim.article_id)

    buttons = page.css("button[name=ground]")
    assert [button.attributes["value"] for button in buttons] == [
        "not-checkable", "opinion", "duplicate", "trivial",
    ]  # fmt: skip
    assert {button.attributes["formaction"] for button in buttons} == {
        f"/claims/{claim.pk}/dismiss/"
    }


@pytest.mark.parametrize(("act", "status"), [("accept", "accepted"), ("dismiss", "dismissed")])
def test_the_ticked_claims_are_decided_and_taken_back(act: str, status: str) -> None:
    article, client = make.article(), signed_in()
    claims = three(article)
    where = f"/articles/{article.pk}/bulk/?status=candidate"

    page = follow(client, where, {"act": act, "claim": [claims[0].pk, claims[2].pk]})
    decided = list(article.claims.values_list("status", flat=True))
    undo = next(f for f in page.css("form.notice") if "/undo/" in (f.attributes["action"] or ""))
    client.post(undo.attributes["action"] or "")

    assert decided == [status, "candidate", status]
    assert texts(page, "form.notice span") == ["2 claims were decided in one go."]
    assert set(article.claims.values_list("status", flat=True)) == {"candidate"}


def test_a_ticked_claim_that_somebody_decided_meanwhile_is_named_and_left() -> None:
    article, client = make.article(), signed_in()
    claims = three(article)
    curation.dismiss(claims[1].pk, by=make.user(first_name="Nadia"), now=NOON)

    page = follow(
        client, f"/articles/{article.pk}/bulk/", {"act": "accept", "claim": [c.pk for c in claims]}
    )

    assert texts(page, "#messages [data-text]") == [
        "2 claims accepted; their reviews wait in the queue.",
        "“the new crane”: This candidate was dismissed by Nadia meanwhile; nothing was changed.",
    ]


@pytest.mark.parametrize(
    "sent", [{"act": "accept"}, {"act": "accept", "claim": ["x"]}, {"act": "eat", "claim": ["0"]}]
)
def test_a_choice_that_is_none_changes_nothing_and_is_told(sent: dict[str, Any]) -> None:
    claim = candidate()

    page = follow(signed_in(), f"/articles/{claim.article_id}/bulk/", sent)

    assert len(texts(page, "#messages [data-text]")) == 1
    assert claim.changes.count() == 0


def test_claims_of_another_article_are_not_decided_from_here() -> None:
    claim, article = candidate(), make.article()

    signed_in().post(f"/articles/{article.pk}/bulk/", {"act": "accept", "claim": [claim.pk]})

    assert claim.changes.count() == 0


def test_before_all_from_a_figure_up_are_accepted_they_are_shown() -> None:
    article, client = make.article(), signed_in()
    claims = three(article)

    page = LexborHTMLParser(
        client.get(f"/articles/{article.pk}/accept-above/?at_least=0.6").content
    )

    ticked = [box.attributes["value"] for box in page.css("input[name=claim]")]
    assert ticked == [str(claim.pk) for claim in claims[:2]]
    assert all("checked" in box.attributes for box in page.css("input[name=claim]"))
    assert pages.one(page, "p.page__lede").text().strip().startswith("2 open candidates")
    assert article.claims.exclude(status="candidate").count() == 0


@pytest.mark.parametrize("figure", ["", "x", "2", "-1", "nan", "1e400"])
def test_a_figure_that_is_none_is_told(figure: str) -> None:
    article = make.article()

    answer = signed_in().get(f"/articles/{article.pk}/accept-above/?at_least={figure}")

    assert answer.status_code == 400


@pytest.mark.parametrize("batch", ["x", "8c6a9f0e-53a4-4d0e-9a55-0f6f2f2a7d11", "0"])
def test_a_batch_that_is_none_is_not_offered(batch: str) -> None:
    page = screen(signed_in(), candidate().article_id, f"?batch={batch}")

    assert page.css("form.notice") == []


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?kind=quantity", [0]),
        ("?origin=person", [0, 1]),
        ("?status=dismissed", [2]),
        ("?status=candidate&kind=event", [1]),
        ("?status=rumour&kind=x&origin=", [0, 1, 2]),
        ("?origin=nobody", []),
    ],
)
def test_the_list_is_narrowed_by_its_address(query: str, kept: list[int]) -> None:
    article = make.article()
    claims = [
        candidate(article, kind="quantity"),
        candidate(article, quote="the new crane", kind="event"),
        make.claim(
            article, quote="within a year", kind="event", status="dismissed", origin="splitter-1"
        ),
    ]

    page = screen(signed_in(), article.pk, query)

    assert [row.id for row in page.css("[data-item]")] == [f"claim-{claims[n].pk}" for n in kept]


def test_a_row_tells_who_proposed_it_its_times_and_whose_words_it_holds() -> None:
    article = make.article("The ministry met. It cut taxes last month.", published_on=None)
    quote = "It cut taxes last month."
    claim = candidate(
        article, quote=quote, statement="The ministry in Velmora cut taxes last month.",
        origin="splitter-1", kind="intent",
        statement_parts=[
            {"text": "The ministry", "start": 0, "end": 12},
            {"text": " ", "rule": "space"},
            {"text": "in Velmora", "rule": "place"},
            {"text": " cut taxes last month.", "start": 20, "end": 42},
        ],
        times=[
            {"text": "last month", "start": 31, "end": 41, "earliest": "2017-09-01",
             "latest": "2017-09-30", "anchor": "article"},
            {"text": "Monday", "start": 31, "end": 41, "earliest": "", "latest": "", "anchor": ""},
        ],
    )  # fmt: skip

    row = pages.one(screen(signed_in(), article.pk), f"#claim-{claim.pk}")

    meta = [" ".join(each.text().split()) for each in row.css(".item__meta > span")]
    assert "Intent" in meta
    assert "Proposed by: splitter-1" in meta
    assert "last month: 1–30 September 2017" in meta
    assert "Monday: not known: the article has no date" in meta
    assert [each.text() for each in row.css(".carried")] == ["The ministry"]
    assert [each.text() for each in row.css(".supplied")] == ["in Velmora"]


@pytest.mark.parametrize(
    "path", ["/claims/424242/", "/claims/424242/move/", "/articles/424242/resplit/",
             "/articles/424242/accept-above/?at_least=0.5"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert signed_in().get(path).status_code == 404


@pytest.mark.parametrize("path", ["bulk/", "bulk/8c6a9f0e-53a4-4d0e-9a55-0f6f2f2a7d11/undo/"])
def test_contributors_decide_on_nothing_in_bulk(path: str) -> None:
    claim = candidate()

    follow(
        signed_in(Role.CONTRIBUTOR), f"/articles/{claim.article_id}/{path}",
        {"act": "accept", "claim": [claim.pk]},
    )  # fmt: skip

    claim.refresh_from_db()
    assert (claim.status, claim.changes.count()) == (Status.CANDIDATE, 0)


def test_the_admin_shows_the_history_of_a_claim_and_offers_no_change_of_it() -> None:
    claim = candidate()
    curation.dismiss(claim.pk, by=make.reviewer(), now=NOON, reason="Small talk.")

    answer = signed_in(Role.ADMIN).get(f"/admin/claims/claim/{claim.pk}/change/")

    page = LexborHTMLParser(answer.content)
    assert (answer.status_code, "Small talk." in answer.content.decode()) == (200, True)
    assert page.css("[name^=changes]:not([type=hidden])") == []
