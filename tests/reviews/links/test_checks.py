"""A batch on bad days: the database goes away, another worker takes over, a host is slow."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection
from pytest_django import Settings

from reviews.links import checks, leases, registry
from reviews.models import LinkCheck, LinkState, SourceHost, SourceLink
from tests.make import NOON
from tests.reviews.pages import Pages

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
def test_nothing_due_is_nothing_done() -> None:
    assert checks.run_due(worker="test", clock=lambda: NOON) == checks.Report()
