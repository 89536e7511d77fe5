"""Reviews that are there already when a story begins."""

from tests.e2e.running import Desk

# The numbers that keep articles apart start anew in every process, and this desk outlives it.
MAKE = """
import itertools, time
from factcheck.accounts.models import User
from reviews.models import Stance
from reviews.states import Status
from tests import make
make._numbers = itertools.count(time.time_ns())
author = User.objects.get(username={author!r})
made = make.review(Status({status!r}), by=author)
if made.state is Status.IN_REVIEW:
    make.evidence(made, by=author)
    make.evidence(made, by=author, stance=Stance.REFUTES)
print(made.pk)
"""


def make(desk: Desk, status: str, *, author: str) -> str:
    """The address of a new review with two pieces of evidence, written by `author`."""
    told = desk.manage("shell", "-v0", "-c", MAKE.format(author=author, status=status))
    return f"/reviews/{told.split()[-1]}/"
