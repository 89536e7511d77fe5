"""Revisions, anchorings and Web Annotations as a program uses them."""

import json
from typing import Any

import pytest

from claims.models import Article, Claim, Settled
from factcheck.accounts.models import Role, Scope
from tests import make
from tests.claims import pages
from tests.claims.api.test_articles import program
from tests.claims.revisions import texts

pytestmark = pytest.mark.django_db
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def path(article: Article, what: str) -> str:
    return f"/api/v1/articles/{article.pk}/{what}/"


def reviewer() -> Any:
    return program(Scope.READ, Scope.CLAIMS, role=Role.REVIEWER)


def note(text: str, quote: str, **more: Any) -> dict[str, Any]:
    """An annotation of `quote`, as another tool would send it."""
    start = text.find(quote)
    return {
        "type": "Annotation",
        "target": {"selector": [
            {"type": "TextQuoteSelector", "exact": quote},
            {"type": "TextPositionSelector", "start": start, "end": start + len(quote)},
        ]},
    } | more  # fmt: skip


def test_a_corrected_text_becomes_a_revision() -> None:
    article = texts.added()

    first = reviewer().post(path(article, "revisions"), {"text": texts.CORRECTED}, format="json")
    again = reviewer().post(path(article, "revisions"), {"text": texts.CORRECTED}, format="json")

    body = first.json()
    assert (first.status_code, again.status_code) == (201, 200)
    assert (body["created"], again.json()["created"]) == (True, False)
    assert body["waiting"] >= 1
    assert body["article"]["id"] == again.json()["article"]["id"] != article.pk


def test_the_texts_of_an_article_are_listed_oldest_first() -> None:
    claim, article = texts.waiting()

    body = reviewer().get(path(article, "revisions")).json()

    assert [(each["id"], each["previous"], each["live"]) for each in body] == [
        (claim.article_id, None, False), (article.pk, claim.article_id, True),
    ]  # fmt: skip


def test_an_address_is_fetched_again(site: pages.Site) -> None:
    client = reviewer()
    url = site.put("/a", pages.article())
    made = client.post("/api/v1/articles/", {"url": url}, format="json").json()
    article = Article.objects.get(pk=made["id"])
    changed = tuple(each.replace("4,210", "4,120") for each in pages.PARAGRAPHS)

    same = client.post(path(article, "refetch"), {}, format="json")
    site.put("/a", pages.article(paragraphs=changed))
    other = client.post(path(article, "refetch"), {}, format="json")

    assert (same.status_code, other.status_code) == (200, 201)


def test_a_waiting_claim_is_found_and_settled() -> None:
    claim, article = texts.waiting()
    client = reviewer()

    rows = client.get(path(article, "anchorings")).json()["results"]
    (row,) = [each for each in rows if each["claim"] == claim.pk]
    place = row["suggestions"][0]
    sent = {"start": place["start"], "end": place["end"]}
    settled = client.post(f"/api/v1/claims/{claim.pk}/settle/", sent, format="json")

    claim.refresh_from_db()
    assert (row["outcome"], row["decision"]) == ("orphaned", "")
    assert (settled.status_code, settled.json()["decision"]) == (200, Settled.HERE)
    assert (claim.article, claim.start) == (article, place["start"])


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"start": 0}, 400),
        ({"start": 0, "end": 9, "gone": True}, 400),
        ({"start": 0, "end": 99_999}, 400),
        ({"quote": "not in the text"}, 400),
        ({"gone": True, "reason": "Cut."}, 200),
        ({"quote": "4,120 containers in May"}, 200),
    ],
)
def test_settling_takes_one_place_or_gone(sent: dict[str, Any], status: int) -> None:
    claim, _article = texts.waiting()

    answer = reviewer().post(f"/api/v1/claims/{claim.pk}/settle/", sent, format="json")

    assert answer.status_code == status


def test_nothing_is_settled_that_does_not_wait() -> None:
    claim = texts.claim_on(texts.added(), "Mayor")

    answer = reviewer().post(f"/api/v1/claims/{claim.pk}/settle/", {"gone": True}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "already-settled")


def test_a_claim_is_a_web_annotation() -> None:
    claim = texts.claim_on(texts.added(), "Mayor")

    answer = reviewer().get(f"/api/v1/claims/{claim.pk}/annotation/", headers={"accept": "*/*"})

    body = answer.json()
    selector = {each["type"]: each for each in body["target"]["selector"]}
    assert answer["Content-Type"] == PROFILE
    assert (body["@context"], body["type"], body["body"]["value"]) == (
        "http://www.w3.org/ns/anno.jsonld", "Annotation", claim.statement,
    )  # fmt: skip
    assert body["target"]["source"] == f"http://testserver/api/v1/articles/{claim.article_id}/"
    assert selector["TextPositionSelector"]["start"] == claim.start
    assert selector["TextQuoteSelector"] == {
        "type": "TextQuoteSelector",
        "exact": claim.quote,
        "prefix": claim.article.text[claim.start - 32 : claim.start],
        "suffix": claim.article.text[claim.end : claim.end + 32],
    }


def test_all_claims_are_a_collection_that_can_be_imported_elsewhere() -> None:
    article = texts.added()
    exported = reviewer().get(path(article, "annotations")).json()
    other = make.article(article.text + "\n\nMore.")

    done = reviewer().post(path(other, "annotations"), exported, format="json").json()

    spans = ("start", "end", "quote", "statement")
    assert [each["reason"] for each in done] == [""] * exported["total"]
    assert list(other.claims.values_list(*spans)) == list(article.claims.values_list(*spans))


def test_each_refusal_has_its_reason_and_the_rest_is_kept() -> None:
    article = make.article("🚢 The crane paid off. The mayor said so. The crane paid off.")
    sent = [
        note(article.text, "The mayor said so"),
        note(article.text, "The crane fell"),
        note(article.text, "The mayor said so"),
        note("", "The crane paid off"),
        {"type": "Note"},
    ]

    done = reviewer().post(path(article, "annotations"), sent, format="json").json()

    claim = Claim.objects.get(article=article)
    assert [(each["number"], each["claim"], each["code"]) for each in done] == [
        (0, claim.pk, ""), (1, None, "absent"), (2, None, "already-proposed"),
        (3, None, "several"), (4, None, "unreadable"),
    ]  # fmt: skip


def test_a_position_counted_in_utf_16_is_told_apart() -> None:
    article = make.article("🚢 The crane paid off. The mayor said so.")
    sent = note(article.text, "The mayor")
    sent["target"]["selector"][1]["start"] += 1
    sent["target"]["selector"][1]["end"] += 1

    answer = reviewer().post(
        path(article, "annotations"), json.dumps(sent), content_type="application/ld+json"
    )

    (done,) = answer.json()
    assert (done["by_quote"], Claim.objects.get(article=article).quote) == (True, "The mayor")


def test_too_many_annotations_are_refused() -> None:
    article = texts.added()

    answer = reviewer().post(path(article, "annotations"), [{}] * 1001, format="json")

    assert answer.status_code == 400


@pytest.mark.parametrize("what", ["revisions", "anchorings", "annotations"])
def test_strangers_read_nothing(what: str) -> None:
    assert program().get(path(texts.added(), what)).status_code == 403


def test_more_annotations_than_a_page_of_ours_are_refused_as_a_whole() -> None:
    article = texts.added()
    notes = [note(article.text, "the port authority")] * 101

    answer = reviewer().post(path(article, "annotations"), notes, format="json")

    assert answer.status_code == 400
    assert "at most 100 annotations" in answer.json()["detail"]
    assert article.claims.filter(origin="person").count() == 0
