"""Another source in the place of one that is gone, changed, or was the wrong one."""

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Conflict
from reviews import events, permissions
from reviews.evidence import changing, checking, citing
from reviews.evidence.checking import Said
from reviews.exceptions import InvalidTransition
from reviews.models import Evidence, Review
from reviews.states import Status

CARRIED = ("stance", "primary", "note", "interest")


def replace(
    evidence_id: int,
    *,
    url: str,
    quote: str,
    reason: str,
    by: User,
    now: datetime,
    **said: Unpack[Said],
) -> Evidence:
    """Cite `quote` from `url` where the evidence stood, and withdraw that one, because of `reason`.

    Stance and notes are carried over unless `said` differs, and so is the number: `[2]` in the
    rationale means the new source from now on. The page is fetched first, outside the transaction.
    Raises what `attach` raises, ReasonNeeded, and InvalidTransition where the verdict is public
    and has to be reopened before.
    """
    old = Evidence.objects.select_related("review", "link", "withdrawn_by").get(pk=evidence_id)
    _check(by, old)
    why = checking.needed(reason, to_do=_("replace a source"))
    carried: Any = {name: getattr(old, name) for name in CARRIED}
    clean = checking.cleaned(carried | said | {"quote": quote}, url=url)
    seen = citing.sight(url, clean)
    return _put(old.pk, seen, reason=why, by=by, now=now)


def refusal(review: Review) -> str:
    """Why no source of `review` can be replaced at present, and what to do; empty: go ahead."""
    try:
        _check_open(review)
    except InvalidTransition as refused:
        return str(refused)
    return ""


@transaction.atomic
def _put(evidence_id: int, seen: citing.Sight, *, reason: str, by: User, now: datetime) -> Evidence:
    old = checking.locked(evidence_id)
    _check(by, old)
    made, match = citing.placed(old.review, seen, by=by, now=now)
    _check_other(made, old)
    citing.check_not_cited_yet(made)
    changing.take_back(old, by=by, now=now, reason=reason)
    made.replaces, made.position, made.rank = old, old.position, old.rank
    made.save()
    events.record(
        old.review,
        kind=events.Kind.EVIDENCE_REPLACED,
        by=by,
        at=now,
        replaces=old.pk,
        was_url=old.title or old.link.url,
        reason=reason,
        **citing.told(made, match),
    )
    return made


def _check(by: User, old: Evidence) -> None:
    permissions.check_may_change(by, old)
    _check_open(old.review)
    checking.check_stands(old)


def _check_open(review: Review) -> None:
    if review.state is Status.PUBLISHED:
        raise InvalidTransition(
            _(
                "This verdict is published: readers see this source. Reopen the review for "
                "correction first, then replace it; the correction tells readers."
            )
        )
    checking.check_in_work(review)


def _check_other(made: Evidence, old: Evidence) -> None:
    if made.link_id == old.link_id and made.quote == old.quote:
        raise Conflict(
            _("These words of this page are cited already. Name another page, or other words."),
            field="url",
        )
