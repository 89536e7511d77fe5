"""What a person says of a claim whose place in the new text is open."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import permissions, signals, wording
from claims.curation import locking, shifting, spans
from claims.exceptions import AlreadySettled
from claims.models import Anchoring, Article, ChangeKind, Claim, Found, Settled, Status
from claims.revisions import telling
from factcheck.accounts.models import User

LONGEST_REASON = 1000
WORDED = ("statement", "statement_parts", "attribution_spans", "times")


@transaction.atomic
def settle_here(
    claim_id: int,
    *,
    start: int,
    end: int,
    by: User,
    now: datetime,
    statement: str = "",
) -> Anchoring:
    """Say that a claim stands at code points `start` to `end` of the live revision.

    It takes over the words there. Its statement stays unless one is given, or the splitter had
    worded it, nobody accepted it, and the new text has a candidate on exactly these words: it says
    what that says then. Such a candidate, if nobody touched it, is merged into the claim. What was
    given up before can be found again.
    Raises InvalidSpan, also for bounds that cut a word in two and were not suggested,
    AlreadyProposed, AlreadySettled, NotAllowed, InvalidInput.
    """
    stated = wording.line(statement, field="statement", longest=spans.LONGEST_STATEMENT)
    row = _open(claim_id, by=by, now=now, again=True)
    claim, article = row.claim, row.to_article
    span = spans.checked(article, start, end)
    if span not in [(each["start"], each["end"]) for each in row.suggestions]:
        spans.check_whole(article.text, *span)
    same = _absorb(claim, article, span, by=by, now=now)
    before = locking.write(claim, _values(claim, article, span, stated, same))
    spans.save(claim)
    row.start, row.end = span
    _close(row, Settled.HERE, by=by, now=now)
    changed = {name: value for name, value in before.items() if name != "article"}
    locking.record(
        claim, ChangeKind.REANCHORED, by=by, at=now,
        before=changed | {"article_id": row.from_article_id},
    )  # fmt: skip
    _tell(row, by=by, now=now)
    return row


@transaction.atomic
def settle_gone(claim_id: int, *, by: User, now: datetime, reason: str = "") -> Anchoring:
    """Say that the article no longer has the words of a claim; it stays in the older revision.

    Raises AlreadySettled, NotAllowed, InvalidInput.
    """
    why = wording.line(reason, field="reason", longest=LONGEST_REASON)
    row = _open(claim_id, by=by, now=now)
    _close(row, Settled.GONE, by=by, now=now, reason=why)
    locking.record(row.claim, ChangeKind.REANCHORED, by=by, at=now, reason=why)
    _tell(row, by=by, now=now)
    return row


@transaction.atomic
def settle_rest(article_id: int, *, by: User, now: datetime) -> int:
    """Give up all claims that were not found at all and that nobody accepted; returns how many."""
    permissions.check_may_curate(by)
    article = telling.hold_live(article_id)
    rest = telling.waiting(article.pk).filter(outcome=Found.ORPHANED)
    rows = list(rest.exclude(claim__status=Status.ACCEPTED).values_list("claim", flat=True))
    for claim_id in sorted(rows):
        settle_gone(claim_id, by=by, now=now)
    return len(rows)


def _open(claim_id: int, *, by: User, now: datetime, again: bool = False) -> Anchoring:
    """The open row of a claim, with article, claim and row held, in this order everywhere."""
    permissions.check_may_curate(by)
    latest = Anchoring.objects.filter(claim=claim_id).order_by("pk").last()
    if latest is None:
        raise AlreadySettled(_("This claim stands in its place; there is nothing to settle."))
    article = telling.hold_live(latest.to_article_id)
    claim = Claim.objects.select_for_update(no_key=True).get(pk=claim_id)
    row = (
        Anchoring.objects.select_for_update(of=("self",)).filter(claim=claim).order_by("pk").last()
    )
    assert row is not None
    row.claim, row.to_article = (
        claim,
        row.to_article if row.to_article_id != article.pk else article,
    )
    if row.waits:
        return row
    if again and row.decision == Settled.GONE:
        return Anchoring(
            claim=claim,
            from_article_id=claim.article_id,
            from_start=claim.start,
            from_end=claim.end,
            to_article=article,
            outcome=row.outcome,
            at=now,
            by=by,
        )
    raise AlreadySettled(
        _("%(name)s settled this meanwhile (%(decision)s); nothing was changed.")
        % {
            "name": row.settled_by or _("Somebody"),
            "decision": row.get_decision_display() or row.get_outcome_display(),
        }
    )


def _absorb(
    claim: Claim, article: Article, span: tuple[int, int], *, by: User, now: datetime
) -> Claim | None:
    """The new text's own candidate on these words, untouched: it is this claim.

    A claim that came along from an older text has its place there by itself, and keeps it.
    """
    start, end = span
    untouched = Claim.objects.select_for_update(of=("self",), no_key=True).filter(
        article=article, start=start, end=end, added_by=None, changes=None, anchorings=None
    )
    other = untouched.candidates().exclude(pk=claim.pk).first()
    if other is not None:
        other.same_as = claim
        locking.decide(other, Status.MERGED, by=by, now=now)
        locking.record(other, ChangeKind.MERGED, by=by, at=now, other=claim)
    return other


def _values(
    claim: Claim,
    article: Article,
    span: tuple[int, int],
    stated: str,
    same_as: Claim | None,
) -> dict[str, Any]:
    placed = spans.anchor(article, *span)
    same = placed["quote"] == claim.quote
    along = shifting.along(claim.start, claim.end, span[0] - claim.start)
    where = along if same else shifting.nowhere
    said = {name: getattr(claim, name) for name in shifting.PLACED}
    values = shifting.shifted(said, where) | placed | {"article": article}
    worded = claim.status == Status.CANDIDATE and bool(claim.statement_parts)
    if same_as is not None and worded and not same:
        values |= {name: getattr(same_as, name) for name in WORDED}
    if stated and stated != claim.statement:
        values |= {"statement": stated, "statement_parts": []}
    return values


def _close(row: Anchoring, decision: Settled, *, by: User, now: datetime, reason: str = "") -> None:
    row.decision, row.settled_by, row.settled_at, row.reason = decision, by, now, reason
    row.save()


def _tell(row: Anchoring, *, by: User, now: datetime) -> None:
    if row.claim.status == Status.ACCEPTED:
        signals.claim_reanchored.send(sender=Claim, claim=row.claim, anchoring=row, by=by, now=now)
