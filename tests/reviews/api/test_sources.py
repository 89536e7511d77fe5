"""`/api/v1/sources/`"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from factcheck.accounts.models import Scope
from reviews.links import checks
from reviews.models import Condition, LinkState, SourceHost, SourceLink
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.api import calls
from tests.reviews.links import desk
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db


def test_the_list_tells_state_and_what_stands_on_each_link() -> None:
    evidence = make.evidence(make.review(Status.PUBLISHED), condition=Condition.DEAD)
    SourceLink.objects.filter(pk=evidence.link_id).update(state=LinkState.DEAD)

    status, found = calls.get(calls.signed_in(make.reviewer()), "sources/", state="dead")

    assert status == 200
    (link,) = found["results"]
    assert (link["id"], link["url"]) == (evidence.link_id, evidence.link.url)
    assert (link["state"], link["evidence"], link["published"], link["decisions"]) == (
        "dead",
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("query", "number"),
    [({}, 3), ({"host": "a.example"}, 1), ({"q": "b.ex"}, 1), ({"limit": 2}, 2)],
)
def test_the_list_can_be_narrowed(query: dict[str, str], number: int) -> None:
    for name in "abc":
        make.link(f"https://{name}.example/")

    _status, found = calls.get(calls.signed_in(make.reviewer()), "sources/", **query)

    assert len(found["results"]) == number


def test_one_link_comes_with_its_checks_and_copies(web: Pages) -> None:
    link = desk.cite(web.put("/report", desk.QUOTE), desk.QUOTE)[0].link
    web.put("/report", f"{desk.QUOTE}\nMore of it.")
    checks.run_due(worker="test", clock=lambda: NOON)

    status, found = calls.get(calls.signed_in(make.reviewer()), f"sources/{link.pk}/")

    assert status == 200
    assert [check["outcome"] for check in found["checks"]] == ["ok"]
    (check,) = found["checks"]
    hop = check["hops"][0]
    assert {name: hop[name] for name in ("url", "address", "status")} == {
        "url": link.url,
        "address": "127.0.0.1",
        "status": 200,
    }
    assert set(hop["timings"]) == {"dns", "connect", "tls", "first_byte", "total"}
    assert check["headers"]["content-type"] == "text/html; charset=utf-8"
    assert (check["charset"], check["tls_error"]) == ("utf-8", "")
    assert check["timings"]["total"] >= 0


def test_texts_of_copies_stay_in_the_database(web: Pages) -> None:
    link = desk.cite(web.put("/report", desk.QUOTE), desk.QUOTE)[0].link
    client = calls.signed_in(make.reviewer())

    with CaptureQueriesContext(connection) as asked:
        _status, found = calls.get(client, f"sources/{link.pk}/")

    assert len(found["copies"]) == 1
    assert not [query["sql"] for query in asked if '"reviews_snapshot"."text"' in query["sql"]]


def test_a_check_can_be_asked_for() -> None:
    link = make.link()
    client = calls.with_key(make.reviewer(), Scope.REVIEWS)

    status, found = calls.post(client, f"sources/{link.pk}/check/")

    link.refresh_from_db()
    assert (status, found["id"]) == (202, link.pk)
    assert link.next_check_at is not None


def test_a_host_that_asked_us_to_stay_away_is_a_conflict() -> None:
    link = make.link()
    SourceHost.objects.update(opted_out=True)

    status, found = calls.post(calls.signed_in(make.reviewer()), f"sources/{link.pk}/check/")

    assert (status, found["status"]) == (409, 409)


def test_a_key_that_only_reads_cannot_ask_for_a_check() -> None:
    client = calls.with_key(make.reviewer(), Scope.READ)

    status, _found = calls.post(client, f"sources/{make.link().pk}/check/")

    assert status == 403


@pytest.mark.parametrize("path", ["sources/", "sources/1/"])
def test_strangers_read_nothing(path: str) -> None:
    assert APIClient().get(f"/api/v1/{path}").status_code in (401, 403)


@pytest.mark.parametrize(("method", "path"), [("get", "sources/9/"), ("post", "sources/9/check/")])
def test_what_is_not_there_is_a_404(method: str, path: str) -> None:
    client = calls.signed_in(make.reviewer())

    assert getattr(client, method)(f"/api/v1/{path}").status_code == 404


def test_the_number_of_queries_of_one_link_is_bounded(
    django_assert_max_num_queries: object,
) -> None:
    link = make.link()
    for text in ("one", "two", "three"):
        make.snapshot(link, text=text)
    client = calls.signed_in(make.reviewer())

    with django_assert_max_num_queries(8):  # type: ignore[operator] # pytest-django's fixture
        calls.get(client, f"sources/{link.pk}/")


def test_ten_thousand_sources_are_taken_at_once() -> None:
    client = calls.signed_in(make.contributor())
    urls = [f"https://{n % 300}.example/{n}" for n in range(9_998)]
    urls += ["http://www.0.example/0/", "ftp://0.example/"]

    status, found = calls.post(client, "sources/import/", urls=urls)

    assert (status, found["counts"]) == (
        200,
        {"new": 9_998, "known": 0, "repeated": 1, "refused": 1},
    )
    assert found["entries"][9_998]["same_as"] == 1
    assert found["entries"][9_999] == {
        "number": 10_000,
        "url": "ftp://0.example/",
        "became": "refused",
        "id": None,
        "same_as": None,
        "why": "Only web pages (http and https) can be fetched, not “ftp:” addresses.",
    }
    assert (SourceLink.objects.count(), SourceHost.objects.count()) == (9_998, 300)


def test_a_rehearsal_of_an_import_changes_nothing() -> None:
    client = calls.signed_in(make.contributor())

    status, found = calls.post(client, "sources/import/", urls=["https://a.example/"], dry_run=True)

    assert (status, found["counts"]["new"]) == (200, 1)
    assert not SourceLink.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{}, {"urls": []}, {"urls": "https://a.example/"}, {"urls": [7]}, {"urls": ["x"] * 10_001}],
)
def test_what_is_no_list_of_addresses_is_a_400(sent: dict[str, Any]) -> None:
    status, _found = calls.post(calls.signed_in(make.contributor()), "sources/import/", **sent)

    assert (status, SourceLink.objects.count()) == (400, 0)


def test_a_key_that_only_reads_imports_nothing() -> None:
    client = calls.with_key(make.reviewer(), Scope.READ)

    status, _found = calls.post(client, "sources/import/", urls=["https://a.example/"])

    assert (status, SourceLink.objects.count()) == (403, 0)


def test_hosts_are_listed_and_found_by_name() -> None:
    for name in "ab":
        make.link(f"https://{name}.example/")
    client = calls.signed_in(make.reviewer())

    _status, listed = calls.get(client, "source-hosts/")
    _status, found = calls.get(client, "source-hosts/", name="B.example")

    assert [host["name"] for host in listed["results"]] == ["b.example", "a.example"]
    assert [host["name"] for host in found["results"]] == ["b.example"]


def test_editors_say_how_a_host_is_visited() -> None:
    host = make.link().host
    client = calls.signed_in(make.editor())

    answer = client.patch(
        f"/api/v1/source-hosts/{host.pk}/",
        {"opted_out": True, "crawl_delay": 2.5},
        format="json",
    )

    host.refresh_from_db()
    assert (answer.status_code, answer.json()["crawl_delay"]) == (200, 2.5)
    assert (host.opted_out, host.crawl_delay) == (True, 2.5)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"crawl_delay": -1}, 400),
        ({"crawl_delay": 4000}, 400),
        ({"crawl_delay": "soon"}, 400),
        ({"opted_out": "perhaps"}, 400),
    ],
)
def test_what_no_host_can_be_told_is_refused(sent: dict[str, Any], status: int) -> None:
    host = make.link().host
    client = calls.signed_in(make.editor())

    answer = client.patch(f"/api/v1/source-hosts/{host.pk}/", sent, format="json")

    assert answer.status_code == status


def test_reviewers_do_not_decide_about_hosts() -> None:
    host = make.link().host
    client = calls.signed_in(make.reviewer())

    answer = client.patch(f"/api/v1/source-hosts/{host.pk}/", {"opted_out": True}, format="json")

    host.refresh_from_db()
    assert (answer.status_code, host.opted_out) == (403, False)
