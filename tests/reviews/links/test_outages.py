"""Whether a site fails, or our own connection: what is told apart, and from what."""

import uuid
from datetime import timedelta

import pytest

from reviews.links.leases import Host, Lease
from reviews.links.outages import Lot
from reviews.links.schedule import Look
from reviews.links.visiting import Visit
from tests.make import NOON

SILENCE = Look(outcome="unreachable", reason="connect", at=NOON, answered=False)
ANSWER = Look(outcome="server_error", at=NOON)
REFUSAL = Look(outcome="refused", reason="address", at=NOON, answered=False)


def lot(hosts: int) -> tuple[Lot, list[Visit]]:
    members = tuple(Host(n, f"{n}.example", None, None) for n in range(hosts))
    lease = Lease(uuid.uuid4(), "test", NOON + timedelta(minutes=15), members)
    return Lot(lease), [Visit(host=host, lease=lease) for host in members]


def end(lot: Lot, visit: Visit, look: Look) -> int:
    """End `visit` after one look; returns how many visits may be written then."""
    visit.looks.append(look)
    return len(lot.end(visit))


def test_when_no_host_answers_it_is_we_who_are_offline() -> None:
    lost, visits = lot(6)

    written = [end(lost, visit, SILENCE) for visit in visits]

    assert written == [0, 0, 0, 0, 0, 6]
    assert (lost.offline, lost.over) == (True, True)


def test_hosts_that_say_nothing_wait_until_enough_others_have_answered() -> None:
    lively, visits = lot(6)

    written = [
        end(lively, visit, look)
        for visit, look in zip(visits, [SILENCE, ANSWER, ANSWER, SILENCE, ANSWER], strict=False)
    ]

    assert written == [0, 1, 2, 1, 1]
    assert (lively.offline, lively.over) == (False, False)


def test_one_answer_of_ten_does_not_prove_the_line() -> None:
    lost, visits = lot(10)

    written = [end(lost, visits[0], ANSWER)]
    written += [end(lost, visit, SILENCE) for visit in visits[1:]]

    assert written == [1, *[0] * 8, 9]
    assert lost.offline is True


@pytest.mark.parametrize("hosts", [1, 4])
def test_a_few_silent_hosts_prove_nothing(hosts: int) -> None:
    small, visits = lot(hosts)

    written = [end(small, visit, SILENCE) for visit in visits]

    assert (written, small.offline) == ([1] * hosts, False)


def test_hosts_that_were_not_contacted_tell_nothing_about_the_line() -> None:
    lost, visits = lot(8)

    for visit in visits[:3]:
        end(lost, visit, REFUSAL)
    for visit in visits[3:]:
        end(lost, visit, SILENCE)

    assert lost.offline is True
