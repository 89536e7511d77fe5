"""A desk with one cited page on loopback, and what its machine wrote about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from factcheck import door
from reviews import links
from reviews.links import checks, registry, snapshots
from reviews.models import Event, Evidence, Publication
from reviews.states import Status
from tests import make
from tests.make import NOON

DAY = timedelta(days=1)
QUOTE = "The line made 1,204 crossings in the first half of the year."
OTHER = "Its two ferries carried more than ninety thousand passengers."
REST = "The harbour master published the ledger on the first of July, as every year.\n" * 5


def cite(url: str, *quotes: str, published: bool = True) -> list[Evidence]:
    """Evidence for each quote of the page at `url`, on one review, and its publication."""
    review = make.review(Status.PUBLISHED if published else Status.IN_REVIEW)
    link = registry.register(url, now=NOON)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=NOON)
    return [
        make.evidence(
            review,
            snapshot=copy,
            quote=quote,
            start=copy.text.index(quote),
            end=copy.text.index(quote) + len(quote),
        )
        for quote in quotes
    ]


def check(*, at: datetime = NOON) -> checks.Report:
    """One batch at `at`, whatever is due."""
    return checks.run_due(worker="test", clock=lambda: at)


def check_often(times: Sequence[timedelta]) -> None:
    for time in times:
        check(at=NOON + time)


def told(evidence: Evidence) -> list[tuple[str, str]]:
    """Kind and condition of each event that a machine wrote about sources."""
    written = Event.objects.filter(review=evidence.review, actor=None).order_by("seq")
    return [(event.kind, event.data.get("condition", "")) for event in written]


def publication(evidence: Evidence) -> Publication:
    return Publication.objects.get(review=evidence.review)
