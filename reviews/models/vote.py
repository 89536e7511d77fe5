"""Blind votes: what several people think of a claim, each before seeing what the others think."""

from enum import StrEnum
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User
from reviews.models import guards
from reviews.models.policy import Policy, Rating, RatingScale
from reviews.models.review import Review
from reviews.models.verdict import Verdict

STARTS_OPEN = """
IF NOT EXISTS (
    SELECT 1 FROM reviews_verdict WHERE id = NEW.verdict_id AND review_id = NEW.review_id
) THEN
    RAISE EXCEPTION 'A round is about a verdict of its own review.'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.closed_at IS NOT NULL OR NEW.adjudicated_rating_id IS NOT NULL THEN
    RAISE EXCEPTION 'A round starts open.' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# What was asked stays; closing happens once, adjudicating once, and neither by somebody involved.
ENDS_ONCE = """
IF (NEW.review_id, NEW.verdict_id, NEW.number, NEW.asked, NEW.scale_id, NEW.opened_by_id,
    NEW.opened_at) IS DISTINCT FROM
   (OLD.review_id, OLD.verdict_id, OLD.number, OLD.asked, OLD.scale_id, OLD.opened_by_id,
    OLD.opened_at) THEN
    RAISE EXCEPTION 'What a round was opened for never changes.'
        USING ERRCODE = 'restrict_violation';
END IF;
IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at THEN
    RAISE EXCEPTION 'A closed round stays closed.' USING ERRCODE = 'restrict_violation';
END IF;
IF OLD.adjudicated_rating_id IS NOT NULL AND
   (NEW.adjudicated_rating_id, NEW.adjudicated_by_id, NEW.adjudicated_at, NEW.reason)
   IS DISTINCT FROM
   (OLD.adjudicated_rating_id, OLD.adjudicated_by_id, OLD.adjudicated_at, OLD.reason) THEN
    RAISE EXCEPTION 'A round is adjudicated once.' USING ERRCODE = 'restrict_violation';
END IF;
IF NEW.adjudicated_rating_id IS NULL AND NEW.closed_at IS NOT NULL AND NEW.asked > (
    SELECT count(*) FROM reviews_vote WHERE round_id = NEW.id
) THEN
    RAISE EXCEPTION 'A round closes with all its votes, or when it is adjudicated.'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.adjudicated_by_id IS NOT NULL AND OLD.adjudicated_by_id IS NULL AND (
    EXISTS (SELECT 1 FROM reviews_verdict WHERE id = NEW.verdict_id
        AND NEW.adjudicated_by_id IN (author_id, last_editor_id))
    OR EXISTS (SELECT 1 FROM reviews_vote
        WHERE round_id = NEW.id AND person_id = NEW.adjudicated_by_id)
    OR NOT EXISTS (SELECT 1 FROM reviews_rating
        WHERE id = NEW.adjudicated_rating_id AND scale_id = NEW.scale_id)
) THEN
    RAISE EXCEPTION 'A round is adjudicated on its scale by somebody not involved in it.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# The round's row is locked: a vote and the close of its round never pass each other.
