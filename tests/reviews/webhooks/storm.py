"""Many people who publish and correct the same few fact-checks at once.

Each of them goes for the next version of one check until a publication was their own, by whatever
step the review waits for: reopening, writing, submitting, approving, publishing. Several are at the
same step of the same review all the time; who comes second is refused, and looks again.
"""

import queue
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.exceptions import DeskError
from reviews import publishing, verdicts, workflow
from reviews.models import PublishedVersion, Rating, Review
from reviews.states import Status
from tests import make

SECONDS = 600
RATIONALE = "The ledger of the port authority lists %s containers for May, all told. [1]"


@dataclass
class Storm:
    """`checks` reviews, of each of which `versions` versions are published by `people` at once.

    `refused` counts how often somebody came second.
    """

    checks: int
    versions: int
    people: int
    refused: int = 0
    published: int = 0
    took: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def prepare(self) -> None:
        self._editors = [make.editor() for _each in range(self.people + 1)]
        self.reviews = [make.review(Status.APPROVED).pk for _each in range(self.checks)]
        self._ratings = list(Rating.objects.filter(scale__active=True, value__isnull=False))

    def run(self, *, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Publish everything; `meanwhile` is called again and again until all is published."""
        wanted = self.reviews * self.versions
        random.Random(7).shuffle(wanted)
        self._wanted: queue.SimpleQueue[int] = queue.SimpleQueue()
        for review_id in wanted:
            self._wanted.put(review_id)
        began = time.monotonic()
        people = [threading.Thread(target=self._work, args=(by,)) for by in self._editors[1:]]
        for person in people:
            person.start()
        while any(person.is_alive() for person in people):
            meanwhile()
            time.sleep(0.05)
        self.took = time.monotonic() - began

    def _work(self, by: User) -> None:
        """One person's day. Whoever meets an error that is no refusal leaves a version missing."""
        try:
            while True:
                self._publish_one(self._wanted.get_nowait(), by=by)
        except queue.Empty:
            return
        finally:
            connection.close()

    def _publish_one(self, review_id: int, *, by: User) -> None:
        ends = time.monotonic() + SECONDS
        while time.monotonic() < ends:
            try:
                if self._step(review_id, by=by) is not None:
                    with self._lock:
                        self.published += 1
                    return
            except DeskError:
                with self._lock:
                    self.refused += 1
                time.sleep(random.uniform(0, 0.02))
        raise AssertionError(f"Review {review_id} could not be published in {SECONDS} s.")

    def _step(self, review_id: int, *, by: User) -> PublishedVersion | None:
        """The next step from where the review stands; the version, if it was publishing."""
        review, now = Review.objects.get(pk=review_id), timezone.now()
        match review.state:
            case Status.APPROVED:
                return publishing.publish(review_id, by=by, now=now, reason="New figures.")
            case Status.PUBLISHED:
                workflow.move(review_id, to=Status.IN_REVIEW, by=by, now=now, reason="Figures.")
            case Status.SUBMITTED:
                workflow.move(review_id, to=Status.APPROVED, by=self._second(review, by), now=now)
            case Status.IN_REVIEW:
                self._write(review, by=by)
        return None

    def _write(self, review: Review, *, by: User) -> None:
        latest, now = verdicts.current(review), timezone.now()
        rating = random.choice(self._ratings)
        verdicts.save_draft(
            review.pk,
            by=by,
            now=now,
            revision=latest.revision if latest else None,
            rating=rating,
            summary="The port's own ledger says so.",
            rationale=RATIONALE % f"{random.randrange(10**6):,}",
        )
        workflow.move(review.pk, to=Status.SUBMITTED, by=by, now=now)

    def _second(self, review: Review, by: User) -> User:
        """Somebody who has not written it."""
        latest = verdicts.current(review)
        wrote = {latest.author_id, latest.last_editor_id} if latest else set()
        return next(each for each in [by, *self._editors] if each.pk not in wrote)
