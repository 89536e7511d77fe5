"""What changed since the reader last looked: words, events, checklist."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import User
from reviews import checklist, looks, verdicts
from reviews.events import Kind
from reviews.models import Event, Review
from reviews.web import differences, history, presenting

# Told by the marked words of the verdict themselves.
TOLD_ELSEWHERE = {Kind.VERDICT_SAVED}
NEWS = set(Kind) - TOLD_ELSEWHERE


@dataclass(frozen=True)
class News:
    """Something that others did, and where on the page it is to be seen."""

    entry: history.Entry
    href: str


def remember(review: Review, *, by: User, seq: int | None = None) -> None:
    """`by` has seen the review as it is now; with `seq`, if nothing came after that event."""
    verdict = verdicts.current(review)
    looks.mark(
        review.pk,
        by=by,
        now=timezone.now(),
        seq=seq,
        words=verdicts.words_of(review, verdict).as_data(),
        done=[item.code for item in checklist.items(review, verdict) if item.done],
    )


def changes(sheet: presenting.Sheet, events: list[Event], by: User) -> dict[str, Any]:
    """Since the reader's own last look; before their first, since the words were last submitted."""
    review, verdict = sheet.review, sheet.verdict
    look = looks.last(review, by=by)
    found: dict[str, Any] = {"look": look, "earlier": None, "rows": [], "news": [], "turned": []}
    found["seq"] = events[-1].seq if events else 0
    if look is not None:
        numbers = {piece.evidence.pk: piece.number for piece in sheet.pieces}
        later = [each for each in events if each.seq > look.seq and each.actor_id != by.pk]
        found["rows"] = differences.rows(look.words, sheet.words.as_data())
        found["news"] = _news(later, numbers)
        found["turned"] = _turned(sheet.asked, look.done)
    elif verdict is not None:
        earlier = verdicts.before_this_look(review, verdict)
        found["earlier"] = earlier
        if earlier is not None:
            found["rows"] = differences.rows(earlier.words, sheet.words.as_data())
    return found


def _news(events: list[Event], numbers: dict[int, int]) -> list[News]:
    """Newest first."""
    wanted = [event for event in events if event.kind in NEWS]
    told = history.entries(wanted, numbers)
    hrefs = [_where(event, numbers) for event in reversed(wanted)]
    return [News(entry, href) for entry, href in zip(told, hrefs, strict=True)]


def _where(event: Event, numbers: dict[int, int]) -> str:
    if "thread" in event.data:
        return f"#thread-{event.data['thread']}"
    if event.data.get("evidence") in numbers:
        return f"#evidence-{numbers[event.data['evidence']]}"
    return {Kind.COMMENTED: "#comments"}.get(Kind(event.kind), "")


def _turned(asked: list[checklist.Item], done: list[str]) -> list[dict[str, Any]]:
    """What of the checklist is met now and was not, or was and is not."""
    return [
        {"met": item.done, "text": item.text, "advice": item.advice}
        for item in asked
        if item.done != (item.code in done)
    ]
