"""What a look makes of its link: the row, in memory, as it will be written."""

from reviews.links import findings, outcomes, schedule
from reviews.links.findings import Result
from reviews.links.outcomes import Family
from reviews.links.schedule import Look, Standing
from reviews.models import SourceLink


def bring_up(result: Result, *, frozen: bool) -> None:
    """Bring the link of `result` up to what the look means. `frozen`: a failure is no strike."""
    link, seen = result.seen.link, result.seen
    before = Standing(
        state=link.state,
        strikes=link.strikes,
        first_strike_at=link.first_strike_at,
        healthy_since=link.healthy_since,
        next_check_at=link.next_check_at,
    )
    look = Look(
        outcome=result.outcome,
        reason=result.reason,
        at=seen.at,
        retry_after=seen.observation.retry_after,
        frozen=frozen,
        reached=_reached(result),
    )
    after = schedule.after(before, look, link_id=link.pk)
    link.state, link.strikes, link.first_strike_at = (
        after.state,
        after.strikes,
        after.first_strike_at,
    )
    link.healthy_since, link.next_check_at = after.healthy_since, after.next_check_at
    link.outcome, link.reason, link.last_checked_at = result.outcome, result.reason, seen.at
    if result.read:
        link.body_sha256 = seen.observation.body_sha256


def _reached(result: Result) -> bool:
    """Whether a refused page was read before; a query for these few alone."""
    if outcomes.family(result.outcome) is not Family.NEVER_FETCHED:
        return False
    link: SourceLink = result.seen.link
    return (
        link.healthy_since is not None
        or link.snapshots.exists()
        or link.checks.filter(outcome__in=findings.READ).exists()
    )
