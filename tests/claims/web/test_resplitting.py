"""`/articles/<id>/resplit/`: what splitting again would change, before it does."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims import splitting
from claims.models import Claim
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages
from tests.claims.web.test_curation import follow, texts
from tests.claims.web.test_triage import candidate, signed_in

pytestmark = pytest.mark.django_db


def test_splitting_again_is_shown_first_and_then_done() -> None:
    article, client = make.article(), signed_in()
    where = f"/articles/{article.pk}/resplit/"

    before = LexborHTMLParser(client.get(where).content)
    page = follow(client, where, {})

    added = article.claims.count()
    assert len(before.css("tbody tr")) == added > 0
    assert pages.one(before, "main button[type=submit]").text() == f"Add {added} candidates"
    assert texts(page, "#messages [data-text]") == [f"{added} candidates added."]


def test_untouched_candidates_are_read_anew_only_where_that_is_asked() -> None:
    article, client = make.article(), signed_in()
    found = splitting.split(article.text, language="en", published_on=article.published_on)[0]
    claim = candidate(article, quote=found.quote, statement="Before.", origin="splitter-1")
    where = f"/articles/{article.pk}/resplit/"

    shown = LexborHTMLParser(client.get(where).content)
    client.post(where, {})
    kept = Claim.objects.get(pk=claim.pk).statement
    client.post(where, {"refresh": "on"})

    claim.refresh_from_db()
    assert "Before" in texts(shown, "del")[0]
    assert (kept, claim.statement) == ("Before.", found.statement)


def test_contributors_see_the_report_and_split_nothing() -> None:
    article, client = make.article(), signed_in(Role.CONTRIBUTOR)
    where = f"/articles/{article.pk}/resplit/"

    shown, answer = client.get(where), client.post(where)

    assert (shown.status_code, answer.status_code) == (200, 403)
    assert (LexborHTMLParser(shown.content).css("main form"), article.claims.count()) == ([], 0)
