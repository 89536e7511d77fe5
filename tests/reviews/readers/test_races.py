"""Two at the same moment: one answer, one report of one form, one version of a page."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from factcheck.exceptions import DeskError
from reviews import readers
from reviews.exceptions import InvalidTransition, StalePage
from reviews.models import PageName, PageText, ReaderReport
from reviews.reader_states import ReportStatus
from reviews.readers import Sending, pages
from tests import make
from tests.make import NOON
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[type]:
    """What became of each, sorted by name: the type of its result, or of its refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> type:
        start.wait(timeout=30)
        try:
            return type(act())
        except DeskError as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts), key=lambda kind: kind.__name__)


def test_of_two_answers_one_is_given():
    report, one, two = told.looked_at(told.error()), make.editor(), make.editor()
    given: Any = {"answer": told.ANSWER, "now": NOON}

    found = at_once(
        lambda: readers.decide(report.pk, outcome=ReportStatus.UPHELD, by=one, **given),
        lambda: readers.decide(report.pk, outcome=ReportStatus.REJECTED, by=two, **given),
    )

    assert found == [InvalidTransition, ReaderReport]
    assert report.events.filter(to__in=[ReportStatus.UPHELD, ReportStatus.REJECTED]).count() == 1


def test_a_form_that_is_sent_twice_at_once_is_kept_once():
    words: Any = {"what": "The ledger says 4,198.", "sending": Sending(form=uuid.uuid4())}

    found = at_once(lambda: told.error(**words), lambda: told.error(**words))

    assert (found, ReaderReport.objects.count()) == ([ReaderReport, ReaderReport], 1)


def test_two_reports_cannot_be_merged_into_each_other():
    one, two, by = told.error(), told.error(), make.reviewer()

    found = at_once(
        lambda: readers.merge(one.pk, into=two.pk, by=by, now=NOON),
        lambda: readers.merge(two.pk, into=one.pk, by=by, now=NOON),
    )

    assert found == [InvalidTransition, ReaderReport]


def test_of_two_first_versions_of_a_page_one_is_published():
    editor = make.editor()

    def write(markdown: str) -> PageText:
        words = {"title": "Us", "markdown": markdown}
        return pages.write(PageName.ABOUT, language="en", base=0, by=editor, now=NOON, **words)

    found = at_once(lambda: write("Four people."), lambda: write("Five people."))

    assert (found, PageText.objects.count()) == ([PageText, StalePage], 1)
