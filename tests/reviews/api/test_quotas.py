"""How much a stranger may ask, and that nobody gets a fresh quota by claiming another address."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from tests import make
from tests.published import publish

pytestmark = pytest.mark.django_db
OURS = "/api/v1/fact-checks/"
GOOGLES = "/v1alpha1/claims:search?query=harbour"


@pytest.fixture(autouse=True)
def _two_a_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    caches["quotas"].clear()
    monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "anon", "2/day")
    yield
    caches["quotas"].clear()


def statuses(client: Client, *paths: str) -> list[int]:
    """Each asked from an address that the sender makes up."""
    return [
        client.get(path, headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number, path in enumerate(paths)
    ]


@pytest.mark.parametrize("path", [OURS, GOOGLES])
def test_an_invented_address_brings_no_fresh_quota(client: Client, path: str) -> None:
    assert statuses(client, path, path, path) == [200, 200, 429]


def test_both_doors_share_one_quota(client: Client) -> None:
    assert statuses(client, OURS, GOOGLES, OURS, GOOGLES) == [200, 200, 429, 429]


def test_googles_clients_are_told_in_their_form(client: Client) -> None:
    publish()
    statuses(client, GOOGLES, GOOGLES)

    answer = client.get(GOOGLES)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (429, 429, "RESOURCE_EXHAUSTED")
    assert 0 < int(answer["Retry-After"]) <= 24 * 3600


@pytest.mark.parametrize("path", [OURS, GOOGLES, "/api/v1/fact-checks/none/"])
def test_each_answer_tells_where_one_stands(client: Client, path: str) -> None:
    told = [client.get(path) for _ in range(3)]

    assert {each["RateLimit-Policy"] for each in told} == {'"anon";q=2;w=86400'}
    assert [each["RateLimit"].partition(";t=")[0] for each in told] == [
        '"anon";r=1',
        '"anon";r=0',
        '"anon";r=0',
    ]


def test_who_is_refused_before_being_counted_is_told_too(client: Client) -> None:
    answer = client.get("/api/v1/claims/")

    assert (answer.status_code, answer["RateLimit"][:11]) == (401, '"anon";r=2;')


def test_people_are_counted_apart_from_addresses(client: Client) -> None:
    client.force_login(make.reviewer())

    answer = client.get("/api/v1/claims/")

    assert answer["RateLimit-Policy"] == '"user";q=3000;w=60'


def test_the_window_ends(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    statuses(client, OURS, OURS)
    later = time.time() + 86_401
    monkeypatch.setattr(SimpleRateThrottle, "timer", lambda self: later)

    assert statuses(client, OURS, OURS, OURS) == [200, 200, 429]
