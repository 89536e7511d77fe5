"""The public pages: what a reader, a search engine and a cache get."""

import html
import re
from datetime import timedelta
from typing import Any

import feedparser
import orjson
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reviews import publishing, workflow
from reviews.models import (
    Condition,
    Evidence,
    LinkState,
    Publication,
    PublishedVersion,
    Rating,
    Review,
    SourceLink,
    Stance,
)
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=7)
LIMIT = 60_000  # bytes of a page, see docs/architecture.md
TAGS = re.compile(r"<[^>]+>")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def publish(statement: str = "", **claim: Any) -> PublishedVersion:
    article = (
        make.article(url="https://gazette.example/harbour", publisher="Almond Gazette")
        if not Publication.objects.exists()
        else make.article()
    )
    fields = {"claimant": "Ines Duarte", "attribution": "named"} | claim
    if statement:
        fields["statement"] = statement
    review = make.review(Status.APPROVED, claim=make.claim(article, **fields))
    return publishing.publish(review.pk, by=make.editor(), now=NOON)


def correct(review: Review, **fields: Any) -> PublishedVersion:
    editor = make.editor()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=editor, now=LATER, reason="New figures.")
    make.verdict(review, by=editor, **fields)
    workflow.move(review.pk, to=Status.SUBMITTED, by=editor, now=LATER)
    workflow.move(review.pk, to=Status.APPROVED, by=make.editor(), now=LATER)
    return publishing.publish(review.pk, by=editor, now=LATER, reason="The full year is out.")


def page_of(publication: Publication, name: str = "fact_check", *args: object) -> str:
    return reverse(f"public:{name}", args=[publication.slug, *args])


def text(body: str) -> str:
    """What is to be read on a page, white space collapsed."""
    shown = TAGS.sub("", re.sub(r"<(script|head).*?</\1>", "", body, flags=re.DOTALL))
    return " ".join(html.unescape(shown).split())


def markup(body: str) -> dict[str, Any]:
    block = BLOCK.search(body)
    assert block is not None, "the page holds no JSON-LD"
    found: dict[str, Any] = orjson.loads(block[1])
    return found


def test_the_home_page_leads_to_the_archive(client: Client) -> None:
    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, "/fact-checks/")


def test_the_page_and_its_markup_say_the_same(client: Client) -> None:
    version = publish()

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

    assert "Supports Secondary source Reachable checked 9 March 2026" in shown
    assert "Refutes Secondary source Passage changed since 9 March 2026" in shown
    assert shown.count("4,210 became 4,120") == 1
    assert shown.count("Archived copy, 2 March 2026") == 2


def test_evidence_withdrawn_later_says_so(client: Client) -> None:
    version = publish()
    first = Evidence.objects.filter(review=version.publication.review)[0]
    Evidence.objects.filter(pk=first.pk).update(
        withdrawn_by=make.editor(), withdrawn_at=LATER, withdrawn_reason="A forgery."
    )

    shown = text(client.get(page_of(version.publication)).content.decode())

    assert "The desk has withdrawn this evidence since: A forgery." in shown


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


def test_a_retracted_page_is_gone_but_explains(client: Client) -> None:
    version = publish()
    publishing.retract(
        version.publication.review_id, by=make.editor(), now=LATER, reason="Wrong harbour."
    )

    response = client.get(page_of(version.publication))

    body = response.content.decode()
    assert response.status_code == 410
    assert "Retracted Wrong harbour." in text(body)
    assert BLOCK.search(body) is None
    assert '<section class="verdict' not in body


def test_an_old_version_of_a_retracted_check_stays_readable_and_marked(client: Client) -> None:
    version = publish()
    publishing.retract(
        version.publication.review_id, by=make.editor(), now=LATER, reason="Wrong harbour."
    )

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


def test_a_reader_who_has_the_page_is_not_sent_it_again(client: Client) -> None:
    version = publish()
    first = client.get(page_of(version.publication))

    again = client.get(page_of(version.publication), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "no-cache"


def test_a_flag_reaches_a_reader_who_has_the_page(client: Client) -> None:
    version = publish()
    first = client.get(page_of(version.publication))
    Publication.objects.update(flagged_at=LATER, flag_reason="The ledger is gone")

    again = client.get(page_of(version.publication), headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


def test_an_arabic_claim_has_an_address_and_a_page(client: Client) -> None:
    version = publish("ارتفع عدد الحاويات في الميناء", claimant="")

    response = client.get(page_of(version.publication))

    assert response.status_code == 200
    assert "“ارتفع عدد الحاويات في الميناء”" in text(response.content.decode())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Rents rose by 38 per cent.", "The ferry carried 397,400 passengers."]),
        ("?q=ferry", ["The ferry carried 397,400 passengers."]),
        ("?q=passeng", ["The ferry carried 397,400 passengers."]),
        ("?q=397,400", ["The ferry carried 397,400 passengers."]),
        ("?q=ferry+rents", []),
        ("?q=a+ferry+with+passengers", ["The ferry carried 397,400 passengers."]),
        ("?q='%26!:*)", ["Rents rose by 38 per cent.", "The ferry carried 397,400 passengers."]),
        ("?rating=False", []),
        ("?rating=Mostly+true&q=rents", ["Rents rose by 38 per cent."]),
        ("?claimant=tenants", ["Rents rose by 38 per cent."]),
        ("?page=99", ["Rents rose by 38 per cent.", "The ferry carried 397,400 passengers."]),
    ],
)
def test_the_archive_is_searched_and_filtered(client: Client, query: str, found: list[str]) -> None:
    publish("The ferry carried 397,400 passengers.")
    publish("Rents rose by 38 per cent.", claimant="Tenants’ union")

    body = client.get(f"/fact-checks/{query}").content.decode()

    titles = re.findall(r'<h2 class="item__title">(.*?)</h2>', body)
    assert [text(title) for title in titles] == [f"“{each}”" for each in found]


