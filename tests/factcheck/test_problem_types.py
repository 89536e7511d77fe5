"""Where the `type` of a problem leads, and what is told of each."""

import pytest
from django.test import Client

from factcheck import problem_types
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


def test_the_type_of_a_problem_leads_to_what_it_means(client: Client) -> None:
    told = client.get("/api/v1/nowhere/").json()

    page = client.get(told["type"].removeprefix("http://127.0.0.1:8000"))

    assert (page.status_code, told["type"].partition("#")[2]) == (200, told["code"])
    assert 'id="not-found"' in page.content.decode()


def test_every_refusal_of_the_desk_is_explained_once() -> None:
    found = problem_types.known()

    codes = [each.code for each in found]
    assert len(codes) == len(set(codes))
    assert [each for each in found if not each.meaning] == []
    assert {"stale-draft", "precondition-failed", "already-ingested", "four-eyes"} <= set(codes)


def test_fields_of_a_body_are_pointed_at() -> None:
    client = calls.signed_in(make.editor())

    status, body = calls.post(client, "sources/import/", urls=["https://a.example/", 7])

    assert (status, [(each["field"], each["pointer"]) for each in body["errors"]]) == (
        400,
        [("urls.1", "#/urls/1")],
    )


def test_parameters_of_an_address_are_not() -> None:
    _, body = calls.get(calls.signed_in(make.editor()), "events/", kind="sung")

    assert [sorted(each) for each in body["errors"]] == [["field", "message"]]
