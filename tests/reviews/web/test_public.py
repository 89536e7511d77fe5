"""The fact-check page: what a reader, a search engine and a cache get."""

import re
from typing import Any

import orjson
import pytest
from django.test import Client
from django.urls import reverse

from reviews import publishing, workflow
from reviews.models import (
    Condition,
    Evidence,
    LinkState,
    Publication,
    Rating,
    SourceLink,
    Stance,
)
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.published import LATER, correct, publish, retract, text

pytestmark = pytest.mark.django_db
LIMIT = 60_000  # bytes of a page without images
GAZETTE = {"url": "https://gazette.example/harbour", "publisher": "Almond Gazette"}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def page_of(publication: Publication, name: str = "fact_check", *args: object) -> str:
    return reverse(f"public:{name}", args=[publication.slug, *args])


def markup(body: str) -> dict[str, Any]:
    block = BLOCK.search(body)
    assert block is not None, "the page holds no JSON-LD"
    found: dict[str, Any] = orjson.loads(block[1])
    return found


def test_the_home_page_leads_to_the_archive(client: Client) -> None:
    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, "/fact-checks/")


def test_the_page_and_its_markup_say_the_same(client: Client) -> None:
    version = publish(article=GAZETTE)

    body = client.get(page_of(version.publication)).content.decode()

    shown, data = text(body), markup(body)
    item, rating = data["itemReviewed"], data["reviewRating"]
    expected = [
        f"“{data['claimReviewed']}”",
        rating["alternateName"],
        rating["ratingExplanation"],
        f"Said by {item['author']['name']} in {item['appearance'][0]['publisher']['name']}",
        "on 1 March 2026",
        "Fact-check · 2 March 2026",
    ]
    assert [each for each in expected if each not in shown] == []
    assert (item["datePublished"], data["datePublished"]) == ("2026-03-01", "2026-03-02")
    assert f'<link rel="canonical" href="{data["url"]}">' in body
    assert f'href="{item["appearance"][0]["url"]}"' in body


def test_the_markup_is_the_published_bytes(client: Client) -> None:
    version = publish("Tom & <b>Jerry</b> </script><script>alert(1)</script>")

    body = client.get(page_of(version.publication)).content.decode()

    assert markup(body) == orjson.loads(version.claimreview)
    assert "<script>alert" not in body


def test_the_page_is_small_and_needs_no_script(client: Client) -> None:
    version = publish()

    response = client.get(page_of(version.publication))

    scripts = re.findall(rb"<script\b[^>]*>", response.content)
    assert len(response.content) < LIMIT
    assert scripts == [b'<script type="application/ld+json">']
    assert b"style=" not in response.content


def test_evidence_shows_how_its_source_fares_today(client: Client) -> None:
    version = publish()
    first, second = Evidence.objects.filter(review=version.publication.review)
    SourceLink.objects.filter(pk=first.link_id).update(
        state=LinkState.HEALTHY, last_checked_at=LATER
    )
    Evidence.objects.filter(pk=second.pk).update(
        condition=Condition.DRIFTED, condition_since=LATER, condition_note="4,210 became 4,120"
    )

    shown = text(client.get(page_of(version.publication)).content.decode())

    assert "Supports Secondary source Reachable there when last checked on 9 March 2026" in shown
    assert "Refutes Secondary source Passage changed since 9 March 2026" in shown
    assert shown.count("4,210 became 4,120") == 1
    assert shown.count("Archived copy, 2 March 2026") == 2


def test_evidence_withdrawn_later_says_so_and_keeps_the_reason_inside(client: Client) -> None:
    version = publish()
    first = Evidence.objects.filter(review=version.publication.review)[0]
    Evidence.objects.filter(pk=first.pk).update(
        withdrawn_by=make.editor(), withdrawn_at=LATER, withdrawn_reason="A forgery."
    )

    shown = text(client.get(page_of(version.publication)).content.decode())

    assert "The desk has withdrawn this evidence since, on 9 March 2026" in shown
    assert "A forgery" not in shown


def test_a_flag_is_shown_with_its_reason(client: Client) -> None:
    version = publish()
    Publication.objects.update(flagged_at=LATER, flag_reason="The ledger is gone")

    shown = text(client.get(page_of(version.publication)).content.decode())

    assert "Needs another look, since 9 March 2026 A source this verdict stands on" in shown
    assert "until it has looked, version 1 stands. The ledger is gone" in shown


