"""Which pages the desk watches: one row for each page, however its address was written."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext as _

from factcheck import outbound
from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import permissions
from reviews.exceptions import UnusableSource
from reviews.links import written
from reviews.models import SourceHost, SourceLink

LONGEST_HOST = 253
"""Characters of a host name (RFC 1035, 2.3.4, without the root label)."""

LONGEST_KEY = 1000
"""A B-tree entry of PostgreSQL holds at most a third of a page, some 2,700 bytes."""

LONGEST_DELAY = 3600
"""Seconds between two requests to a host. A batch lasts two minutes: one request each, then."""

SHOWN = 300
"""Characters of an address in a report; a refused one may have thousands."""

TAKE_UP_AGAIN = """
UPDATE reviews_sourcelink AS link SET next_check_at = %(now)s
FROM (
    SELECT id FROM reviews_sourcelink
    WHERE dedup_key = ANY(%(keys)s) AND next_check_at IS NULL
    ORDER BY id FOR NO KEY UPDATE
) AS given_up
WHERE link.id = given_up.id
"""
WAKE_HOSTS = """
UPDATE reviews_sourcehost AS host
SET next_due = GREATEST(LEAST(host.next_due, %(now)s), host.not_before)
FROM (
    SELECT id FROM reviews_sourcehost WHERE id IN (
        SELECT host_id FROM reviews_sourcelink
        WHERE dedup_key = ANY(%(keys)s) AND next_check_at <= %(now)s
    )
    ORDER BY id FOR NO KEY UPDATE
) AS due
WHERE host.id = due.id
"""


class Became(StrEnum):
    """What became of one address of a list."""

    NEW = "new"
    KNOWN = "known"
    REPEATED = "repeated"
    REFUSED = "refused"


@dataclass(frozen=True)
class Entry:
    """One address of a list, by its place from 1 on; `url` is safe to show and to keep."""

    number: int
    url: str
    became: Became
    link_id: int | None = None
    same_as: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Report:
    """One entry for each address, in their order."""

    entries: list[Entry]

    @property
    def counts(self) -> dict[str, int]:
        """How many became what; every word is there."""
        found = Counter(entry.became for entry in self.entries)
        return {str(word): found[word] for word in Became}

    @property
    def refused(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.became is Became.REFUSED]


@transaction.atomic
def register(url: str, *, now: datetime, watch: bool = True) -> SourceLink:
    """The link for `url`, made if the desk did not know it; its first check is due at once, unless
    it is only kept a copy of for now (not `watch`).

    Two people who cite one page at the same moment get the same row (unique `dedup_key`).
    Raises UnusableSource where no page can stand behind `url`. Whether its address may be
    contacted is known only when the name is looked up: such a link becomes `refused` then.
    """
    address = read(url)
    host, _made = SourceHost.objects.get_or_create(name=_site(address))
    link, made = SourceLink.objects.get_or_create(
        dedup_key=key(address),
        defaults={
            "host": host,
            "raw_url": written.as_written(url),
            "url": address.href,
            "created_at": now,
            "next_check_at": now if watch else None,
        },
    )
    if not watch:
        return link
    if not made and link.next_check_at is None:
        SourceLink.objects.filter(pk=link.pk).update(next_check_at=now)
        link.next_check_at = now
    if link.next_check_at is not None and link.next_check_at <= now:
        wake(link.host_id, now=now)
    return link


def register_many(urls: Iterable[str], *, now: datetime, dry_run: bool = False) -> Report:
    """Watch all of `urls`, as `register` does one: a few statements for thousands of them.

    Different spellings of a page are one row; an address that cannot be a source is refused with
    the reason, and the others are taken. Each host is woken once. Safe to run again, and at once
    with itself and with `register`. `dry_run`: say what would become of them, change nothing.
    """
    entries: list[Entry] = []
    first: dict[str, int] = {}
    found: dict[str, outbound.Address] = {}
    for number, url in enumerate(urls, start=1):
        shown = written.as_written(url)
        try:
            address = read(url)
        except UnusableSource as refused:
            entries.append(Entry(number, shown[:SHOWN], Became.REFUSED, why=str(refused)))
            continue
        name = key(address)
        if name in first:
            entries.append(Entry(number, shown, Became.REPEATED, same_as=first[name]))
            continue
        first[name], found[name] = number, address
        entries.append(Entry(number, shown, Became.KNOWN))
    added = set() if dry_run or not found else _add(found, now=now)
    return Report(_settled(entries, first, added, dry_run=dry_run))


@transaction.atomic
def _add(found: dict[str, outbound.Address], *, now: datetime) -> set[str]:
    """Returns the keys of the links that are new.

    Inserted in one order everywhere: two lists at once wait for each other, never in a ring.
    """
    before = set(_known(found))
    names = sorted({_site(address) for address in found.values()})
    SourceHost.objects.bulk_create([SourceHost(name=name) for name in names], ignore_conflicts=True)
    hosts = dict(SourceHost.objects.filter(name__in=names).values_list("name", "pk"))
    SourceLink.objects.bulk_create(
        [
            SourceLink(
                host_id=hosts[_site(found[name])],
                raw_url=written.as_written(found[name].raw),
                url=found[name].href,
                dedup_key=name,
                created_at=now,
                next_check_at=now,
            )
            for name in sorted(set(found) - before)
        ],
        ignore_conflicts=True,
    )
    with connection.cursor() as cursor:
        cursor.execute(TAKE_UP_AGAIN, {"keys": list(found), "now": now})
        cursor.execute(WAKE_HOSTS, {"keys": list(found), "now": now})
    return set(found) - before


def _known(keys: Iterable[str]) -> dict[str, int]:
    """The links behind these keys."""
    links = SourceLink.objects.filter(dedup_key__in=list(keys))
    return dict(links.values_list("dedup_key", "pk"))


def _site(address: outbound.Address) -> str:
    return address.host.removesuffix(".")


def _settled(
    entries: list[Entry], first: dict[str, int], added: set[str], *, dry_run: bool
) -> list[Entry]:
    """The entries with the links that stand behind them now."""
    known = _known(first)
    by_number = {number: name for name, number in first.items()}

    def settled(entry: Entry) -> Entry:
        name = by_number.get(entry.same_as or entry.number)
        if name is None:
            return entry
        new = name in added or (dry_run and name not in known)
        became = entry.became if entry.same_as else Became.NEW if new else Became.KNOWN
        return replace(entry, became=became, link_id=known.get(name))

    return [settled(entry) for entry in entries]


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


@transaction.atomic
def set_terms(host_id: int, *, by: User, **terms: Any) -> SourceHost:
    """`set_opt_out` and `set_delay` together, of what is given (`opted_out`, `crawl_delay`)."""
    host = SourceHost.objects.get(pk=host_id)
    if "crawl_delay" in terms:
        host = set_delay(host_id, seconds=terms["crawl_delay"], by=by)
    if "opted_out" in terms:
        host = set_opt_out(host_id, opted_out=terms["opted_out"], by=by)
    return host


@transaction.atomic
def set_delay(host_id: int, *, seconds: float | None, by: User) -> SourceHost:
    """How long to wait between two requests to a host; None: as everywhere."""
    permissions.check_at_least(by, Role.EDITOR, to_do=_("decide which sites are visited"))
    if seconds is not None and not 0 <= seconds <= LONGEST_DELAY:
        raise InvalidInput(
            _("Choose from 0 to %(n)s seconds, or leave it empty.") % {"n": LONGEST_DELAY},
            field="crawl_delay",
        )
    host = SourceHost.objects.select_for_update(no_key=True).get(pk=host_id)
    host.crawl_delay = seconds
    host.save(update_fields=["crawl_delay"])
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


def wake(host_id: int, *, now: datetime) -> None:
    """Make a host due now, or as soon as it asked us to come back (LEAST, GREATEST skip NULL)."""
    SourceHost.objects.filter(pk=host_id).update(
        next_due=Greatest(Least(F("next_due"), Value(now)), F("not_before"))
    )
