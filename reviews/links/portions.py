"""Results that are written together: copies first, then one transaction, then hosts go back."""

import logging
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import DataError, transaction

from factcheck import keeping
from reviews.links import believing, consequences, leases, recording, schedule, snapshots
from reviews.links.findings import Result
from reviews.links.leases import Lease
from reviews.links.outages import Lot
from reviews.links.recording import Entry
from reviews.links.visiting import Seen, Visit
from reviews.models import Excuse

logger = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Written:
    """What became of a portion: links `checked`; hosts that went back, that were `refused`
    because another worker had taken them, and that were excused because we seem `offline`."""

    checked: int
    hosts: int
    refused: int
    offline: int


@dataclass(frozen=True, slots=True)
class _Taken:
    """A look to be written; `excuse`: whose outage made its failure none of the page's."""

    visit: Visit
    seen: Seen
    excuse: Excuse = Excuse.NONE


@dataclass(frozen=True, slots=True)
class _Ended:
    """A visit at its end. `frozen`: until when strikes of its host are not counted."""

    visit: Visit
    frozen: datetime | None
    offline: bool

    def taken(self) -> list[_Taken]:
        """What failed, and was held back till now."""
        return [_Taken(self.visit, seen, self._excuse(seen)) for seen in self.visit.failed]

    def _excuse(self, seen: Seen) -> Excuse:
        if not schedule.is_frozen(self.frozen, at=seen.at):
            return Excuse.NONE
        return Excuse.DESK if self.offline else Excuse.HOST

    def terms(self) -> tuple[int, leases.Terms]:
        """The host, and on what terms it goes back."""
        host, looks = self.visit.host, self.visit.looks
        return host.pk, (schedule.not_before(looks, delay=host.crawl_delay), self.frozen)

    @property
    def resting(self) -> bool:
        """Whether the host is down: none of its links need be asked for in the next hours."""
        return bool(self.visit.silent and any(each.excuse for each in self.taken()))


class Portion:
    """Takes the news of visits until it is written, and is empty again then.

    `began`: when the first of them came (`time.monotonic`). Lots outlive a portion: `expect` them.
    """

    def __init__(self) -> None:
        self._lots: dict[uuid.UUID, Lot] = {}
        self._spoilt: set[int] = set()
        self._clear()

    def _clear(self) -> None:
        self.began: float | None = None
        self.streamed = self.size = 0
        self._taken: list[_Taken] = []
        self._ended: list[_Ended] = []

    @property
    def weight(self) -> int:
        return len(self._taken)

    def expect(self, lot: Lot) -> None:
        self._lots[lot.lease.token] = lot

    def add(self, visit: Visit, seen: Seen | None) -> None:
        """One look, or (None) the end of the visit, which brings those that failed."""
        self.began = self.began or time.monotonic()
        if seen is not None:
            self._taken.append(_Taken(visit, seen))
            self.streamed += 1
            self.size += seen.size
            return
        lot = self._lots[visit.lease.token]
        for each in lot.end(visit):
            offline = lot.offline and each.silent
            frozen = schedule.frozen_until(
                each.looks, before=each.host.frozen_until, offline=offline
            )
            ended = _Ended(each, frozen, offline)
            self._ended.append(ended)
            self._taken += ended.taken()
        if lot.over:
            del self._lots[visit.lease.token]
            if lot.offline:
                logger.warning(
                    "%d hosts did not answer at once: the fault seems ours, and costs no strikes.",
                    lot.silent,
                )

    def write(self) -> Written:
        """Write all of it, and be empty. Raises what the database raises when it is away.

        Copies come first, as a storage may be far away. Hosts go back in a transaction after that
        of their results.
        """
        results = consequences.judge([each.seen for each in self._taken])
        entries = [
            Entry(each.visit.lease, result, each.excuse)
            for each, result in zip(self._taken, results, strict=True)
            if self._has_copy(result)
        ]
        resting = [each.visit for each in self._ended if each.resting]
        checked = self._store(entries, resting=resting)
        hosts, refused = self._give_back()
        written = Written(checked, hosts, refused, sum(each.offline for each in self._ended))
        self._clear()
        return written

    def _store(self, entries: Sequence[Entry], *, resting: Sequence[Visit]) -> int:
        """`_record`, but what PostgreSQL refuses of one look costs the others nothing. Its host's
        lease lapses, so that a page we cannot bear is not asked for again and again."""
        links = [entry.result.seen.link for entry in entries]
        before = [dict(vars(link)) for link in links]
        try:
            return _record(entries, resting=resting)
        except DataError:
            logger.warning("A portion was refused; it is written look by look.")
        for link, was in zip(links, before, strict=True):
            vars(link).update(was)  # else a failure would be struck twice
        last = {entry.host_id: entry for entry in entries}
        checked = 0
        for entry in entries:
            is_last = last[entry.host_id] is entry
            rest = [each for each in resting if is_last and each.host.pk == entry.host_id]
            try:
                checked += _record([entry], resting=rest)
            except DataError:
                logger.exception("A look cannot be stored: %s", entry.result.seen.link.url)
                self._spoilt.add(entry.host_id)
        return checked

    def _has_copy(self, result: Result) -> bool:
        """Keep a copy where there has to be one. Without it a change does not count as seen."""
        seen = result.seen
        if not (result.read and seen.changed and seen.observation.body):
            return True
        try:
            snapshots.keep(seen.link, seen.observation, now=seen.at)
        except keeping.StorageAway as error:
            logger.warning("A changed page was not kept: %s %s", seen.link.url, error)
            self._spoilt.add(seen.link.host_id)
            return False
        return True

    def _give_back(self) -> tuple[int, int]:
        """Returns how many hosts went back, and how many had gone to another worker.

        The lease of a host that met a fault of ours lapses: it is not asked again at once.
        """
        whole = [each for each in self._ended if not self._is_broken(each.visit)]
        back = 0
        for lease, ended in _by_lease((each.visit.lease, each) for each in whole):
            with transaction.atomic():
                recording.forgive_a_crash()
                back += len(leases.complete_many(lease, dict(each.terms() for each in ended)))
        if back < len(whole):
            logger.warning("%d hosts had gone to another worker.", len(whole) - back)
        return back, len(whole) - back

    def _is_broken(self, visit: Visit) -> bool:
        return visit.broken or visit.host.pk in self._spoilt


@transaction.atomic
def _record(entries: Sequence[Entry], *, resting: Sequence[Visit]) -> int:
    """Write the results of hosts that are still ours; returns how many. The others are dropped:
    whoever has those hosts now sees for itself, so exactly one outcome is applied."""
    mine = _held(entries)
    for entry in mine:
        believing.bring_up(entry.result, frozen=bool(entry.excuse))
    followed = consequences.follow([entry.result for entry in mine])
    if mine:
        recording.write(mine, durable=followed)
    held = {entry.host_id for entry in mine}
    for visit in resting:
        if visit.host.pk in held:
            recording.put_off(visit)
    return len(mine)


def _held(entries: Sequence[Entry]) -> list[Entry]:
    mine = []
    for lease, each in _by_lease((entry.lease, entry) for entry in entries):
        held = leases.hold({entry.host_id for entry in each}, lease=lease)
        mine += [entry for entry in each if entry.host_id in held]
    return mine


def _by_lease(things: Iterable[tuple[Lease, T]]) -> list[tuple[Lease, list[T]]]:
    """In the order in which leases first come up."""
    groups: dict[uuid.UUID, tuple[Lease, list[T]]] = {}
    for lease, thing in things:
        groups.setdefault(lease.token, (lease, []))[1].append(thing)
    return list(groups.values())
