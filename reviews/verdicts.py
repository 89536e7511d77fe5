"""Writing a verdict: drafts that nobody overwrites unseen, and what changed since the last look."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput
from reviews import events, permissions, wording, workflow
from reviews.exceptions import InvalidTransition, StaleDraft
from reviews.models import Event, Rating, Review, Verdict, VerdictState
from reviews.states import Status

LONGEST_SUMMARY = 1_000


class Sent(TypedDict):
    """What `save_draft` is given to write. A reason left out, or None, stays as it is."""

    rating: Rating | None
    summary: str
    rationale: str
    few_sources_reason: NotRequired[str | None]
    one_sided_reason: NotRequired[str | None]


@dataclass(frozen=True)
class Words:
    """All that a verdict's form holds, as plain values that can be shown side by side."""

    rating: Rating | None = None
    summary: str = ""
    rationale: str = ""
    few_sources_reason: str = ""
    one_sided_reason: str = ""

    def as_data(self) -> dict[str, Any]:
        """For events and the API: the rating as its number and its word."""
        return {
            "rating": self.rating.pk if self.rating else None,
            "rating_word": self.rating.word if self.rating else "",
            "summary": self.summary,
            "rationale": self.rationale,
            "few_sources_reason": self.few_sources_reason,
            "one_sided_reason": self.one_sided_reason,
        }


def current(review: Review) -> Verdict | None:
    """The verdict being written; the last one approved where none is; None where none was."""
    return review.verdicts.select_related("rating", "author", "last_editor", "approver").first()


