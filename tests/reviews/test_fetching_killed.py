"""A worker that is killed while it reads what a person wants to cite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from factcheck.celery import app
from reviews import fetching, tasks
from reviews.models import Evidence, Fetch, Stance
from reviews.states import Status
from tests import make
from tests.reviews.links.workers import TEXT, Gate, kill, until, working

pytestmark = [pytest.mark.worker, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    app.control.purge()
    yield
    app.control.purge()


def let_the_lease_lapse() -> None:
    Fetch.objects.filter(state="running").update(due_at=timezone.now())


def test_kill_9_in_the_middle_of_a_fetch_loses_nothing_and_attaches_once(tmp_path: Path) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    with Gate().served() as gate:
        (url,) = gate.pages(hosts=1)
        fetch = fetching.ask(
            review.pk,
            url=url,
            by=review.assignee,
            now=timezone.now(),
            quote=TEXT,
            stance=Stance.SUPPORTS,
            note="Typed once.",
        )
        with working(tmp_path) as first:
            tasks.fetch_evidence.delay(fetch.pk)
            until(lambda: gate.asked, worker=first)
            kill(first)
        held = Fetch.objects.get().state
        gate.open.set()
        let_the_lease_lapse()
        with working(tmp_path, name="two") as second:
            tasks.fetch_evidence.delay()
            until(lambda: Evidence.objects.exists(), worker=second)

    fetch.refresh_from_db()
    made = Evidence.objects.get()
    assert (held, fetch.state, fetch.attempts) == ("running", "attached", 0)
    assert (made.quote, made.note, made.added_by) == (TEXT, "Typed once.", review.assignee)
