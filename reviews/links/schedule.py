"""When a link is looked at again, and what the desk believes after each look. Pure functions.

A single failure proves little (a deploy, a full disk, a rate limiter), so belief changes slower
than observations do.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reviews.links import outcomes
from reviews.links.outcomes import Family, Outcome, Reason
from reviews.models import LinkState

AFTER_FAILURE = (
    timedelta(minutes=15),
    timedelta(hours=6),
    timedelta(days=3),
    timedelta(days=3),
)
STRIKES = 3
STRIKES_WHEN_GONE = 2
"""A server that answers 410 says itself that the page will not return (RFC 9110, 15.5.11)."""

DYING = timedelta(days=6)
HEALTHY_AT_FIRST = timedelta(days=7)
REFUSED_AGAIN = timedelta(days=30)
PROVEN = timedelta(days=30)
HEALTHY_LATER = timedelta(days=30)
JITTER = 0.1
RETRY = timedelta(days=1)
RATE_LIMITED = timedelta(minutes=15)
"""How long a host is left alone that answers 429 and does not say for how long."""

TROUBLED = (LinkState.FAILING, LinkState.DEAD, LinkState.DRIFTED, LinkState.REFUSED)
LONGEST_WAIT = timedelta(hours=24)

MANY = 3
MANY_HOSTS = 5
MOST = 0.8
OUTAGE = timedelta(hours=24)
DURING_OUTAGE = timedelta(hours=6)
OUTAGE_AGAIN = timedelta(days=30)
SILENT = (Outcome.UNREACHABLE, Outcome.DNS_DEAD, Outcome.TLS_ERROR)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is believed of one link, as its row holds it."""

    state: str = LinkState.UNCHECKED
    strikes: int = 0
    first_strike_at: datetime | None = None
    healthy_since: datetime | None = None
    next_check_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one check saw. `retry_after`: seconds the host asked for; `frozen`: it has an outage.
    `reached`: the page was read before. `answered`: somebody on the way to it said something."""

    outcome: str
    reason: str = ""
    at: datetime
    retry_after: int | None = None
    frozen: bool = False
    reached: bool = False
    answered: bool = True

    @property
    def family(self) -> Family:
        return outcomes.family(self.outcome, self.reason)

    @property
    def failed(self) -> bool:
        return outcomes.is_strike(self.outcome, self.reason)

    @property
    def silent(self) -> bool:
        """Whether nobody answered: the fault may be the host's, or lie on our side."""
        return self.outcome in SILENT and not self.answered


def after(before: Standing, look: Look, *, link_id: int) -> Standing:
    """What is believed of link `link_id` after `look`, with the time of the next one."""
    if look.failed:
        standing = _waiting_out(before, look) if look.frozen else _struck(before, look)
    else:
        standing = _STEPS[look.family](before, look, link_id)
    if standing.next_check_at is None or look.retry_after is None:
        return standing
    return replace(standing, next_check_at=max(standing.next_check_at, come_back(look)))


def come_back(look: Look) -> datetime:
    """When the host asked us to return, at most a day later."""
    return look.at + min(timedelta(seconds=look.retry_after or 0), LONGEST_WAIT)


def not_before(looks: Sequence[Look], *, delay: float | None = None) -> datetime | None:
    """When a host may be visited again, if it asked for a pause.

    `delay`: its own, in seconds, which holds between two turns of workers as it does within one.
    """
    asked = [come_back(look) for look in looks if look.retry_after]
    asked += [look.at + RATE_LIMITED for look in looks if look.outcome == Outcome.RATE_LIMITED]
    asked += [look.at + timedelta(seconds=delay) for look in looks[-1:] if delay]
    return max(asked, default=None)


def frozen_until(
    looks: Sequence[Look], *, before: datetime | None, offline: bool = False
) -> datetime | None:
    """Until when strikes of a host are not counted, after `looks` at its links.

    When many fail at once, the host is to blame and not the pages; when we are `offline`, neither
    is. Such an outage is believed once: a host that still fails when its day of grace is over has
    had its chance, else the pages of a vanished site would never be dead. A host that mostly
    answers is forgiven.
    """
    failed = sum(1 for look in looks if look.failed and look.reason != Reason.REMOVED)
    if failed < MOST * len(looks):
        return None
    if not looks or not (failed >= MANY or offline) or not excusable(before, at=looks[-1].at):
        return before
    return looks[-1].at + OUTAGE


def excusable(before: datetime | None, *, at: datetime) -> bool:
    """Whether an outage at `at` is believed of a host whose last one was believed till `before`."""
    return before is None or at - before > OUTAGE_AGAIN