def with_rating(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Each review with `rating_word` and `rating_tone` of its newest verdict, for lists."""
    newest = Verdict.objects.filter(review=OuterRef("pk")).order_by("-version")
    return reviews.annotate(
        rating_word=Subquery(newest.values("rating__word")[:1]),
        rating_tone=Subquery(newest.values("rating__tone")[:1]),
    )


def with_uses(ratings: list[Rating], *, most: int = 2) -> list[Rating]:
    """Each rating with `uses`: the verdicts that were last approved with it, newest first."""
    newest = Window(RowNumber(), partition_by="rating", order_by=F("approved_at").desc())
    found = Verdict.objects.filter(rating__in=ratings, approved_at__isnull=False)
    found = found.annotate(turn=newest).filter(turn__lte=most).select_related("review__claim")
    by_rating: dict[int | None, list[Verdict]] = {}
    for verdict in found.order_by("-approved_at"):
        by_rating.setdefault(verdict.rating_id, []).append(verdict)
    for rating in ratings:
        vars(rating)["uses"] = by_rating.get(rating.pk, [])
    return ratings


def words_of(review: Review, verdict: Verdict | None) -> Words:
    return Words(
        rating=verdict.rating if verdict else None,
        summary=verdict.summary if verdict else "",
        rationale=verdict.rationale if verdict else "",
        few_sources_reason=review.few_sources_reason,
        one_sided_reason=review.one_sided_reason,
    )


@transaction.atomic
def save_draft(
    review_id: int,
    *,
    by: User,
    now: datetime,
    revision: int | None = None,
    **sent: Unpack[Sent],
) -> Verdict:
    """Save what `by` wrote on top of `revision`, the one they had read (None: there was no draft).

    Revisions count on from version to version, so that an old form never fits a newer draft.
    After an approval the next save begins a new version. Saving what is stored already changes
    and records nothing. Raises StaleDraft with both texts when somebody saved in between.
    """
    review = workflow.locked(review_id)
    _check_may_write(by, review)
    latest = review.verdicts.select_for_update(of=("self",)).select_related("rating").first()
    stored = words_of(review, latest)
    wanted = _wanted(stored, sent)
    is_open = latest is not None and latest.state == VerdictState.DRAFT
    if latest is not None and is_open and wanted == stored:
        return latest
    _check_fresh(latest, is_open=is_open, revision=revision, stored=stored, sent=wanted)
    _check_scale(wanted.rating, stored=stored.rating)
    seen = _was_submitted(review) if latest is not None and is_open else False
    verdict = _write(review, latest, wanted, by=by, now=now)
    _record(verdict, stored, wanted, by=by, now=now, seen=seen)
    return verdict


@dataclass(frozen=True)
class Earlier:
    """What was last looked at: words, and in which version and when."""

    version: int
    at: datetime
    words: dict[str, Any]
    approved: bool


def before_this_look(review: Review, verdict: Verdict) -> Earlier | None:
    """The words as last submitted in this version, else the version before it, else None."""
    saved = review.events.filter(
        kind=events.Kind.VERDICT_SAVED,
        data__version=verdict.version,
        data__has_key="before",
    ).last()
    if saved is not None:
        return Earlier(verdict.version, saved.at, saved.data["before"], approved=False)
    previous = review.verdicts.filter(version__lt=verdict.version).select_related("rating").first()
    if previous is None:
        return None
    moment = previous.approved_at or previous.updated_at
    return Earlier(previous.version, moment, words_of(Review(), previous).as_data(), approved=True)


def _check_may_write(by: User, review: Review) -> None:
    permissions.check_may_work(by, review)
    if review.state is Status.IN_REVIEW:
        return
    if review.state is Status.QUEUED:
        raise InvalidTransition(_("Take this review first; then write its verdict."))
    raise InvalidTransition(
        _(
            "This review is “%(status)s”: its verdict can be written again once it is sent back "
            "or reopened."
        )
        % {"status": review.state.label}
    )


def _wanted(stored: Words, sent: Sent) -> Words:
    summary = wording.clean(sent["summary"], field="summary", longest=LONGEST_SUMMARY)
    wanted = replace(
        stored,
        rating=sent["rating"],
        summary=summary,
        rationale=wording.clean(sent["rationale"], field="rationale"),
    )
    few, one = sent.get("few_sources_reason"), sent.get("one_sided_reason")
    if few is not None:
        few = wording.clean(few, field="few_sources_reason")
        wanted = replace(wanted, few_sources_reason=few)
    if one is not None:
        one = wording.clean(one, field="one_sided_reason")
        wanted = replace(wanted, one_sided_reason=one)
    return wanted


def _check_fresh(
    latest: Verdict | None, *, is_open: bool, revision: int | None, stored: Words, sent: Words
) -> None:
    """With no draft open, somebody who read none and somebody who read the last one are right."""
    expected = latest.revision if latest else 0
    if revision == expected or (revision is None and not is_open):
        return
    name = latest.last_editor if latest else _("somebody")
    raise StaleDraft(
        _(
            "%(name)s saved this verdict while you were writing. Nothing was overwritten: compare "
            "both texts, then save the one that should stand."
        )
        % {"name": name},
        stored=stored.as_data(),
        sent=sent.as_data(),
        revision=expected,
    )


def _check_scale(wanted: Rating | None, *, stored: Rating | None) -> None:
    """A rating of an older scale may stay where it is; a new choice is made from today's."""
    if wanted is not None and wanted != stored and not wanted.scale.active:
        raise InvalidInput(
            _("“%(word)s” belongs to a scale that is no longer in use. Choose from today's.")
            % {"word": wanted.word},
            field="rating",
        )


def _write(
    review: Review, latest: Verdict | None, wanted: Words, *, by: User, now: datetime
) -> Verdict:
    if latest is not None and latest.state == VerdictState.DRAFT:
        verdict = latest
        verdict.revision += 1
    else:
        verdict = Verdict(
            review=review,
            version=latest.version + 1 if latest else 1,
            revision=latest.revision + 1 if latest else 1,
            author=by,
            created_at=now,
        )
    verdict.rating, verdict.summary = wanted.rating, wanted.summary
    verdict.rationale = wanted.rationale
    verdict.last_editor, verdict.updated_at = by, now
    verdict.save()
    review.few_sources_reason = wanted.few_sources_reason
    review.one_sided_reason = wanted.one_sided_reason
    review.save(update_fields=["few_sources_reason", "one_sided_reason"])
    return verdict


def _was_submitted(review: Review) -> bool:
    """Whether a second person may have read the words that are about to be replaced."""
    kinds = [events.Kind.MOVED, events.Kind.VERDICT_SAVED]
    for event in review.events.filter(kind__in=kinds).order_by("-seq"):
        if event.kind == events.Kind.VERDICT_SAVED:
            return False
        if event.data["to"] == Status.SUBMITTED:
            return True
    return False


def _record(
    verdict: Verdict, stored: Words, wanted: Words, *, by: User, now: datetime, seen: bool
) -> Event:
    """`before` keeps words a second person saw: once each, not with every save."""
    old, new = stored.as_data(), wanted.as_data()
    changed = [name for name in old if old[name] != new[name] and name != "rating_word"]
    return events.record(
        verdict.review,
        kind=events.Kind.VERDICT_SAVED,
        by=by,
        at=now,
        version=verdict.version,
        revision=verdict.revision,
        rating=new["rating_word"],
        changed=changed,
        **({"before": old} if seen else {}),
    )
