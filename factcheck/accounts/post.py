"""The way e-mail leaves: a row first, in the transaction of what it tells; then a worker.

A sweep claims letters that are due, sends them outside any transaction, and notes it. Killed in
between, it is sent again after `LEASE` under the same Message-ID: twice at worst, never lost.
"""

import smtplib
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from factcheck.accounts.models import Letter, User

BATCH = 40
LEASE = timedelta(minutes=10)
SECONDS = 90.0
"""How long one turn may take; a task is ended at 150."""
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
"""Between attempts; after the last a letter is given up. Servers keep trying for days: RFC 5321,
section 4.5.4.1."""


@dataclass(frozen=True)
class Report:
    sent: int = 0
    failed: int = 0


def language_of(person: object) -> str:
    """The language a person reads, the desk's where they chose none or it is not offered here."""
    chosen = getattr(person, "language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def write(
    *, to: str, subject: str, text: str, person: User | None, now: datetime, **more: Any
) -> Letter | None:
    """Put a letter on its way; None where the desk sends no mail or there is no address.

    `more`: html, headers.
    """
    if not settings.SENDS_MAIL or not to:
        return None
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return Letter.objects.create(
        to=to,
        person=person,
        subject=" ".join(subject.split())[:300],
        text=text,
        message_id=f"<{uuid.uuid4().hex}@{host}>",
        made_at=now,
        due_at=now,
        **more,
    )


def send_due(*, now: datetime) -> Report:
    """One turn. Safe to run twice and at once: a letter is claimed by one worker at a time."""
    letters = _claim(now)
    if not letters:
        return Report()
    connection = get_connection()
    try:
        connection.open()
        return _send_all(letters, connection)
    except OSError as error:  # smtplib's own errors are OSErrors too
        for letter in letters:
            _put_off(letter, str(error))
        return Report(failed=len(letters))
    finally:
        connection.close()


def trouble() -> int:
    """How many letters wait because they were refused, since the last that was not: one address
    that is wrong is not a server that is down."""
    last = Letter.objects.aggregate(Max("sent_at"))["sent_at__max"]
    refused = Letter.objects.waiting().troubled()
    return (refused.filter(made_at__gt=last) if last else refused).count()


def _claim(now: datetime) -> list[Letter]:
    with transaction.atomic():
        letters = list(Letter.objects.due(now).select_for_update(skip_locked=True)[:BATCH])
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(
            due_at=now + LEASE, attempts=F("attempts") + 1
        )
    for letter in letters:
        letter.attempts += 1
    return letters


def _send_all(letters: list[Letter], connection: BaseEmailBackend) -> Report:
    """One after the other; a letter that is refused does not hold up the next."""
    ends, sent = time.monotonic() + SECONDS, 0
    for number, letter in enumerate(letters):
        if time.monotonic() > ends:
            _give_back(letters[number:])
            break
        try:
            connection.send_messages([_message(letter)])
        except smtplib.SMTPServerDisconnected as error:
            _put_off(letter, str(error))
            connection.close()
        except (OSError, ValueError) as error:  # ValueError: an address that cannot be written
            _put_off(letter, str(error))
        else:
            sent += 1
            _note_sent(letter)
    return Report(sent=sent, failed=len(letters) - sent)


def _message(letter: Letter) -> EmailMultiAlternatives:
    headers = {
        **letter.headers,
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday notes in answer to this
    }
    message = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _note_sent(letter: Letter) -> None:
    """The words go: a link to a new password does not lie about in a table."""
    Letter.objects.filter(pk=letter.pk).update(
        sent_at=timezone.now(), problem="", text="", html="", headers={}
    )


def _put_off(letter: Letter, problem: str) -> None:
    now = timezone.now()
    changes: dict[str, Any] = {"problem": problem[:2_000]}
    if letter.attempts > len(PAUSES):
        changes |= {"given_up_at": now, "text": "", "html": "", "headers": {}}
    else:
        changes["due_at"] = now + PAUSES[letter.attempts - 1]
    Letter.objects.filter(pk=letter.pk, sent_at=None).update(**changes)


def _give_back(letters: list[Letter]) -> None:
    """Not tried in this turn: due again at once, and not counted as an attempt."""
    Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(
        due_at=timezone.now(), attempts=F("attempts") - 1
    )