def is_frozen(until: datetime | None, *, at: datetime) -> bool:
    """Whether a failure at `at` is no strike."""
    return until is not None and at < until


def may_be_the_last(strikes: int, reason: str) -> bool:
    """Whether the next failure may declare a link dead, which had `strikes`, the last by `reason`:
    a fresh connection takes a look at that."""
    needed = STRIKES_WHEN_GONE if reason == Reason.REMOVED else STRIKES
    return strikes >= needed - 1


def is_down(looks: Sequence[Look]) -> bool:
    """Whether a host is spared the rest of this visit: the first links it was asked for, and every
    one since, brought no answer at all."""
    return len(looks) >= MANY and all(look.silent for look in looks)


def is_offline(*, silent: int, hosts: int) -> bool:
    """Whether it is our own line or resolver that is down, `silent` of `hosts` not answering.

    Sites of strangers do not fail together. A few that do are no proof: a small desk may well
    have three dead hosts due and nothing else.
    """
    return hosts >= MANY_HOSTS and silent >= MOST * hosts


def _healthy(before: Standing, look: Look, link_id: int) -> Standing:
    return Standing(
        state=LinkState.HEALTHY,
        healthy_since=before.healthy_since or look.at,
        next_check_at=look.at + _interval(before.healthy_since or look.at, look, link_id),
    )


def _unverified(before: Standing, look: Look, link_id: int) -> Standing:
    """A page that was fetched is there, so strikes end; whether it says what it said is unknown.

    From a block nothing was learned, so what was believed stays; 429 does not even make a link
    unverifiable.
    """
    if outcomes.FAMILIES[Outcome(look.outcome)] is Family.HEALTHY:
        return replace(_healthy(before, look, link_id), state=LinkState.UNVERIFIABLE)
    if look.outcome == Outcome.RATE_LIMITED or before.state in TROUBLED:
        return replace(before, next_check_at=look.at + RETRY)
    return replace(
        before,
        state=LinkState.UNVERIFIABLE,
        healthy_since=None,
        next_check_at=look.at + HEALTHY_AT_FIRST,
    )


def _changed(_before: Standing, look: Look, _link_id: int) -> Standing:
    """The page is there and says something else: a person decides."""
    return Standing(state=LinkState.DRIFTED, next_check_at=look.at + HEALTHY_AT_FIRST)


def _refused(_before: Standing, look: Look, _link_id: int) -> Standing:
    """Never fetched and never tried again, unless it was read before: names move back, too."""
    again = look.at + REFUSED_AGAIN if look.reached else None
    return Standing(state=LinkState.REFUSED, next_check_at=again)


_STEPS = {
    Family.HEALTHY: _healthy,
    Family.UNVERIFIED: _unverified,
    Family.CHANGED: _changed,
    Family.NEVER_FETCHED: _refused,
}


def _struck(before: Standing, look: Look) -> Standing:
    strikes = before.strikes + 1
    since = before.first_strike_at or look.at
    needed = STRIKES_WHEN_GONE if look.reason == Reason.REMOVED else STRIKES
    lasted = look.reason == Reason.REMOVED or look.at - since >= DYING
    if before.state == LinkState.DEAD or (strikes >= needed and lasted):
        state, wait = LinkState.DEAD, _burial(look.at - since)
    else:
        state, wait = LinkState.FAILING, AFTER_FAILURE[min(strikes, len(AFTER_FAILURE)) - 1]
    return Standing(
        state=state, strikes=strikes, first_strike_at=since, next_check_at=look.at + wait
    )


def _waiting_out(before: Standing, look: Look) -> Standing:
    return replace(before, next_check_at=look.at + DURING_OUTAGE)


def _burial(failing_for: timedelta) -> timedelta:
    """30, then 60, then every 120 days, told from how long the link has been failing."""
    if failing_for < timedelta(days=30):
        return timedelta(days=30)
    return timedelta(days=60 if failing_for < timedelta(days=90) else 120)


def _interval(since: datetime, look: Look, link_id: int) -> timedelta:
    if look.at - since < PROVEN:
        return HEALTHY_AT_FIRST
    return HEALTHY_LATER * (1 + JITTER * _spread(link_id, look.at))


def _spread(link_id: int, at: datetime) -> float:
    """Between -1 and 1, the same for the same link and day: links added together drift apart."""
    return zlib.crc32(f"{link_id}:{at.date()}".encode()) / 0xFFFFFFFF * 2 - 1
