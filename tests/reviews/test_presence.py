"""Who else is here: told for a moment, those who write first."""

from datetime import timedelta

import pytest

from reviews import presence
from reviews.models import Doing
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=5)


def test_others_are_told_and_writers_first() -> None:
    review, me = make.review(Status.IN_REVIEW), make.reviewer()
    reader, writer = make.reviewer(), make.editor()
    presence.call(review, by=me, doing=Doing.WRITING, now=NOON)
    presence.call(review, by=reader, doing=Doing.READING, now=NOON)
    presence.call(review, by=writer, doing=Doing.WRITING, now=NOON)

    found = presence.others(review, than=me, now=NOON + SOON)

    assert [(each.person, each.doing) for each in found] == [
        (writer, "writing"),
        (reader, "reading"),
    ]


def test_whoever_has_not_called_or_has_left_is_not_here() -> None:
    review, me, gone, left = make.review(), make.reviewer(), make.reviewer(), make.reviewer()
    presence.call(review, by=gone, doing=Doing.READING, now=NOON)
    presence.call(review, by=left, doing=Doing.READING, now=NOON + presence.HERE)
    presence.leave(review, by=left)

    assert presence.others(review, than=me, now=NOON + presence.HERE) == []


def test_a_second_window_that_reads_does_not_hide_the_one_that_writes() -> None:
    review, me, writer = make.review(), make.reviewer(), make.editor()
    presence.call(review, by=writer, doing=Doing.WRITING, now=NOON)
    presence.call(review, by=writer, doing=Doing.READING, now=NOON + SOON)
    soon = presence.others(review, than=me, now=NOON + SOON)
    presence.call(review, by=writer, doing=Doing.READING, now=NOON + presence.HERE)
    later = presence.others(review, than=me, now=NOON + presence.HERE)

    assert ([each.doing for each in soon], [each.doing for each in later]) == (
        ["writing"],
        ["reading"],
    )
