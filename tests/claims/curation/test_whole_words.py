"""Bounds that cut a word, a letter with its marks or an emoji in two are taken nowhere."""

import pytest

from claims import curation
from claims.exceptions import InvalidSpan
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
TEXT = "The 👩‍👩‍👧 ferry carried e\u0301toiles. قالت بِسْمِ الناس. 港口在 and 4,210 boxes."


@pytest.mark.parametrize(
    ("words", "from_inside", "to_inside"),
    [("👩‍👩‍👧 ferry", 2, 0), ("ferry carried", 0, 3), ("بِسْمِ", 1, 0), ("4,210 boxes", 2, 0)],
)
def test_a_claim_proposed_there_is_refused_with_the_nearest_good_words(
    words: str, from_inside: int, to_inside: int
) -> None:
    article, by = make.article(TEXT), make.reviewer()
    start = article.text.index(words)
    first, last = start + from_inside, start + len(words) - to_inside

    with pytest.raises(InvalidSpan) as refused:
        curation.propose(article.pk, start=first, end=last, by=by, now=NOON)

    assert str(refused.value) == (
        "These bounds cut a word or a character in two. "
        f"The nearest good ones are {start} to {start + len(words)}: “{words}”."
    )
    assert article.claims.count() == 0


@pytest.mark.parametrize("words", ["👩‍👩‍👧 ferry", "بِسْمِ", "港口", "4,210 boxes"])
def test_whole_words_are_taken_as_they_are(words: str) -> None:
    article, by = make.article(TEXT), make.reviewer()
    start = article.text.index(words)

    claim = curation.propose(article.pk, start=start, end=start + len(words), by=by, now=NOON)

    assert (claim.start, claim.end, claim.quote) == (start, start + len(words), words)


def test_in_scripts_without_spaces_every_place_that_may_be_cut_is_a_word() -> None:
    text = "Port Almond: 港口在五月 4,210"

    found = list(curation.words(text, 5, len(text)))

    assert [word for _, word in found] == ["Almond:", "港", "口", "在", "五", "月", "4,210"]
    assert all(text[at:].startswith(word) for at, word in found)
