"""The ClaimReview in a page says what the page shows, field by field, and nothing else."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from claims.models import Attribution
from reviews.models import ChangeKind, PublishedVersion, Rating
from reviews.publishing import claimreview_rules
from tests import published
from tests.published import LATER, publish

URL = "https://news.example/harbour"


def beside_the_line() -> PublishedVersion:
    word = Rating.objects.filter(value=None)[0]
    return published.correct(publish().publication.review, rating=word)


def updated() -> PublishedVersion:
    review = published.correct(publish(article={"url": URL}).publication.review).publication.review
    return published.correct(review, {"kind": ChangeKind.UPDATE})


STATES: dict[str, Callable[[], PublishedVersion]] = {
    "with everything": lambda: publish(article={"url": URL, "publisher": "News Example"}),
    "of a writer": lambda: publish(claimant="", article={"url": URL, "author": "A. Writer"}),
    "of a publisher": lambda: publish(claimant="", article={"publisher": "News Example"}),
    "of nobody": lambda: publish(claimant="", article={"published_on": None}),
    "of sources not named": lambda: publish(
        claimant="two officials", attribution=Attribution.UNNAMED, article={"author": "A. Writer"}
    ),
    "with marks of HTML": lambda: publish("If a < b & b > c, then </script> a < c."),
    "in Arabic": lambda: publish("ميناء المدينة استقبل سفنا كثيرة.", article={"language": "ar"}),
    "beside the line": beside_the_line,
    "corrected": lambda: published.correct(publish().publication.review),
    "corrected and updated": updated,
}
KNOWN = {
    *("@context", "@type", "@id", "url", "claimReviewed", "author", "datePublished"),
    *("dateModified", "inLanguage", "itemReviewed", "reviewRating", "correction", "comment"),
}


def words(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


def day(node: LexborNode | None) -> str | None:
    return str(node.attributes["datetime"])[:10] if node is not None else None


def shown_rating(page: LexborHTMLParser, values: dict[str, int | None]) -> dict[str, Any]:
    """As a reader sees it; `values`: the number of each word, which the method page publishes."""
    made: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": words(page.css_first(".verdict .rating")),
        "ratingExplanation": words(page.css_first(".verdict__why")),
    }
    steps = [values[words(step)] for step in page.css(".verdict .scale__step")]
    current = page.css_first(".verdict .scale__step[aria-current]")
    if current is None:
        return made
    numbers = {"ratingValue": values[words(current)], "worstRating": steps[0]}
    return made | numbers | {"bestRating": steps[-1]}


def shown_changes(page: LexborHTMLParser, *kinds: str) -> list[tuple[str, str | None]]:
    """Reason and day of each change of these kinds, oldest first."""
    entries = [
        each for each in page.css(".timeline__entry") if each.attributes["data-kind"] in kinds
    ]
    return [
        (words(each.css_first("span[dir=auto]")), day(each.css_first("time"))) for each in entries
    ][::-1]


def told_changes(comments: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(each["text"], each["datePublished"]) for each in comments]


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_page_and_markup_never_differ(client: Client, state: str) -> None:
    version = STATES[state]()
    slug = version.publication.slug
    page = LexborHTMLParser(client.get(f"/fact-checks/{slug}/").content)

    blocks = page.css('script[type="application/ld+json"]')
    made = orjson.loads(blocks[0].text())
    scale = {each["word"]: each["value"] for each in version.content["rating"]["scale"]["ratings"]}
    by, item = page.css_first(".check__by"), made["itemReviewed"]
    [work] = item["appearance"]
    claim = page.css_first("h1")
    link = page.css_first("link[rel=canonical]")
    assert by is not None
    assert claim is not None
    assert link is not None

    assert len(blocks) == 1
    assert made == client.get(f"/api/v1/fact-checks/{slug}/claimreview").json()
    assert made.keys() <= KNOWN
    assert made["url"] == link.attributes["href"]
    assert made["claimReviewed"] == item["text"] == words(claim).strip("“”")
    assert made["inLanguage"] == claim.attributes["lang"]
    assert made["author"]["name"] in words(page.css_first("#use"))
    assert made["datePublished"] == day(page.css(".timeline__entry time")[-1])
    assert made.get("dateModified", made["datePublished"]) == day(page.css_first(".kicker time"))
    assert made["reviewRating"] == shown_rating(page, scale)
    assert item.get("datePublished") == day(by.css_first("time"))
    assert_said_by(by, item)
    assert_where(by, work)
    assert told_changes(made.get("correction", [])) == shown_changes(
        page, "correction", "retraction"
    )
    assert told_changes(made.get("comment", [])) == shown_changes(page, "update")
    assert [each for each in claimreview_rules.check(made) if each.forbids] == []


def assert_said_by(by: LexborNode, item: dict[str, Any]) -> None:
    """A person stands out; an organization is where the claim was published."""
    author = item.get("author", {"@type": None, "name": None})
    person = words(by.css_first("strong")) or None
    assert (author["name"] if author["@type"] == "Person" else None) == person
    if author["@type"] == "Organization":
        assert author["name"] in words(by)


def assert_where(by: LexborNode, work: dict[str, Any]) -> None:
    link = by.css_first("a")
    assert work.get("url") == (link.attributes["href"] if link is not None else None)
    named = work["publisher"]["name"] if "publisher" in work else work["headline"]
    assert named in words(by)
    assert work.get("datePublished") == day(by.css_first("time"))


@pytest.mark.django_db
def test_what_comes_back_after_a_retraction_says_so_for_ever(client: Client) -> None:
    version = publish()
    review = version.publication.review
    published.retract(version)
    gone = client.get(f"/fact-checks/{version.publication.slug}/").content.decode()

    published.correct(review)

    page = LexborHTMLParser(client.get(f"/fact-checks/{version.publication.slug}/").content)
    block = page.css_first('script[type="application/ld+json"]')
    assert block is not None
    made = orjson.loads(block.text())
    assert "application/ld+json" not in gone
    assert told_changes(made["correction"]) == shown_changes(page, "correction", "retraction")
    assert [each["name"] for each in made["correction"]] == ["Retraction", "Correction"]
    assert made["dateModified"] == LATER.date().isoformat()
