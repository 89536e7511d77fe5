"""What is told of a quote that is not on the page, where looking for it would take too long."""

import pytest

from reviews.evidence import looking
from tests.reviews.pages import Pages

QUOTE = "The port handled many crates in spring. " * 100
PAGE = "The port handled some crates in spring. " * 100
FILLING = "." * (looking.MOST_COMPARED // len(QUOTE) ** 2)


@pytest.mark.parametrize(
    ("filling", "passage"), [("", PAGE.strip()), (FILLING, None)], ids=["comparable", "too long"]
)
def test_the_nearest_passage_is_looked_for_up_to_a_length(
    filling: str, passage: str | None
) -> None:
    assert looking.nearest(QUOTE, PAGE + filling) == passage


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Quarks and gluons. " * 250, "Cite fewer of them to be shown the nearest passage."),
        ("Quarks … " * 13, "looked for in up to 12 parts; cite it in several pieces."),
    ],
    ids=["too long", "too many parts"],
)
def test_a_quote_that_is_not_looked_for_in_full_says_so(web: Pages, quote: str, told: str) -> None:
    url = web.put("/long", FILLING)

    look = looking.at(url, quote=quote)

    assert (look.match.found, look.field) == (False, "quote")
    assert look.trouble.startswith("These words are not on the page.")
    assert look.trouble.endswith(told)
