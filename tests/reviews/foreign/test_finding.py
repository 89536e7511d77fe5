"""Where ClaimReviews stand in pages and files, and what is said of blocks that are none."""

import json
from typing import Any

import pytest

from reviews.foreign import finding, sources
from reviews.foreign.sources import NoReviews
from tests.reviews.foreign.markup import PAGE, feed, html, review


def claims(found: list[finding.Found]) -> list[str]:
    return [each.markup.claim if each.markup else each.why for each in found]


GRAPH = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, review()]}


@pytest.mark.parametrize(
    "block",
    [
        review(),
        [review()],
        GRAPH,
        [GRAPH],
        {"@type": "NewsArticle", "review": review()},
        review(**{"@type": ["Review", "ClaimReview"]}),
        review(**{"@type": "http://schema.org/ClaimReview"}),
        review(**{"@type": "Review"}),
        f"<!-- {json.dumps(review())} -->",
        f"//<![CDATA[\n{json.dumps(review())}\n//]]>",
        json.dumps(review()) + ";",
        json.dumps(review())[:-1] + ",}",
        json.dumps(review()).replace("closed for", "closed\tfor"),
    ],
)
def test_a_review_is_found_however_it_is_wrapped(block: Any) -> None:
    found = finding.in_html(html(block), url=PAGE)

    assert claims(found) == ["The bridge was closed for a year."]


def test_what_is_no_review_is_passed_over() -> None:
    found = finding.in_html(html({"@type": "NewsArticle"}, {"@type": "Review"}), url=PAGE)

    assert found == []


def test_a_broken_block_is_one_refusal_and_the_rest_is_kept() -> None:
    found = finding.in_html(html("{oh", review(), review(claimReviewed=None)), url=PAGE)

    assert [(each.number, each.where, each.field, each.markup is None) for each in found] == [
        (1, "JSON-LD block 1", "", True),
        (2, "JSON-LD block 2", "", False),
        (3, "JSON-LD block 3", "claimReviewed", True),
    ]


def test_names_told_elsewhere_in_the_graph_are_found() -> None:
    us = {"@type": "Organization", "@id": "https://facts.example/#us", "name": "Facts Example"}
    graph = {"@graph": [review(author={"@id": us["@id"]}), us]}

    [found] = finding.in_html(html(graph), url=PAGE)

    assert found.markup is not None
    assert found.markup.publisher == "Facts Example"


def test_a_feed_is_read_item_by_item() -> None:
    made = feed([review(url=None)], review(claimReviewed="It rained."), [])

    found = finding.in_json(json.dumps(made))

    assert [(each.markup.url, each.markup.claim) for each in found if each.markup] == [
        ("https://facts.example/0", "The bridge was closed for a year."),
        (PAGE, "It rained."),
    ]


def test_json_lines_are_read_line_by_line() -> None:
    lines = [json.dumps(review()), "", "{oh", json.dumps(review(claimReviewed="It rained."))]

    found = finding.in_json("\n".join(lines))

    assert [(each.where, each.markup is not None) for each in found] == [
        ("line 1", True),
        ("line 3", False),
        ("line 4", True),
    ]


@pytest.mark.parametrize("content", ["{}", "<p>No review"])
def test_a_source_without_reviews_says_so(content: str) -> None:
    with pytest.raises(NoReviews, match="There is no ClaimReview here"):
        sources.written(content, name="list.json")


@pytest.mark.parametrize("content", ["", "plain words", "two\nlines", "[" * 100_000])
def test_what_is_no_json_is_one_refusal(content: str) -> None:
    [found] = sources.written(content, name="list.json").found

    assert found.why.startswith("This is not JSON: ")


def test_depth_is_bounded() -> None:
    nested: Any = review()
    for _ in range(200):
        nested = [nested]

    assert finding.in_json(json.dumps(nested)) == []
