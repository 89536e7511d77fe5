"""What was said before, beside the candidate that says it again; and deciding on it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims import matching
from claims.models import Claim, ClaimMatch, MatchDecision, Status
from tests import make, published
from tests.claims import pages
from tests.claims.matching.test_sweeping import AGAIN, SAID, said
from tests.claims.web.test_triage import screen, signed_in
from tests.make import NOON

pytestmark = pytest.mark.django_db
HTMX: Any = {"HX-Request": "true"}


def words(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(each.text().split()) for each in page.css(selector)]


@pytest.fixture
def pair() -> ClaimMatch:
    said(SAID)
    said(AGAIN, Status.CANDIDATE)
    matching.sweep(now=NOON)
    return ClaimMatch.objects.get()


def test_a_candidate_shows_the_earlier_claim_and_why() -> None:
    earlier = said(SAID)
    claim = said(AGAIN.replace("4210", "4,120"), Status.CANDIDATE)
    matching.sweep(now=NOON)

    page = screen(signed_in(), claim.article_id)

    assert words(page, ".before__words") == [SAID]
    assert words(page, ".before__why") == ["other figure: here 4,120, there 4,210"]
    assert pages.one(page, ".before__words a").attributes["href"] == f"/claims/{earlier.pk}/"


def test_a_published_verdict_is_told_with_its_word_and_its_page() -> None:
    version = published.publish()
    earlier = version.publication.review.claim
    claim = said(earlier.statement, Status.CANDIDATE)
    matching.sweep(now=NOON)

    page = screen(signed_in(), claim.article_id)

    assert words(page, ".before strong") == ["Already checked:"]
    assert words(page, ".before .rating") == [version.publication.rating_word]
    link = pages.one(page, ".before a:has(.rating)")
    assert link.attributes["href"] == f"/fact-checks/{version.publication.slug}/"


def test_it_is_the_same_merges_into_the_earlier_claim_and_undo_takes_both_back(
    pair: ClaimMatch,
) -> None:
    client = signed_in()

    client.post(f"/claims/matches/{pair.pk}/same/")
    merged = Claim.objects.get(pk=pair.claim_id)
    decided = ClaimMatch.objects.get().decision
    page = screen(client, merged.article_id)
    client.post(f"/claims/{pair.claim_id}/undo/")

    assert (merged.status, merged.same_as_id) == (Status.MERGED, pair.earlier_id)
    assert decided == MatchDecision.SAME
    arrow = pages.one(page, f"#claim-{pair.claim_id} .item__meta span[dir] a")
    assert arrow.attributes["href"] == f"/claims/{pair.earlier_id}/"
    assert Claim.objects.get(pk=pair.claim_id).status == Status.CANDIDATE
    assert ClaimMatch.objects.get().decision == ""


def test_it_is_another_claim_is_kept_not_offered_again_and_undone(pair: ClaimMatch) -> None:
    client = signed_in()

    client.post(f"/claims/matches/{pair.pk}/apart/")
    matching.sweep(now=NOON)
    shown = words(screen(client, pair.claim.article_id), ".before__words")
    decided = ClaimMatch.objects.get().decision
    client.post(f"/claims/{pair.claim_id}/undo/")
    again = words(screen(client, pair.claim.article_id), ".before__words")

    assert (shown, decided, again) == ([], MatchDecision.DIFFERENT, [SAID])


def test_htmx_is_answered_with_the_row(pair: ClaimMatch) -> None:
    answer = signed_in().post(f"/claims/matches/{pair.pk}/apart/", headers=HTMX)

    row = pages.one(LexborHTMLParser(answer.content), "li.item")
    assert (row.attributes["data-matched"], answer.status_code) == ("0", 200)


def test_what_is_no_longer_so_is_refused_in_words(pair: ClaimMatch) -> None:
    Claim.objects.filter(pk=pair.earlier_id).update(status=Status.DISMISSED)

    answer = signed_in().post(f"/claims/matches/{pair.pk}/same/")

    assert answer.status_code == 409
    assert words(LexborHTMLParser(answer.content), ".notice") == [
        "The earlier claim was dismissed meanwhile, so nothing was merged into it."
    ]


def test_an_open_page_is_told_of_a_match_that_comes_later() -> None:
    said(SAID)
    claim, client = said(AGAIN, Status.CANDIDATE), signed_in()
    page = screen(client, claim.article_id)
    seen = pages.one(page, "[data-since]").attributes["data-seen"]
    matching.sweep(now=NOON)
    match = ClaimMatch.objects.get()

    def ask(matched: int | str) -> Any:
        asked = {"after": seen or "", "matched": str(matched)}
        return client.get(f"/articles/{claim.article_id}/since/", asked)

    row = pages.one(LexborHTMLParser(ask(0).content), "li.item")
    assert row.attributes["data-matched"] == str(match.pk)
    assert [ask(match.pk).status_code, ask("x").status_code] == [204, 204]


def test_contributors_read_but_do_not_decide(pair: ClaimMatch) -> None:
    client = Client()
    client.force_login(make.contributor())

    page = screen(client, pair.claim.article_id)
    answer = client.post(f"/claims/matches/{pair.pk}/same/")

    assert (words(page, ".before__words"), page.css(".before button")) == ([SAID], [])
    assert answer.status_code == 403


def test_a_page_asks_no_more_for_three_matches_than_for_one() -> None:
    text = "\n".join(f"{SAID[:-1]} at quay {letter}." for letter in ("Anna", "Berta", "Clara"))
    article, client = make.article(text), signed_in()

    def added(quote: str) -> int:
        said(quote)
        make.claim(article, quote=quote, status=Status.CANDIDATE)
        matching.sweep(now=NOON)
        with CaptureQueriesContext(connection) as asked:
            page = screen(client, article.pk)
        assert page.css(".before__match") != []
        return len(asked)

    first, *_others, last = [added(line) for line in text.splitlines()]

    assert first == last


def test_both_claims_tell_of_each_other_on_their_pages(pair: ClaimMatch) -> None:
    client = signed_in()

    one = LexborHTMLParser(client.get(f"/claims/{pair.claim_id}/").content)
    other = LexborHTMLParser(client.get(f"/claims/{pair.earlier_id}/").content)

    assert words(one, "#said-before .before__words") == [SAID]
    assert words(other, "#said-before li a") == [AGAIN]
