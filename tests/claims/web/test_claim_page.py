"""`/claims/<id>/`: everything that was done to a claim, and where its words are from."""

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims import curation
from factcheck.accounts.models import Role
from tests import make
from tests.claims.web.test_curation import texts
from tests.claims.web.test_triage import candidate, signed_in
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_a_claim_has_a_page_of_its_own_with_everything_that_was_done_to_it() -> None:
    claim, by = candidate(), make.user(first_name="Nadia", last_name="Haddad")
    curation.edit(claim.pk, by=by, now=NOON, statement="Port Almond handled 9 containers.")
    curation.undo(claim.pk, by=by, now=NOON)
    curation.dismiss(claim.pk, by=by, now=NOON, ground="trivial", reason="Small talk.")

    page = LexborHTMLParser(signed_in(Role.CONTRIBUTOR).get(f"/claims/{claim.pk}/").content)

    entries = page.css(".timeline__entry")
    assert [e.attributes["data-kind"] for e in entries] == ["dismissed", "undone", "edited"]
    assert texts(page, ".timeline__entry .tag") == ["taken back by Nadia Haddad"]
    assert [" ".join(e.text().split()) for e in entries[2].css("ins")] != []
    assert "Not worth a check. Small talk." in " ".join(entries[0].text().split())


def test_the_page_of_a_claim_says_where_its_words_are_from() -> None:
    article = make.article("The ministry met on Monday. It cut taxes, an official said.")
    claim = candidate(
        article, quote="It cut taxes", statement="The ministry cut taxes",
        statement_parts=[
            {"text": "The ministry", "start": 0, "end": 12},
            {"text": " cut taxes", "start": 30, "end": 40},
        ],
        attribution_spans=[[42, 58]],
    )  # fmt: skip

    page = LexborHTMLParser(signed_in().get(f"/claims/{claim.pk}/").content)

    assert texts(page, ".excerpt mark") == ["The ministry", "an official said"]
    assert [a.attributes["href"] for a in page.css(".excerpt a")] == [
        f"/articles/{article.pk}/#p0"
    ] * 2


def test_markup_in_a_claim_and_its_history_is_text() -> None:
    claim, by = candidate(), make.reviewer()
    curation.edit(claim.pk, by=by, now=NOON, statement="<img src=x> <script>alert(1)</script>")
    curation.dismiss(claim.pk, by=by, now=NOON, reason="<img src=y>")

    page = LexborHTMLParser(signed_in().get(f"/claims/{claim.pk}/").content)

    assert page.css("main img, main script") == []


@pytest.mark.parametrize("changes", [1, 3])
def test_a_long_history_takes_no_more_queries(
    changes: int, django_assert_max_num_queries: Any
) -> None:
    claim, by, client = candidate(), make.reviewer(), signed_in()
    for number in range(changes):
        curation.edit(claim.pk, by=by, now=NOON, statement=f"Number {number}.")
        curation.accept(claim.pk, by=by, now=NOON)
        curation.undo(claim.pk, by=by, now=NOON)

    with django_assert_max_num_queries(12) as queries:
        client.get(f"/claims/{claim.pk}/")

    assert len(queries) <= 12