def test_a_reopened_review_leaves_the_page_up_and_marked(client: Client) -> None:
    version = publish()
    review = version.publication.review
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=LATER, reason="Look.")

    response = client.get(page_of(version.publication))

    shown = text(response.content.decode())
    assert response.status_code == 200
    assert "Under review" in shown
    assert "until then version 1 stands" in shown


def test_a_correction_is_listed_with_reason_and_the_old_version_kept(client: Client) -> None:
    first = publish()
    correct(first.publication.review, rating=Rating.objects.get(word="False"))

    body = client.get(page_of(first.publication)).content.decode()
    old = client.get(page_of(first.publication, "version", 1))

    shown, before = text(body), text(old.content.decode())
    assert "version 2, correction" in shown
    assert "Version 2, correction. False The full year is out. 9 March 2026" in shown
    assert "Version 1, first published. Mostly true" in shown
    assert markup(body)["dateModified"] == "2026-03-09"
    assert "Version 1, kept as it was" in before
    assert BLOCK.search(old.content.decode()) is None
    assert '<meta name="robots" content="noindex">' in old.content.decode()


def test_the_markup_is_on_one_page_only(client: Client) -> None:
    version = publish()

    body = client.get(page_of(version.publication, "version", 1)).content.decode()

    assert BLOCK.search(body) is None
    assert '<meta name="robots" content="noindex">' in body


def test_a_retracted_page_is_gone_but_explains(client: Client) -> None:
    version = publish()
    retract(version)

    response = client.get(page_of(version.publication))

    body = response.content.decode()
    assert response.status_code == 410
    assert "Retracted Wrong harbour." in text(body)
    assert BLOCK.search(body) is None
    assert '<section class="verdict' not in body


def test_an_old_version_of_a_retracted_check_stays_readable_and_marked(client: Client) -> None:
    version = publish()
    retract(version)

    response = client.get(page_of(version.publication, "version", 1))

    assert response.status_code == 200
    assert "Retracted Wrong harbour." in text(response.content.decode())


def test_the_kept_copy_shows_the_quote_where_it_stands(client: Client) -> None:
    review = make.review(Status.APPROVED)
    copy = make.snapshot(text="Before <it>. The exact words. After & beyond.")
    make.evidence(
        review, by=make.editor(), stance=Stance.CONTEXT, snapshot=copy,
        quote="The exact words.", start=13, end=29, position=9,
    )  # fmt: skip
    version = publishing.publish(review.pk, by=make.editor(), now=NOON)

    response = client.get(page_of(version.publication, "evidence", 3))

    marked = 'Before &lt;it&gt;. <mark id="quote">The exact words.</mark> After &amp; beyond.'
    assert marked in response.content.decode()


def test_a_long_copy_is_shown_around_the_quote(client: Client) -> None:
    review = make.review(Status.APPROVED)
    copy = make.snapshot(text="x" * 50_000 + "HERE" + "y" * 50_000)
    make.evidence(
        review, by=make.editor(), snapshot=copy, quote="HERE", start=50_000, end=50_004, position=9
    )
    version = publishing.publish(review.pk, by=make.editor(), now=NOON)

    response = client.get(page_of(version.publication, "evidence", 3))

    assert len(response.content) < LIMIT
    assert text(response.content.decode()).count("is left out") == 2


@pytest.mark.parametrize(
    "path",
    [
        "/fact-checks/nothing-9/",
        "/fact-checks/a%00b/",
        "/fact-checks/{slug}/v/2/",
        "/fact-checks/{slug}/v/99999999999999999999/",
        "/fact-checks/{slug}/evidence/0/",
        "/fact-checks/{slug}/evidence/3/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    slug = publish().publication.slug

    response = client.get(path.format(slug=slug))

    assert response.status_code == 404


def test_an_arabic_claim_has_an_address_and_a_page(client: Client) -> None:
    version = publish("ارتفع عدد الحاويات في الميناء", claimant="")

    response = client.get(page_of(version.publication))

    assert response.status_code == 200
    assert "“ارتفع عدد الحاويات في الميناء”" in text(response.content.decode())


def test_the_method_page_shows_policy_and_scale(client: Client) -> None:
    shown = text(client.get("/method/").content.decode())

    assert "Desk policy, version 1" in shown
    assert "4/5. Right in the main; a detail is wrong or missing." in shown


@pytest.mark.parametrize("path", ["/fact-checks/", "/fact-checks/feed.atom", "/method/"])
def test_nothing_here_takes_a_post(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
