"""A batch on bad days: the database goes away, another worker takes over, a host is slow."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from reviews.links import checks, leases, registry
from reviews.models import Condition, Evidence, LinkCheck, LinkState, SourceHost, SourceLink
from tests import make
from tests.make import NOON
from tests.reviews.links.desk import DAY, OTHER, QUOTE, check, check_often, cite
from tests.reviews.pages import Page, Pages

TEXT = "The line made 1,204 crossings in the first half of the year."


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


@contextmanager
def answering(before: threading.Event, asked: threading.Event) -> Iterator[str]:
    """A site that says when it was asked, and answers once it may."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.set()
            before.wait(30)
            self.send_response(403)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        before.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_results_are_dropped_when_the_database_goes_away(web: Pages) -> None:
    go_on, asked = threading.Event(), threading.Event()

    def cut_off() -> None:
        """End the batch's connection from another one while the batch waits for the site."""
        asked.wait(30)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        connection.close()
        go_on.set()

    with answering(go_on, asked) as site:
        registry.register(f"{site}/report", now=NOON)
        lease = leases.claim(worker="test", now=NOON)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
        other = threading.Thread(target=cut_off)
        other.start()
        report = checks.run_batch(lease, clock=lambda: NOON)
        other.join()

    host = SourceHost.objects.get()
    assert (report.lost, report.checked, LinkCheck.objects.count()) == (True, 0, 0)
    assert (host.lease_token, host.next_due) == (lease.token, lease.expires)
    again = leases.claim(worker="next", now=lease.expires)
    assert [link.url for link in again.links] == [f"{site}/report"]


@pytest.mark.django_db(transaction=True)
def test_a_turn_that_begins_without_a_database_ends_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", str(tmp_path))

    report = checks.run_due(worker="test", clock=lambda: NOON)

    assert report == checks.Report(lost=True)


@pytest.mark.django_db
def test_results_of_a_host_that_was_taken_over_are_refused(web: Pages) -> None:
    registry.register(web.put("/report", TEXT), now=NOON)
    late = leases.claim(worker="late", now=NOON)
    after = late.expires
    leases.claim(worker="next", now=after)

    report = checks.run_batch(late, clock=lambda: after)

    assert report == checks.Report(hosts=1, checked=0, refused=1)
    assert LinkCheck.objects.count() == 0
    assert SourceLink.objects.get().state == LinkState.UNCHECKED


@pytest.mark.django_db
def test_a_host_has_one_request_in_flight_with_its_own_pause(
    web: Pages, settings: Settings
) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 30.0
    for n in range(3):
        registry.register(web.put(f"/page-{n}", TEXT), now=NOON)
    SourceHost.objects.update(crawl_delay=0.0)

    report = checks.run_due(worker="test", clock=lambda: NOON)

    assert report.checked == 3


@pytest.mark.django_db
def test_the_pause_of_a_host_holds_between_two_turns(web: Pages) -> None:
    web.pages["/report"] = Page(b"", status=403)
    registry.register(f"{web.url}/report", now=NOON)
    SourceHost.objects.update(crawl_delay=90.0)
    check()

    registry.register(f"{web.url}/other", now=NOON)

    assert SourceHost.objects.get().next_due == NOON + timedelta(seconds=90)


@pytest.mark.django_db
def test_a_host_that_wants_long_pauses_gets_one_look_a_turn(web: Pages) -> None:
    for n in range(3):
        registry.register(web.put(f"/page-{n}", TEXT), now=NOON)
    SourceHost.objects.update(crawl_delay=3600.0)

    report = checks.run_due(worker="test", clock=lambda: NOON)

    assert report.checked == 1
    assert SourceHost.objects.get().next_due == NOON + timedelta(hours=1)


@pytest.mark.django_db
def test_a_check_that_is_asked_for_while_results_wait_to_be_written_is_not_lost(
    web: Pages,
) -> None:
    link = registry.register(web.put("/report", TEXT), now=NOON)
    lease = leases.claim(worker="test", now=NOON)
    soon = NOON + timedelta(seconds=1)
    registry.hasten(link.pk, by=make.reviewer(), now=soon)

    report = checks.run_batch(lease, clock=lambda: NOON)

    link.refresh_from_db()
    assert (report.checked, link.last_checked_at, link.next_check_at) == (1, NOON, soon)
    assert SourceHost.objects.get().next_due == soon


@pytest.mark.django_db
def test_a_link_that_may_not_be_fetched_is_refused_and_not_tried_again(
    settings: Settings,
) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = []
    link = registry.register("http://127.0.0.1:9999/private", now=NOON)

    checks.run_due(worker="test", clock=lambda: NOON)

    link.refresh_from_db()
    assert (link.state, link.outcome, link.reason) == (LinkState.REFUSED, "refused", "address")
    assert (link.next_check_at, link.host.next_due) == (None, None)


@pytest.mark.django_db
def test_a_turn_goes_on_with_what_a_host_has_left(web: Pages) -> None:
    for n in range(45):
        registry.register(web.put(f"/page-{n}", TEXT), now=NOON)

    report = checks.run_due(worker="test", clock=lambda: NOON)

    assert (report.checked, report.hosts, LinkCheck.objects.count()) == (45, 3, 45)


@pytest.mark.django_db
def test_what_was_seen_is_stored_whole(web: Pages) -> None:
    url = web.put("/report", TEXT, headers={"ETag": '"7"', "X-Other": "not kept"})
    link = registry.register(web.url + "/old", now=NOON)
    web.pages["/old"] = Page(b"", status=301, headers={"Location": "/report"})

    checks.run_due(worker="w" * 300, clock=lambda: NOON)

    seen = LinkCheck.objects.get(link=link)
    assert [hop["status"] for hop in seen.hops] == [301, 200]
    assert (seen.worker, seen.final_url, seen.excused) == ("w" * 200, url, "")
    assert (seen.outcome, seen.http_status, seen.charset) == ("redirected", 200, "utf-8")
    assert seen.headers["etag"] == '"7"'
    assert set(seen.headers) <= {"etag", "content-type", "content-length", "server"}
    assert seen.timings["total"] >= 0
    assert (seen.tls_error, seen.error, len(seen.body_sha256)) == ("", "", 64)


@pytest.mark.django_db
def test_a_page_that_is_what_it_was_keeps_how_its_quote_was_found(web: Pages) -> None:
    link = cite(web.put("/report", QUOTE), QUOTE)[0].link

    check_often([8 * DAY, 16 * DAY])

    link.refresh_from_db()
    kinds = LinkCheck.objects.order_by("checked_at").values_list("reason", "match_kind")
    assert list(kinds) == [("exact", "exact"), ("exact", "")]
    assert (link.state, link.last_checked_at) == (LinkState.HEALTHY, NOON + 16 * DAY)


@pytest.mark.django_db
def test_a_page_that_is_what_it_was_is_read_for_a_quote_attached_since(web: Pages) -> None:
    cite(web.put("/report", QUOTE), QUOTE)
    check(at=NOON + DAY)
    (later,) = cite(web.put("/report", f"{QUOTE}\n{OTHER}"), OTHER)
    Evidence.objects.filter(pk=later.pk).update(added_at=NOON + 2 * DAY)
    web.put("/report", QUOTE)

    check(at=NOON + 9 * DAY)

    later.refresh_from_db()
    assert later.condition == Condition.DRIFTED
    assert (later.link.state, later.link.reason) == (LinkState.DRIFTED, "missing")


@pytest.mark.django_db
def test_nothing_due_is_nothing_done() -> None:
    assert checks.run_due(worker="test", clock=lambda: NOON) == checks.Report()
