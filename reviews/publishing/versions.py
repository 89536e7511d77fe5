"""The versions of a fact-check as they were published, byte by byte; one query each."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from reviews.models import ChangeKind, PublishedVersion
from reviews.models.publication import PublishedVersionQuerySet
from reviews.publishing import reading

MOST = 2**31 - 1  # as a number in the database


def latest(slug: str) -> PublishedVersion:
    """The version that is public now. Raises NothingHere, Retracted."""
    return _public(_of(slug).first(), otherwise=nowhere())


def public_at(slug: str, moment: datetime, *, now: datetime) -> PublishedVersion:
    """The version that was public at `moment`, an aware time.

    Whole seconds count, as in all times that we tell. Raises NothingHere before the first version
    and for moments to come, Retracted where it was retracted by then.
    """
    if moment > now:
        raise reading.NothingHere(_("Nobody knows yet what will be public then."))
    next_second = moment.replace(microsecond=0) + timedelta(seconds=1)
    found = _of(slug).filter(published_at__lt=next_second).first()
    return _public(found, otherwise=_("There was no fact-check at this address then."))


def numbered(slug: str, number: int) -> PublishedVersion:
    """Raises NothingHere."""
    found = _of(slug).filter(number=number).first() if number <= MOST else None
    if found is None:
        raise reading.NothingHere(_("This fact-check has no version of that number."))
    return found


def every(slug: str) -> list[PublishedVersion]:
    """The newest first, at least one. Raises NothingHere."""
    found = list(_of(slug))
    if not found:
        raise reading.NothingHere(nowhere())
    return found


def nowhere() -> str:
    return _("There is no fact-check at this address. It may be mistyped.")


def _of(slug: str) -> PublishedVersionQuerySet:
    if "\0" in slug:  # PostgreSQL would refuse the very question
        return PublishedVersion.objects.none()
    return PublishedVersion.objects.filter(publication__slug=slug).order_by("-number")


def _public(version: PublishedVersion | None, *, otherwise: str) -> PublishedVersion:
    if version is None:
        raise reading.NothingHere(otherwise)
    if version.kind == ChangeKind.RETRACTION:
        reason = {"reason": version.reason}
        raise reading.Retracted(_("This verdict was retracted: %(reason)s") % reason)
    return version
