"""When a publication changed last: programs ask with it what is new, so it never goes back."""

from datetime import datetime, timedelta

import pytest

from reviews import evidence, workflow
from reviews.models import Condition, Evidence, Publication
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.published import LATER, publish, retract

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def changed_at(publication: Publication) -> datetime:
    return Publication.objects.get(pk=publication.pk).changed_at


def test_publishing_and_retracting_change_it() -> None:
    version = publish()
    before = changed_at(version.publication)

    retract(version)

    assert (before, changed_at(version.publication)) == (NOON, LATER)


def test_a_flag_that_is_lifted_is_a_change_of_its_own() -> None:
    publication = publish().publication
    first = Evidence.objects.filter(review=publication.review)[0]
    Evidence.objects.filter(pk=first.pk).update(condition=Condition.DEAD, condition_since=LATER)
    Publication.objects.update(flagged_at=LATER, flag_reason="Gone.", changed_at=LATER)

    evidence.clear(first.pk, by=make.editor(), now=LATER + DAY, reason="We hold a copy.")

    assert changed_at(publication) == LATER + DAY


def test_reopening_changes_it_and_work_inside_does_not() -> None:
    version = publish()
    review, editor = version.publication.review, make.editor()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=editor, now=LATER, reason="Look.")

    workflow.comment(review.pk, text="Begun.", by=editor, now=LATER + DAY)

    assert changed_at(version.publication) == LATER


def test_it_never_goes_back() -> None:
    publication = publish().publication

    Publication.objects.update(changed_at=NOON - DAY)

    assert changed_at(publication) == NOON
