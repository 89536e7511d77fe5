"""Deadlines: told once each, to whoever has the review, by the calendar where they are."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from reviews.models import Notice, NoticeKind, Review
from reviews.notices import deadlines
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def in_work(due_on: date | None, **person: Any) -> Review:
    review = make.review(Status.IN_REVIEW, by=make.user(username="nadia", **person))
    Review.objects.filter(pk=review.pk).update(due_on=due_on)
    return review


def kinds() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (2, []),
        (1, [NoticeKind.NEAR]),
        (0, [NoticeKind.NEAR]),
        (-1, [NoticeKind.OVER]),
        (-40, [NoticeKind.OVER]),
    ],
)
def test_a_day_before_and_the_day_after(days: int, expected: list[str]) -> None:
    in_work(TODAY + timedelta(days=days))

    deadlines.tell(now=NOON)

    assert kinds() == expected


def test_each_is_told_once() -> None:
    in_work(TODAY)

    told = [deadlines.tell(now=NOON), deadlines.tell(now=NOON + timedelta(hours=1))]

    assert told == [1, 0]


def test_another_deadline_is_told_again() -> None:
    review = in_work(TODAY)
    deadlines.tell(now=NOON)
    Review.objects.filter(pk=review.pk).update(due_on=TODAY + timedelta(days=1))

    assert deadlines.tell(now=NOON) == 1


def test_a_deadline_passes_at_the_midnight_of_the_person() -> None:
    in_work(date(2026, 3, 2), time_zone="Pacific/Kiritimati")  # 14 hours ahead of UTC

    deadlines.tell(now=datetime(2026, 3, 2, 9, 59, tzinfo=UTC))
    deadlines.tell(now=datetime(2026, 3, 2, 10, 0, tzinfo=UTC))

    assert kinds() == [NoticeKind.NEAR, NoticeKind.OVER]


def test_nobody_is_told_of_what_has_no_deadline_or_is_out_of_their_hands() -> None:
    in_work(None)
    submitted = make.review(Status.SUBMITTED)
    Review.objects.filter(pk=submitted.pk).update(due_on=TODAY)

    assert deadlines.tell(now=NOON) == 0
