"""A real article, kept outside the project: run where it is at hand."""

from pathlib import Path

import pytest

from claims.splitting import split

ARTICLE = Path(__file__).parents[4] / "shared" / "articles" / "deir-ez-zor.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not at hand")

ALONE = [
    ("captured 22 areas", "attempted"),
    ("just over 30% of Syria’s overall energy reserves", "which is why"),
    ("launched rockets at Conoco gas field", "piled"),
    ("supplies were devastated by American warplanes", "retreat"),
    ("which was again stopped by US airstrikes", "echoes"),
    ("they tried to take the area in 2017", "border crossing"),
]


@pytest.fixture(scope="module")
def found():
    return split(ARTICLE.read_text(), language="en")


@pytest.mark.parametrize(("words", "other"), ALONE)
def test_what_can_be_checked_alone_stands_alone(found, words, other):
    quotes = [each.quote for each in found if words in each.quote]

    assert [other in quote for quote in quotes] == [False]


def test_the_heading_in_the_form_of_a_question_is_not_proposed(found):
    assert [each.quote for each in found if each.quote.startswith("Who want")] == []


@pytest.mark.parametrize("words", ["forced to retreat", "supplies were devastated"])
def test_what_the_sources_say_is_theirs_and_they_are_unnamed(found, words):
    (each,) = [each for each in found if words in each.quote]

    assert (each.attribution, each.claimant) == ("unnamed", "the sources")


@pytest.mark.parametrize("words", ["are determined to", "wanting to"])
def test_what_is_only_wanted_is_intent(found, words):
    assert [each.kind for each in found if words in each.quote] == ["intent"]


def test_time_is_carried_to_what_happened_then(found):
    (each,) = [each for each in found if "launched rockets" in each.quote]

    assert [time.text for time in each.times] == ["Late last week"]
