"""From an event to the people it concerns. Nobody is told of what they did themselves.

It runs in the transaction of the event: there is no event without its notices, and no notice of
what did not happen.
"""

import re
from collections.abc import Callable, Iterable

from django.db.models import QuerySet
from django.db.models.functions import Lower

from factcheck.accounts.models import Role, User
from reviews import events
from reviews.models import Event, Notice, NoticeKind, VerdictState
from reviews.models.notice import of_event
from reviews.states import Status

MENTION = re.compile(r"(?<![\w.@+-])@([\w.@+-]{1,150})")
MOST_MENTIONS = 50
EDITORS = [role.value for role in Role if role.rank >= Role.EDITOR.rank]
REVIEWERS = [role.value for role in Role if role.rank >= Role.REVIEWER.rank]
Concerned = tuple[NoticeKind, Iterable[int | None]]


def hear(sender: type[Event], *, event: Event, **kwargs: object) -> None:
    """Receives `events.recorded`."""
    find = _FINDERS.get(events.Kind(event.kind))
    if find is None:
        return
    kind, people = find(event)
    told = {pk for pk in people if pk is not None} - {event.actor_id}
    Notice.objects.bulk_create(
        [of_event(kind, event, person=pk, at=event.at) for pk in sorted(told)],
        ignore_conflicts=True,
    )


def mentioned(text: str) -> QuerySet[User]:
    """Whoever is called by `@name`; full stops after a name belong to the sentence."""
    names = {name.lower() for name in MENTION.findall(text)[:MOST_MENTIONS]}
    names |= {name.rstrip(".+-@") for name in names}
    people = User.objects.annotate(called=Lower("username"))
    return people.filter(called__in=names, is_active=True)


def _mention(event: Event) -> Concerned:
    text = str(event.data.get("text", ""))
    people = mentioned(text).values_list("pk", flat=True) if "@" in text else ()
    return NoticeKind.MENTIONED, people


def _assignment(event: Event) -> Concerned:
    return NoticeKind.ASSIGNED, _active([event.data.get("to")])


def _return(event: Event) -> Concerned:
    """Submitted or approved, and back in work: whoever has the review is asked for changes."""
    back = event.data.get("to") == Status.IN_REVIEW and event.data.get("start") in (
        Status.SUBMITTED,
        Status.APPROVED,
    )
    return NoticeKind.CHANGES, _active([event.review.assignee_id] if back else [])


def _approval(event: Event) -> Concerned:
    verdict = event.review.verdicts.filter(version=event.data.get("version")).first()
    authors = [verdict.author_id, verdict.last_editor_id] if verdict else []
    return NoticeKind.APPROVED, _active(authors)


def _call_for_votes(event: Event) -> Concerned:
    """All who may vote: reviewers and above who have not written the verdict."""
    writing = event.review.verdicts.filter(state=VerdictState.SUBMITTED).first()
    authors = {writing.author_id, writing.last_editor_id} if writing else set()
    people = User.objects.filter(is_active=True, role__in=REVIEWERS)
    return NoticeKind.VOTES, set(people.values_list("pk", flat=True)) - authors


def _trouble(event: Event) -> Concerned:
    """Whoever has the review, else who wrote and who approved what readers see."""
    review = event.review
    approved = review.verdicts.filter(state=VerdictState.APPROVED).first()
    people = [approved.author_id, approved.approver_id] if approved else []
    return NoticeKind.LOOK, _active([review.assignee_id, *people])


def _dispute(event: Event) -> Concerned:
    """All who may decide on it, and who wrote and approved what is disputed."""
    editors = User.objects.filter(is_active=True, role__in=EDITORS).values_list("pk", flat=True)
    return NoticeKind.DISPUTED, {*editors, *_behind(event)}


def _decision(event: Event) -> Concerned:
    return NoticeKind.DECIDED, _behind(event)


def _behind(event: Event) -> list[int]:
    approved = event.review.verdicts.filter(state=VerdictState.APPROVED).first()
    return _active([approved.author_id, approved.approver_id] if approved else [])


def _active(people: Iterable[int | None]) -> list[int]:
    """Those of them who still work here."""
    known = [pk for pk in people if pk is not None]
    if not known:
        return []
    return list(User.objects.filter(pk__in=known, is_active=True).values_list("pk", flat=True))


_FINDERS: dict[events.Kind, Callable[[Event], Concerned]] = {
    events.Kind.COMMENTED: _mention,
    events.Kind.THREAD_OPENED: _mention,
    events.Kind.THREAD_ANSWERED: _mention,
    events.Kind.ASSIGNED: _assignment,
    events.Kind.MOVED: _return,
    events.Kind.VERDICT_APPROVED: _approval,
    events.Kind.VOTES_ASKED: _call_for_votes,
    events.Kind.SOURCE_TROUBLED: _trouble,
    events.Kind.DISPUTED: _dispute,
    events.Kind.DISPUTE_DECIDED: _decision,
}
