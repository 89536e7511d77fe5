"""The way e-mail leaves, over real SMTP: what is refused waits, what was killed comes again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from factcheck.accounts import post
from factcheck.accounts.models import Letter
from tests.e2e import mail
from tests.make import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def _letter(**fields: object) -> Letter:
    letter = post.write(
        to="nadia@example.org", subject="Two\nlines", text="Read this.", person=None, now=NOON
    )
    assert letter is not None
    Letter.objects.filter(pk=letter.pk).update(**fields)
    return letter


def test_a_letter_arrives_with_the_name_it_was_given_when_it_was_written(office: mail.Post) -> None:
    letter = _letter()

    report = post.send_due(now=NOON)

    (arrived,) = office.letters
    assert report == post.Report(sent=1)
    assert (arrived["Message-ID"], arrived["Subject"]) == (letter.message_id, "Two lines")
    assert mail.words(arrived).strip() == "Read this."


def test_what_is_sent_is_not_kept(office: mail.Post) -> None:
    letter = _letter()

    post.send_due(now=NOON)

    letter.refresh_from_db()
    assert (letter.text, letter.sent_at is None) == ("", False)


def test_a_letter_is_sent_once(office: mail.Post) -> None:
    _letter()

    reports = [post.send_due(now=NOON), post.send_due(now=NOON + timedelta(days=1))]

    assert (len(office.letters), [report.sent for report in reports]) == (1, [1, 0])


def test_a_refused_letter_waits_longer_each_time_and_says_why(office: mail.Post) -> None:
    letter = _letter()
    office.refusal = "451 greylisted"

    report = post.send_due(now=NOON)
    letter.refresh_from_db()
    too_early = post.send_due(now=NOON)
    office.refusal = ""
    later = post.send_due(now=letter.due_at)

    assert (report, too_early, later) == (
        post.Report(failed=1),
        post.Report(),
        post.Report(sent=1),
    )
    assert "greylisted" in letter.problem


def test_one_refused_letter_does_not_hold_up_the_next(office: mail.Post) -> None:
    office.refusal, office.refused = "550 no such person", "gone@"
    _letter(to="gone@example.org")
    _letter()

    report = post.send_due(now=NOON)

    assert (report, len(office.letters)) == (post.Report(sent=1, failed=1), 1)


def test_where_no_server_answers_all_wait_and_it_is_told(
    office: mail.Post, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    _letter()
    _letter()

    report = post.send_due(now=NOON)

    assert report == post.Report(failed=2)
    assert (Letter.objects.waiting().count(), post.trouble()) == (2, 2)


def test_a_letter_is_given_up_after_the_last_pause(office: mail.Post) -> None:
    letter = _letter(attempts=len(post.PAUSES))
    office.refusal = "550 no such person"

    post.send_due(now=NOON)

    letter.refresh_from_db()
    assert (letter.given_up_at is None, letter.text) == (False, "")


def test_a_worker_killed_in_between_costs_nothing_but_time(office: mail.Post) -> None:
    letter = _letter()
    post._claim(NOON)  # and then the worker is killed

    at_once = post.send_due(now=NOON)
    later = post.send_due(now=NOON + post.LEASE)

    assert (at_once.sent, later.sent) == (0, 1)
    assert [arrived["Message-ID"] for arrived in office.letters] == [letter.message_id]


def test_without_a_server_in_the_settings_nothing_is_written(settings: Settings) -> None:
    settings.SENDS_MAIL = False

    written = post.write(to="a@example.org", subject="s", text="t", person=None, now=NOON)

    assert (written, Letter.objects.count()) == (None, 0)


def test_health_tells_that_letters_do_not_go_out(
    office: mail.Post, settings: Settings, client: Client
) -> None:
    settings.EMAIL_PORT = 1
    letter = _letter(made_at=timezone.now())

    before = client.get("/healthz").json()
    post.send_due(now=timezone.now())
    during = client.get("/healthz").json()
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), problem="")

    assert [before, during, client.get("/healthz").json()] == [
        {"status": "ok"},
        {"status": "ok", "mail": "failing"},
        {"status": "ok"},
    ]
