"""Evidence from an address that says which words of its page are meant."""

from typing import Any

import pytest

from factcheck.exceptions import InvalidInput
from reviews import evidence
from reviews.evidence import Finding
from reviews.exceptions import UnusableEvidence
from reviews.models import Evidence, Review, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
LEDGER = "In May the port was busy.\nIt lists 4,198 containers. In June the port was busy, too."


def attach(review: Review, url: str, quote: str) -> Evidence:
    said: dict[str, Any] = {"stance": Stance.REFUTES, "by": review.assignee, "now": NOON}
    return evidence.attach(review.pk, url=url, quote=quote, **said)


@pytest.mark.parametrize(
    ("fragment", "cited"),
    [
        ("text=lists%204%2C198", "lists 4,198"),
        ("text=LISTS%204%2C198%20containers", "lists 4,198 containers"),
        ("text=in%20may,busy", "In May the port was busy"),
        ("text=June-,the%20port", "the port"),
    ],
)
def test_without_a_quote_the_words_of_the_fragment_are_cited(web: Pages, fragment, cited) -> None:
    url = web.put("/ledger", LEDGER)

    made = attach(make.review(Status.IN_REVIEW), f"{url}#:~:{fragment}", "  ")

    assert made.snapshot is not None
    assert (made.quote, made.snapshot.text[made.start : made.end]) == (cited, cited)


def test_a_fragment_that_is_not_on_the_page_is_told_like_a_quote(web: Pages) -> None:
    url = web.put("/ledger", LEDGER)

    with pytest.raises(UnusableEvidence, match="These words are not on the page"):
        attach(make.review(Status.IN_REVIEW), f"{url}#:~:text=no%20such%20words", "")


@pytest.mark.parametrize("fragment", ["", "#top", "#:~:text=", "#:~:text=a,b,c"])
def test_without_quote_and_fragment_a_quote_is_asked_for(web: Pages, fragment: str) -> None:
    url = web.put("/ledger", LEDGER)

    with pytest.raises(InvalidInput, match="Copy the exact words"):
        attach(make.review(Status.IN_REVIEW), f"{url}{fragment}", "")


def test_the_fragment_decides_which_of_several_places_is_cited(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    url = web.put("/ledger", LEDGER)

    made = attach(review, f"{url}#:~:text=In%20June-,the%20port", "the port was busy")

    assert made.snapshot is not None
    assert made.start == made.snapshot.text.rindex("the port was busy")
    assert evidence.findings(review) == {made.pk: Finding("exact", 1)}
