"""Reviews that are there already when a story begins."""

from tests.e2e.running import Desk

# The numbers that keep articles and people apart start anew in every process, and this desk
# outlives it.
APART = """
import itertools, time
from tests import make
make._numbers = itertools.count(time.time_ns())
"""
MAKE = """
from factcheck.accounts.models import User
from reviews.models import Stance
from reviews.states import Status
author = User.objects.get(username={author!r})
made = make.review(Status({status!r}), by=author)
if made.state is Status.IN_REVIEW:
    make.evidence(made, by=author)
    make.evidence(made, by=author, stance=Stance.REFUTES)
print(made.pk)
"""


def run(desk: Desk, code: str) -> str:
    """Run `code` with `tests.make` at hand; returns the last word it printed, or an empty one."""
    told = desk.manage("shell", "-v0", "-c", APART + code).split()
    return told[-1] if told else ""


def make(desk: Desk, status: str, *, author: str) -> str:
    """The address of a new review with two pieces of evidence, written by `author`."""
    return f"/reviews/{run(desk, MAKE.format(author=author, status=status))}/"
