"""Attacks by raw SQL on the anchoring of claims."""

import pytest

from tests import make
from tests.sql import attack, refused

pytestmark = pytest.mark.django_db


def test_the_text_of_an_article_never_changes() -> None:
    article = make.article()

    with refused("The text of an article never changes"):
        attack("UPDATE claims_article SET text = text || ' More.' WHERE id = %s", article.pk)


def test_the_digest_of_an_article_is_that_of_its_text() -> None:
    with refused("sha256 is not the digest of the text"):
        make.article(sha256="0" * 64)


@pytest.mark.parametrize("change", ["start = start + 1", '"end" = "end" - 1', "quote = 'May'"])
def test_a_quote_is_always_the_characters_it_names(change: str) -> None:
    claim = make.claim()

    with refused("The quote is not the text of the article at these characters."):
        attack(f"UPDATE claims_claim SET {change} WHERE id = %s", claim.pk)


def test_a_claim_is_not_moved_to_another_article() -> None:
    claim, other = make.claim(), make.article("Something else entirely was said here.")

    with refused("The quote is not the text of the article at these characters."):
        attack("UPDATE claims_claim SET article_id = %s WHERE id = %s", other.pk, claim.pk)


def test_quotes_count_code_points_as_python_does() -> None:
    text = "👩‍👧 é ﷽ قالت الوزارة إن ٤٢١٠ حاوية وصلت."
    quote = "قالت الوزارة إن ٤٢١٠ حاوية وصلت."

    claim = make.claim(make.article(text), quote=quote)

    assert text[claim.start : claim.end] == quote


def test_merged_means_same_as_and_nothing_else_does() -> None:
    claim = make.claim()

    with refused("merged_iff_same_as"):
        attack("UPDATE claims_claim SET status = 'merged' WHERE id = %s", claim.pk)
    with refused("merged_iff_same_as"):
        attack("UPDATE claims_claim SET same_as_id = %s WHERE id = %s", make.claim().pk, claim.pk)


def test_claims_are_not_merged_in_a_circle() -> None:
    one, two, three = make.claim(), make.claim(), make.claim()
    merge = "UPDATE claims_claim SET status = 'merged', same_as_id = %s WHERE id = %s"
    attack(merge, two.pk, one.pk)
    attack(merge, three.pk, two.pk)

    with refused("A claim cannot be merged into itself, nor in a circle."):
        attack(merge, one.pk, three.pk)
    with refused("A claim cannot be merged into itself, nor in a circle."):
        attack(merge, three.pk, three.pk)


def test_one_live_article_per_text() -> None:
    article = make.article()

    with refused("one_live_article_per_text"):
        make.article(article.text)


@pytest.mark.parametrize("value", ["-0.1", "1.1", "'NaN'"])
def test_check_worthiness_lies_between_0_and_1(value: str) -> None:
    claim = make.claim()

    with refused("checkworthiness_0_to_1"):
        attack(f"UPDATE claims_claim SET checkworthiness = {value} WHERE id = %s", claim.pk)
