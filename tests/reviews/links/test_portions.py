"""What is written together, when a part of it cannot be."""

from datetime import timedelta

import pytest

from reviews.links import leases
from reviews.links.observing import Observation
from reviews.links.outages import Lot
from reviews.links.outcomes import Outcome, Reason
from reviews.links.portions import Portion
from reviews.links.visiting import Seen, Visit
from reviews.models import LinkCheck, SourceHost
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db

FINE = Observation(outcome=Outcome.OK, reason=Reason.NONE, http_status=200, body_sha256="ab")
GONE = Observation(outcome=Outcome.GONE, reason=Reason.NOT_FOUND, http_status=404)
TOO_MUCH = Observation(outcome=Outcome.OK, reason=Reason.NONE, http_status=70_000)
"""A status that no server can send, and no column takes."""


def portion(*observations: Observation) -> Portion:
    """Each observation is what one host answered, each host with one link."""
    for number, _ in enumerate(observations):
        make.link(f"https://{number}.example/a", next_check_at=NOON)
    SourceHost.objects.update(next_due=NOON)
    lease = leases.claim(worker="w", now=NOON)
    made = Portion()
    made.expect(Lot(lease))
    for host in sorted(lease.hosts, key=lambda host: host.name):
        visit = Visit(host=host, lease=lease, broken=False)
        observation = observations[int(host.name[0])]
        seen = Seen(link=host.links[0], at=NOON, observation=observation)
        visit.looks.append(seen.look)
        if seen.look.failed:
            visit.failed.append(seen)
        else:
            made.add(visit, seen)
        made.add(visit, None)
    return made


def test_a_look_that_cannot_be_stored_costs_the_others_nothing() -> None:
    made = portion(FINE, TOO_MUCH, GONE)

    written = made.write()

    assert (written.checked, written.hosts) == (2, 2)
    told = LinkCheck.objects.order_by("link__url").values_list("link__url", "link__strikes")
    assert list(told) == [("https://0.example/a", 0), ("https://2.example/a", 1)]


def test_the_host_of_a_look_that_cannot_be_stored_waits_for_its_lease_to_end() -> None:
    portion(FINE, TOO_MUCH).write()

    free = leases.claim(worker="w", now=NOON + timedelta(minutes=1))
    later = leases.claim(worker="w", now=NOON + leases.DURATION)

    assert [host.name for host in free.hosts] == []
    assert [host.name for host in later.hosts] == ["1.example"]
