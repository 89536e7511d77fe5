"""Which pages the desk watches: one row for each page, however its address was written."""

import hashlib
import re
from datetime import datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext as _

from factcheck import outbound
from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict
from reviews import permissions
from reviews.exceptions import UnusableSource
from reviews.models import SourceHost, SourceLink

LONGEST_HOST = 253
"""Characters of a host name (RFC 1035, 2.3.4, without the root label)."""

LONGEST_KEY = 1000
"""A B-tree entry of PostgreSQL holds at most a third of a page, some 2,700 bytes."""

# What WHATWG's parser takes out first, and what it then reads as user name and password.
_DROPPED = re.compile(r"\A[\0- ]+|[\0\t\n\r]|[\0- ]+\Z")
_USERINFO = re.compile(r"\A([a-z][a-z0-9+.-]*:[/\\]*)[^/\\?#]*@", re.IGNORECASE)


@transaction.atomic
def register(url: str, *, now: datetime) -> SourceLink:
    """The link for `url`, made if the desk did not know it; its first check is due at once.

    Two people who cite one page at the same moment get the same row (unique `dedup_key`).
    Raises UnusableSource where no page can stand behind `url`. Whether its address may be
    contacted is known only when the name is looked up: such a link becomes `refused` then.
    """
    address = read(url)
    host, _made = SourceHost.objects.get_or_create(name=address.host.removesuffix("."))
    link, made = SourceLink.objects.get_or_create(
        dedup_key=key(address),
        defaults={
            "host": host,
            "raw_url": _as_written(url),
            "url": address.href,
            "created_at": now,
            "next_check_at": now,
        },
    )
    if not made and link.next_check_at is None:
        SourceLink.objects.filter(pk=link.pk).update(next_check_at=now)
        link.next_check_at = now
    if link.next_check_at is not None and link.next_check_at <= now:
        wake(link.host_id, now=now)
    return link


@transaction.atomic
def hasten(link_id: int, *, by: User, now: datetime) -> SourceLink:
    """Make one link due now. Raises NotAllowed, or Conflict where its host wants no visits."""
    permissions.check_at_least(by, Role.CONTRIBUTOR, to_do=_("have a source checked"))
    link = SourceLink.objects.select_for_update(of=("self",), no_key=True).get(pk=link_id)
    if SourceHost.objects.get(pk=link.host_id).opted_out:
        raise Conflict(
            _("%(host)s asked us not to come back. An editor can change that.")
            % {"host": link.host.name}
        )
    link.next_check_at = now
    link.save(update_fields=["next_check_at"])
    wake(link.host_id, now=now)
    return link


@transaction.atomic
def set_opt_out(host_id: int, *, opted_out: bool, by: User) -> SourceHost:
    """Stop visiting a host whose owner asked for it, or take it up again."""
    permissions.check_at_least(by, Role.EDITOR, to_do=_("decide which sites are visited"))
    host = SourceHost.objects.select_for_update(no_key=True).get(pk=host_id)
    host.opted_out = opted_out
    host.save(update_fields=["opted_out"])
    return host


def read(url: str) -> outbound.Address:
    """`url` in its three forms. Raises UnusableSource, with what to do about it."""
    try:
        address = outbound.parse(url.strip())
    except outbound.Refused as error:
        raise UnusableSource(error.message, reason=error.reason.value) from error
    except outbound.InvalidUrl as error:
        raise UnusableSource(error.message, reason="url") from error
    if len(address.host) > LONGEST_HOST:
        raise UnusableSource(
            _("No site has a name of more than %(n)s characters; check the address.")
            % {"n": LONGEST_HOST},
            reason="length",
        )
    return address


def key(address: outbound.Address) -> str:
    """What tells pages apart. A long one is cut and ends in its digest, to fit the index."""
    whole = address.dedup_key
    if len(whole) <= LONGEST_KEY:
        return whole
    return f"{whole[:LONGEST_KEY]}#{hashlib.sha256(whole.encode()).hexdigest()}"


def _as_written(url: str) -> str:
    """`url` without user name and password: what somebody pasted is shown to colleagues."""
    return _USERINFO.sub(r"\1", _DROPPED.sub("", url.strip()))


def wake(host_id: int, *, now: datetime) -> None:
    """Make a host due now, or as soon as it asked us to come back (LEAST, GREATEST skip NULL)."""
    SourceHost.objects.filter(pk=host_id).update(
        next_due=Greatest(Least(F("next_due"), Value(now)), F("not_before"))
    )
