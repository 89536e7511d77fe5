"""The same by e-mail: at once, or bundled once a day or week, as each person wishes.

When a letter is due follows from the clock and from what it would tell: nothing is remembered but
which notices are settled. Written in one transaction with that, it is neither lost nor repeated by
a worker that is killed; `factcheck.accounts.post` sends it.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.accounts import post, stopping
from factcheck.accounts.models import Letter, MailWish, User
from reviews.models import Notice
from reviews.notices import phrasing

MOST_TOLD = 50
APART = timedelta(minutes=5)
"""Between two letters at once to one person: a storm of events makes a longer letter, not many."""
MONDAY = 0


def write_due(*, now: datetime) -> int:
    """How many letters were written. Safe to run twice and at once: people are locked one by one,
    and one whom another worker has locked is left to it."""
    _settle_unwanted(now)
    waiting = Notice.objects.pending().values("person").annotate(first=Min("made_at"))
    return sum(_write(each["person"], each["first"], now) for each in waiting)


def is_due(person: User, *, first: datetime, last_letter: datetime | None, now: datetime) -> bool:
    """Whether the notices of `person`, the oldest of them made at `first`, are to be mailed."""
    if person.mail == MailWish.AT_ONCE:
        return last_letter is None or now - last_letter >= APART
    return first <= latest_hour(person, now=now)


def latest_hour(person: User, *, now: datetime) -> datetime:
    """When the hour was last that `person` wants a letter at, on a Monday if they want it weekly.

    By their own clock, which in spring may skip that hour: then it counts as the one after.
    """
    local = now.astimezone(ZoneInfo(person.time_zone))
    day = local.date()
    if person.mail == MailWish.WEEKLY:
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    step = timedelta(days=7 if person.mail == MailWish.WEEKLY else 1)
    at = datetime.combine(day, time(person.mail_hour), tzinfo=local.tzinfo)
    if at > local:
        at = datetime.combine(day - step, time(person.mail_hour), tzinfo=local.tzinfo)
    return at


def _settle_unwanted(now: datetime) -> None:
    """Of what was read, and of who wants no letters or cannot get any: nothing piles up that would
    come as a flood once they can."""
    pending = Notice.objects.pending()
    if settings.SENDS_MAIL:
        pending = pending.filter(
            Q(read_at__isnull=False)
            | Q(person__mail=MailWish.NEVER)
            | Q(person__email="")
            | Q(person__is_active=False)
        )
    pending.update(settled_at=now)


@transaction.atomic
def _write(person_id: int, first: datetime, now: datetime) -> bool:
    people = User.objects.select_for_update(skip_locked=True, no_key=True)
    person = people.filter(pk=person_id).first()
    if person is None:
        return False
    last = Letter.objects.filter(notices__person=person).aggregate(Max("made_at"))["made_at__max"]
    if not is_due(person, first=first, last_letter=last, now=now):
        return False
    pending = Notice.objects.pending().filter(person=person).with_what_they_tell()
    notices = list(pending.order_by("made_at", "pk"))
    if not notices:
        return False
    letter = _letter(person, notices, now=now)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        settled_at=now, letter=letter
    )
    return True


def _letter(person: User, notices: list[Notice], *, now: datetime) -> Letter | None:
    with translation.override(post.language_of(person)), timezone.override(person.time_zone):
        context = {
            "person": person,
            "entries": [_entry(notice) for notice in notices[:MOST_TOLD]],
            "more": max(0, len(notices) - MOST_TOLD),
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "stop": stopping.address(person),
            "language": translation.get_language(),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        return post.write(
            to=person.email,
            person=person,
            subject=_subject(notices),
            text=render_to_string("mail/notices.txt", context),
            html=render_to_string("mail/notices.html", context),
            headers=stopping.headers(person),
            now=now,
        )


def _entry(notice: Notice) -> dict[str, object]:
    return {
        "headline": phrasing.headline(notice),
        "claim": str(notice.review.claim),
        "detail": phrasing.detail(notice),
        "url": phrasing.address(notice),
        "at": notice.made_at,
    }


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        words = {"what": phrasing.headline(notices[0]), "claim": notices[0].review.claim}
        return _("%(what)s: %(claim)s") % words
    count = len(notices)
    return ngettext("%(count)d new notice", "%(count)d new notices", count) % {"count": count}
