"""Notices by e-mail: when each is due by the clock of the person, and what is never repeated."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from factcheck.accounts import post
from factcheck.accounts.models import Letter, MailWish, User
from reviews import workflow
from reviews.models import Notice, Review
from reviews.notices import letters
from tests import make
from tests.e2e import mail
from tests.make import NOON

pytestmark = pytest.mark.django_db


def nadia(**fields: Any) -> User:
    return make.user(username="nadia", email="nadia@example.org", **fields)


def mention(at: datetime = NOON, review: Review | None = None) -> None:
    made = review or make.review()
    workflow.comment(made.pk, text="@nadia look at this", by=make.reviewer(), now=at)


def test_at_once_tells_all_that_waits_in_one_letter(office: mail.Post) -> None:
    nadia()
    mention()
    mention()

    written = letters.write_due(now=NOON)
    post.send_due(now=NOON)

    (letter,) = office.letters
    assert (written, letter["Subject"], letter["To"]) == (
        1,
        "2 new notices",
        "nadia@example.org",
    )
    assert mail.words(letter).count("look at this") == 2


def test_a_letter_offers_to_be_the_last(office: mail.Post) -> None:
    nadia()
    mention()

    letters.write_due(now=NOON)
    post.send_due(now=NOON)

    (letter,) = office.letters
    address = letter["List-Unsubscribe"].strip(" <>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in mail.words(letter)


def test_a_second_sweep_repeats_nothing(office: mail.Post) -> None:
    nadia()
    mention()

    written = [letters.write_due(now=NOON), letters.write_due(now=NOON + timedelta(hours=1))]

    assert written == [1, 0]


def test_a_storm_makes_a_longer_letter_not_many(office: mail.Post) -> None:
    nadia()
    written = []

    for minute in range(5):
        mention()
        written.append(letters.write_due(now=NOON + timedelta(minutes=minute)))
    written.append(letters.write_due(now=NOON + letters.APART))

    assert written == [1, 0, 0, 0, 0, 1]


def test_what_was_read_before_is_not_mailed(office: mail.Post) -> None:
    nadia()
    mention()
    Notice.objects.update(read_at=NOON)

    assert letters.write_due(now=NOON) == 0


def test_who_never_wants_letters_is_not_flooded_when_they_change_their_mind(
    office: mail.Post,
) -> None:
    person = nadia(mail=MailWish.NEVER)
    mention()
    letters.write_due(now=NOON)

    person.mail = MailWish.AT_ONCE
    person.save()

    assert letters.write_due(now=NOON) == 0


# Kathmandu is 5:45 ahead: eight in the morning there is 02:15 UTC. 2 March 2026 is a Monday.
EIGHT = datetime(2026, 3, 2, 2, 15, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("wish", "made", "due"),
    [
        (MailWish.DAILY, EIGHT - MINUTE, EIGHT),
        (MailWish.DAILY, EIGHT + MINUTE, EIGHT + DAY),
        (MailWish.WEEKLY, EIGHT - MINUTE, EIGHT),
        (MailWish.WEEKLY, EIGHT + MINUTE, EIGHT + 7 * DAY),
    ],
)
def test_a_digest_comes_at_the_hour_of_the_person(
    wish: MailWish, made: datetime, due: datetime, office: mail.Post
) -> None:
    nadia(mail=wish, mail_hour=8, time_zone="Asia/Kathmandu")
    mention(at=made)

    before = letters.write_due(now=due - timedelta(minutes=1))
    after = letters.write_due(now=due)

    assert (before, after) == (0, 1)


def test_an_hour_that_the_clock_skips_is_not_skipped(office: mail.Post) -> None:
    """On 29 March 2026 there is no 02:00 in Berlin: 01:59 is followed by 03:00."""
    nadia(mail=MailWish.DAILY, mail_hour=2, time_zone="Europe/Berlin")
    mention(at=datetime(2026, 3, 28, 12, tzinfo=UTC))

    assert letters.write_due(now=datetime(2026, 3, 29, 1, 1, tzinfo=UTC)) == 1


def test_the_letter_is_in_the_language_of_the_person(office: mail.Post, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    nadia(language="ar")
    mention()

    letters.write_due(now=NOON)

    assert 'lang="ar" dir="rtl"' in Letter.objects.get().html


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_one_letter(office: mail.Post) -> None:
    nadia()
    mention()
    start, written = Barrier(2), []

    def sweep() -> None:
        start.wait()
        written.append(letters.write_due(now=NOON))
        connection.close()

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(written), Letter.objects.count()) == ([0, 1], 1)
