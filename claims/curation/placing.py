"""Where a candidate begins and ends: move its bounds, or cut it in two."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims.curation import locking, reading, spans
from claims.exceptions import InvalidSpan, OlderRevision
from claims.models import ChangeKind, Claim
from factcheck.accounts.models import User

FOLLOWS = (*sorted(reading.WORDED), "times", *reading.READ)
"""What follows the words of a claim, unless a person has said otherwise."""


@transaction.atomic
def move(
    claim_id: int, *, start: int, end: int, by: User, now: datetime, seen: int | None = None
) -> Claim:
    """Move the bounds of a candidate to the code points `start` to `end` of its article.

    What the splitter says of a claim is read anew from the words within; a statement or a kind
    that a person gave is kept. `seen` is as for `edit`. Raises InvalidSpan, also for new bounds
    that cut a word or a character in two, AlreadyProposed where another open claim has exactly
    those words, OlderRevision, AlreadyDecided, NotAllowed.
    """
    claim = _movable(claim_id, by=by, seen=seen)
    span, here = spans.checked(claim.article, start, end), (claim.start, claim.end)
    if span == here:
        return claim
    spans.check_whole(claim.article.text, *span, kept=here)
    values = _follow(claim, *span, given=given_by_hand(claim))
    before = locking.write(claim, spans.anchor(claim.article, *span) | values)
    spans.save(claim)
    locking.record(claim, ChangeKind.MOVED, by=by, at=now, before=before)
    return claim


@transaction.atomic
def cut(
    claim_id: int, *, at: int, by: User, now: datetime, seen: int | None = None
) -> tuple[Claim, Claim]:
    """Cut a candidate in two before the code point `at` of the article.

    The candidate keeps the first half, a new one takes the second; each says what its own words
    say, and keeps the times that stand in it. Raises InvalidSpan where a half would be empty
    or a word cut through, AlreadyProposed where another candidate has those characters, and
    OlderRevision.
    """
    claim = _movable(claim_id, by=by, seen=seen)
    text = claim.article.text
    first = spans.trimmed(text, claim.start, at)
    second = spans.trimmed(text, at, claim.end)
    inside = claim.start < at < claim.end and spans.between_words(text, at)
    if not inside or first is None or second is None:
        raise InvalidSpan(_("Cut between two words of the claim."), field="at")
    given = given_by_hand(claim) - reading.WORDED
    halves = [_follow(claim, *span, given=given) for span in (first, second)]
    half = Claim(
        article=claim.article,
        kind=claim.kind,
        claimant=claim.claimant,
        attribution=claim.attribution,
        attribution_spans=claim.attribution_spans,
        origin=spans.PERSON,
        added_by=by,
        created_at=now,
    )
    locking.write(half, spans.anchor(claim.article, *second) | halves[1])
    before = locking.write(claim, spans.anchor(claim.article, *first) | halves[0])
    spans.save(claim, half)
    locking.record(claim, ChangeKind.CUT, by=by, at=now, before=before, other=half)
    return claim, half


def _movable(claim_id: int, *, by: User, seen: int | None) -> Claim:
    """The candidate, held, in the newest text: what is placed in an older one nobody would see."""
    claim = locking.candidate(claim_id, by=by)
    locking.check_seen(claim, seen)
    if not claim.article.live:
        raise OlderRevision(
            _(
                "This is an older text of the article. Say first where the claim is in the newest "
                "one; then its bounds can be changed there."
            )
        )
    return claim


def given_by_hand(claim: Claim) -> set[str]:
    """The fields whose values a person gave; a cut leaves nothing of a statement."""
    given: set[str] = set()
    standing = claim.changes.filter(undone_by__isnull=True).order_by("pk")
    for kind, before in standing.values_list("kind", "before"):
        if kind in (ChangeKind.EDITED, ChangeKind.PROPOSED):
            given |= set(before)
        elif kind == ChangeKind.CUT:
            given -= reading.WORDED
    return given


def _follow(claim: Claim, start: int, end: int, *, given: set[str]) -> dict[str, Any]:
    """What the claim says once its words are those from `start` to `end`."""
    read = reading.read(claim.article, start, end)
    if not read:  # nothing is claimed there: what still holds of the claim is kept
        quote = claim.article.text[start:end]
        read = {"signals": [each for each in claim.signals if each["text"] in quote]}
    values = {
        "times": [time for time in claim.times if start <= time["start"] and time["end"] <= end],
        **spans.quoted(claim.article, start, end),
        **{name: read[name] for name in FOLLOWS if read.get(name)},
        **{name: read[name] for name in reading.READ if name in read},
    }
    return {name: value for name, value in values.items() if name not in given}
