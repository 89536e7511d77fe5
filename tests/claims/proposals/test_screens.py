"""The language model's page and its API."""

import pytest
from rest_framework.test import APIClient

from claims import proposals
from claims.models import ProposalRun
from factcheck.accounts.models import Scope
from tests import make
from tests.claims.proposals import stand_in
from tests.make import NOON

pytestmark = pytest.mark.django_db


def api(*scopes: Scope) -> APIClient:
    client = APIClient()
    key = make.api_key(make.reviewer(), *scopes)
    client.credentials(HTTP_AUTHORIZATION=f"Api-Key {key}")
    return client


def path(article) -> str:
    return f"/articles/{article.pk}/language-model/"


def runs(article) -> str:
    return f"/api/v1/articles/{article.pk}/proposal-runs/"


def test_the_page_tells_what_came_of_the_proposals(client, model):
    article = make.article()
    model.answer = stand_in.says({"claims": [{"quote": "nowhere to be found"}]})
    proposals.request_run(article.pk, by=make.reviewer(), now=NOON)
    proposals.ask(now=NOON)
    client.force_login(make.reviewer())

    page = client.get(path(article)).content.decode()

    assert "tiny prompt-1" in page
    assert "1 not verbatim" in page


def test_asking_from_the_page_makes_a_run_that_is_due(client, model):
    article = make.article()
    client.force_login(make.reviewer())

    answer = client.post(path(article))

    assert (answer.status_code, ProposalRun.objects.get().article) == (302, article)


def test_a_desk_without_a_model_says_so_and_asks_nothing(client):
    article = make.article()
    client.force_login(make.reviewer())

    answer = client.post(path(article))

    assert (answer.status_code, ProposalRun.objects.count()) == (409, 0)
    assert "FACTCHECK_LLM_URL" in answer.content.decode()


def test_a_stranger_sees_nothing(client):
    assert client.get(path(make.article())).status_code == 302


def test_a_program_asks_and_reads_what_came_of_it(model):
    article = make.article()
    program = api(Scope.CLAIMS, Scope.READ)

    asked = program.post(runs(article))
    again = program.post(runs(article))
    proposals.ask(now=ProposalRun.objects.get().created_at)
    (run,) = program.get(runs(article)).json()["results"]

    assert (asked.status_code, again.status_code, again.json()["code"]) == (
        202, 409, "already-asked",
    )  # fmt: skip
    assert (run["state"], run["proposed"], run["dropped"]) == ("done", 0, {})


def test_the_list_of_runs_costs_the_same_with_one_and_three(model, django_assert_num_queries):
    article = make.article()
    program = api(Scope.READ)
    program.get(runs(article))  # the first use of a key in an hour is written down
    counts = []
    for total in (1, 3):
        while article.proposal_runs.count() < total:
            proposals.request_run(article.pk, by=make.reviewer(), now=NOON)
            proposals.ask(now=NOON)
        with django_assert_num_queries(4) as seen:
            program.get(runs(article))
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_the_article_tells_what_its_language_model_proposed(client, model):
    article = make.article()
    proposals.request_run(article.pk, by=make.reviewer(), now=NOON)
    proposals.ask(now=NOON)
    client.force_login(make.reviewer())

    page = client.get(f"/articles/{article.pk}/").content.decode()

    assert "0 of 0 proposals taken over, 0 dropped" in page