INDEPENDENT = """
PERFORM 1 FROM reviews_voteround WHERE id = NEW.round_id AND closed_at IS NULL FOR UPDATE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'This round of votes is closed.' USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (
    SELECT 1 FROM reviews_voteround r JOIN reviews_verdict v ON v.id = r.verdict_id
    WHERE r.id = NEW.round_id AND NEW.person_id IN (v.author_id, v.last_editor_id)
) THEN
    RAISE EXCEPTION 'Nobody votes on a verdict they wrote or edited last.'
        USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT 1 FROM reviews_voteround r JOIN reviews_rating g ON g.scale_id = r.scale_id
    WHERE r.id = NEW.round_id AND g.id = NEW.rating_id
) THEN
    RAISE EXCEPTION 'A vote is a word of the scale of its round.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Outcome(StrEnum):
    """What came of a round."""

    OPEN = "open"
    AGREED = "agreed"
    SPLIT = "split"
    ADJUDICATED = "adjudicated"


class VoteRoundQuerySet(models.QuerySet["VoteRound"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def closed(self) -> Self:
        return self.filter(closed_at__isnull=False)

    def settled_for(self, verdict: Verdict | None) -> bool:
        """Whether a round about `verdict` gives what the ruling policy asks for.

        Votes of people who have edited the verdict since are not independent any more and do not
        count. A round that was adjudicated stands for itself: its reason is written. Two queries.
        """
        if verdict is None:
            return False
        asked = Policy.objects.order_by("-version").values_list("votes", flat=True)[0]
        rounds = self.filter(verdict=verdict).closed().prefetch_related("votes")
        return any(each.settles(asked, verdict) for each in rounds)


class VoteRound(models.Model):
    """A question to `asked` people: which rating does the evidence of this review bear out?"""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="rounds")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    asked = models.PositiveSmallIntegerField(_("votes asked for"))
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    adjudicated_rating = models.ForeignKey(
        Rating, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    adjudicated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    adjudicated_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("why this rating"), blank=True)

    objects = VoteRoundQuerySet.as_manager()

    class Meta:
        ordering = ["review_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="round_number_unique"),
            models.UniqueConstraint(
                fields=["verdict"],
                condition=Q(closed_at__isnull=True),
                name="one_open_round_per_verdict",
            ),
            models.CheckConstraint(condition=Q(asked__gte=1), name="round_asks_somebody"),
            models.CheckConstraint(
                condition=Q(
                    adjudicated_rating__isnull=True,
                    adjudicated_by__isnull=True,
                    adjudicated_at__isnull=True,
                    reason="",
                )
                | (
                    Q(
                        adjudicated_rating__isnull=False,
                        adjudicated_by__isnull=False,
                        adjudicated_at__isnull=False,
                        closed_at__isnull=False,
                    )
                    & ~Q(reason="")
                ),
                name="adjudicated_whole",
            ),
        ]
        indexes = [models.Index(fields=["closed_at"], name="round_closed")]
        triggers = [
            pgtrigger.Trigger(
                name="starts_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=STARTS_OPEN,
            ),
            pgtrigger.Trigger(
                name="ends_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ENDS_ONCE,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of review {self.review_id}"

    @property
    def outcome(self) -> Outcome:
        """Reads `votes`, which may have been fetched before."""
        if self.closed_at is None:
            return Outcome.OPEN
        if self.adjudicated_rating_id is not None:
            return Outcome.ADJUDICATED
        cast = {vote.rating_id for vote in self.votes.all()}
        return Outcome.AGREED if len(cast) == 1 else Outcome.SPLIT

    def settles(self, asked: int, verdict: Verdict) -> bool:
        """Whether this round is decided, by `asked` votes of people who did not write `verdict`."""
        if self.outcome is Outcome.ADJUDICATED:
            return True
        involved = {verdict.author_id, verdict.last_editor_id}
        independent = [vote for vote in self.votes.all() if vote.person_id not in involved]
        return self.outcome is Outcome.AGREED and len(independent) >= asked


class VoteQuerySet(models.QuerySet["Vote"]):
    def disclosed(self) -> Self:
        """Those that everybody may see: of closed rounds."""
        return self.filter(round__closed_at__isnull=False)

    def visible_to(self, user: User) -> Self:
        """The one gate: votes of closed rounds, and one's own. Nobody has a key to the others."""
        seen = Q(round__closed_at__isnull=False) | Q(person=user.pk)
        return self.filter(seen) if user.is_authenticated else self.none()


class Vote(models.Model):
    """One rating by one person; hidden from everybody else until its round is closed."""

    round = models.ForeignKey(VoteRound, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="votes"
    )
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why"), blank=True)
    cast_at = models.DateTimeField()

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ["round_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_vote_per_person"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="independent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=INDEPENDENT,
            ),
            *guards.append_only("reviews_vote"),
        ]

    def __str__(self) -> str:
        """Without the rating: a name in a list must not give it away."""
        return f"vote {self.pk}"
