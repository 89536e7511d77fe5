"""Opening, answering, resolving and reopening a thread."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput, NotAllowed
from reviews import events, permissions, wording, workflow
from reviews.discussion import passages
from reviews.discussion.remarks import Remark
from reviews.exceptions import ReasonNeeded
from reviews.models import Comment, Evidence, Review, Thread

LONGEST = 5_000


@transaction.atomic
def open_thread(review_id: int, *, remark: Remark, by: User, now: datetime) -> Thread:
    """Say something about one piece of evidence, or one passage of the newest rationale.

    Raises NotAllowed, InvalidInput, ReasonNeeded.
    """
    permissions.check_at_least(by, Role.CONTRIBUTOR, to_do=_("comment"))
    text = _said(remark.text)
    review = workflow.locked(review_id)
    thread = Thread(review=review, opened_by=by, opened_at=now)
    if remark.evidence is not None:
        thread.evidence = _piece(review, remark.evidence)
    else:
        _anchor(thread, review, remark)
    thread.save()
    Comment.objects.create(thread=thread, by=by, at=now, text=text)
    about = {"evidence": remark.evidence} if remark.evidence else {"quote": thread.quote}
    events.record(
        review,
        kind=events.Kind.THREAD_OPENED,
        by=by,
        at=now,
        thread=thread.pk,
        text=text,
        **about,
    )
    return thread


@transaction.atomic
def open_threads(
    review_id: int, *, remarks: Iterable[Remark], by: User, now: datetime
) -> list[Thread]:
    """All of them or, where one is refused, none."""
    return [open_thread(review_id, remark=each, by=by, now=now) for each in remarks]


@transaction.atomic
def answer(thread_id: int, *, text: str, by: User, now: datetime) -> Thread:
    """Answer in a thread; one that was resolved stays so until somebody reopens it."""
    permissions.check_at_least(by, Role.CONTRIBUTOR, to_do=_("comment"))
    text = _said(text)
    thread = _locked(thread_id)
    Comment.objects.create(thread=thread, by=by, at=now, text=text)
    _record(thread, events.Kind.THREAD_ANSWERED, by=by, now=now, text=text)
    return thread


@transaction.atomic
def resolve(thread_id: int, *, by: User, now: datetime, text: str = "") -> Thread:
    """Nothing is left to do about it. Whoever opened it may say so, and every reviewer; a `text`
    is the last answer."""
    thread = answer(thread_id, text=text, by=by, now=now) if text else _locked(thread_id)
    _check_may_settle(by, thread)
    if thread.resolved_at is not None:
        raise Conflict(_("This was resolved already, by %(name)s.") % {"name": thread.resolved_by})
    thread.resolved_by, thread.resolved_at = by, now
    thread.save(update_fields=["resolved_by", "resolved_at"])
    _record(thread, events.Kind.THREAD_RESOLVED, by=by, now=now)
    return thread


@transaction.atomic
def reopen(thread_id: int, *, by: User, now: datetime) -> Thread:
    thread = _locked(thread_id)
    _check_may_settle(by, thread)
    if thread.resolved_at is None:
        raise Conflict(_("This is open already."))
    thread.resolved_by = thread.resolved_at = None
    thread.save(update_fields=["resolved_by", "resolved_at"])
    _record(thread, events.Kind.THREAD_REOPENED, by=by, now=now)
    return thread


def _said(text: str) -> str:
    text = wording.clean(text, field="text", longest=LONGEST)
    if not text:
        raise ReasonNeeded(_("Write the comment first."), field="text")
    return text


def _piece(review: Review, evidence_id: int) -> Evidence:
    piece = Evidence.objects.filter(review=review, pk=evidence_id).first()
    if piece is None:
        raise InvalidInput(_("This evidence belongs to another review."), field="evidence")
    return piece


def _anchor(thread: Thread, review: Review, remark: Remark) -> None:
    """To the newest rationale as it is stored, which is locked with its review."""
    verdict = review.verdicts.first()
    rationale = verdict.rationale if verdict else ""
    if remark.start is not None and remark.end is not None:
        place = passages.checked(rationale, start=remark.start, end=remark.end, quote=remark.quote)
    else:
        place = passages.locate(rationale, quote=remark.quote, number=remark.number)
    thread.start, thread.end = place
    thread.upon, thread.quote = rationale, rationale[slice(*place)]


def _locked(thread_id: int) -> Thread:
    """The review first, as everywhere; then the thread."""
    review_id = Thread.objects.values_list("review_id", flat=True).get(pk=thread_id)
    workflow.locked(review_id)
    threads = Thread.objects.select_related("review", "resolved_by")
    return threads.select_for_update(of=("self",)).get(pk=thread_id)


def _check_may_settle(by: User, thread: Thread) -> None:
    permissions.check_at_least(by, Role.CONTRIBUTOR, to_do=_("resolve comments"))
    if by.pk != thread.opened_by_id and not by.at_least(Role.REVIEWER):
        raise NotAllowed(_("Whoever opened this can resolve or reopen it, and every reviewer."))


def _record(thread: Thread, kind: events.Kind, *, by: User, now: datetime, text: str = "") -> None:
    about: dict[str, Any] = {"quote": thread.quote}
    if thread.evidence_id:
        about = {"evidence": thread.evidence_id}
    if text:
        about["text"] = text
    events.record(thread.review, kind=kind, by=by, at=now, thread=thread.pk, **about)