@pytest.mark.parametrize("query", ["?q=a%00b", "?rating=Nonsense", f"?q={'x' * 501}"])
def test_a_filter_that_cannot_be_used_is_refused_with_a_reason(client: Client, query: str) -> None:
    response = client.get(f"/fact-checks/{query}")

    assert response.status_code == 400
    assert 'class="field__error' in response.content.decode()


def test_arabic_words_are_found(client: Client) -> None:
    publish("ارتفع عدد الحاويات في الميناء")
    publish("Rents rose by 38 per cent.")

    body = client.get("/fact-checks/", {"q": "الحاويات"}).content.decode()

    assert body.count('class="item__title"') == 1


def test_an_empty_archive_teaches(client: Client) -> None:
    shown = text(client.get("/fact-checks/").content.decode())

    assert "Nothing has been published yet" in shown


def test_retracted_checks_leave_the_archive(client: Client) -> None:
    review = publish().publication.review
    publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Wrong harbour.")

    body = client.get("/fact-checks/").content.decode()

    assert body.count('class="item__title"') == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_archive_asks_three_questions_however_long(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        publish()

    with django_assert_num_queries(3):
        client.get("/fact-checks/")


@pytest.mark.parametrize("extra", [0, 2])
def test_a_page_asks_two_questions_however_much_evidence(
    client: Client, extra: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    review = make.review(Status.APPROVED)
    for _ in range(extra):
        make.evidence(review, by=make.editor())
    version = publishing.publish(review.pk, by=make.editor(), now=NOON)

    with django_assert_num_queries(2):
        client.get(page_of(version.publication))


def test_the_method_page_shows_policy_and_scale(client: Client) -> None:
    shown = text(client.get("/method/").content.decode())

    assert "Desk policy, version 1" in shown
    assert "4/5. Right in the main; a detail is wrong or missing." in shown


def test_the_atom_feed_is_well_formed_and_dated(client: Client) -> None:
    first = publish()

    response = client.get("/fact-checks/feed.atom")

    feed = feedparser.parse(response.content)
    entry = feed.entries[0]
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry.link == orjson.loads(first.claimreview)["url"]
    assert entry.title == f"Mostly true: “{first.content['claim']['statement']}”"
    assert (entry.published, entry.updated) == ("2026-03-02T12:00:00+00:00",) * 2
    assert entry.summary == "The port's own ledger gives 4,198."


@pytest.mark.parametrize("rows", [1, 3])
def test_the_feed_asks_one_question(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        publish()

    with django_assert_num_queries(1):
        client.get("/fact-checks/feed.atom")


def test_the_feed_tells_of_flags_corrections_and_retractions(client: Client) -> None:
    flagged, corrected, retracted = (publish(f"Claim number {n}.").publication for n in (1, 2, 3))
    Publication.objects.filter(pk=flagged.pk).update(
        flagged_at=LATER + timedelta(days=2), flag_reason="Gone."
    )
    correct(corrected.review)
    publishing.retract(
        retracted.review_id, by=make.editor(), now=LATER + timedelta(days=1), reason="Wrong."
    )

    feed = feedparser.parse(client.get("/fact-checks/feed.atom").content)

    assert [(entry.title, [tag.term for tag in entry.tags]) for entry in feed.entries] == [
        (
            "Needs another look: Mostly true: “Claim number 1.”",
            ["Mostly true", "needs-another-look"],
        ),
        ("Retracted: “Claim number 3.”", ["Mostly true", "retracted"]),
        ("Corrected: Mostly true: “Claim number 2.”", ["Mostly true", "corrected"]),
    ]
    assert [entry.updated[:10] for entry in feed.entries] == [
        "2026-03-11",
        "2026-03-10",
        "2026-03-09",
    ]
    assert feed.feed.updated[:10] == "2026-03-11"


def test_the_data_feed_holds_the_markup_of_live_checks(client: Client) -> None:
    version = publish()
    gone = publish("Another claim.").publication
    publishing.retract(gone.review_id, by=make.editor(), now=LATER, reason="Wrong.")

    feed = client.get("/fact-checks/feed.json").json()

    [element] = feed["dataFeedElement"]
    publisher = element["item"][0].pop("sdPublisher")
    assert element["item"] == [orjson.loads(version.claimreview)]
    assert publisher["@type"] == "Organization"
    assert feed["dateModified"] == "2026-03-02T12:00:00Z"


@pytest.mark.parametrize("path", ["/fact-checks/", "/fact-checks/feed.atom", "/method/"])
def test_nothing_here_takes_a_post(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
