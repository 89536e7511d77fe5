"""A person's side: choose the words, give a reason, try again, or give it up."""

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Conflict
from reviews import permissions, workflow
from reviews.evidence import checking, citing, held, quoting
from reviews.evidence.checking import LONGEST_LINE
from reviews.evidence.quoting import Chosen
from reviews.exceptions import UnusableEvidence
from reviews.links import matches
from reviews.models import Evidence, EvidenceKind, Fetch, FetchState, SourceLink
from reviews.models.fetch import STUCK


@transaction.atomic
def choose(fetch_id: int, *, by: User, now: datetime, **chosen: Unpack[Chosen]) -> Evidence:
    """Make evidence of what was read: with words of its copy, or with a reason why words count
    that stand in no copy. Raises UnusableEvidence, Conflict, NotAllowed, InvalidTransition.
    """
    fetch = _locked(fetch_id, by=by)
    if fetch.state not in STUCK:
        raise Conflict(_told(fetch))
    if fetch.snapshot is not None:
        made = quoting.cite(
            fetch.review, fetch.snapshot, about=_about(fetch), by=by, now=now, **chosen
        )
    else:
        made = _without_copy(fetch, by=by, now=now, **chosen)
    _close(fetch, FetchState.ATTACHED, now=now, evidence=made)
    return made


@transaction.atomic
def retry(fetch_id: int, *, by: User, now: datetime) -> Fetch:
    """Have it read again. Raises Conflict while it is under way or when it is done."""
    fetch = _locked(fetch_id, by=by)
    if fetch.state not in STUCK:
        raise Conflict(_told(fetch))
    checking.check_in_work(fetch.review)
    fetch.state, fetch.due_at, fetch.attempts = FetchState.WAITING, now, 0
    fetch.trouble, fetch.field, fetch.changed_at = "", "", now
    fetch.save()
    return fetch


@transaction.atomic
def cancel(fetch_id: int, *, by: User, now: datetime) -> Fetch:
    """Give it up, also while a worker is at it: what that finds is not written any more."""
    fetch = _locked(fetch_id, by=by)
    if fetch.state == FetchState.ATTACHED:
        raise Conflict(_told(fetch))
    if fetch.state != FetchState.CANCELLED:
        _close(fetch, FetchState.CANCELLED, now=now)
    return fetch


def _locked(fetch_id: int, *, by: User) -> Fetch:
    """The review first, as everywhere. Only who asked, and those who work on the review."""
    review = workflow.locked(Fetch.objects.values_list("review_id", flat=True).get(pk=fetch_id))
    fetch = (
        Fetch.objects.select_for_update(of=("self",))
        .select_related("snapshot__link")
        .get(pk=fetch_id)
    )
    fetch.review = review
    permissions.check_may_cite(by)
    if fetch.asked_by_id != by.pk:
        permissions.check_may_work(by, review)
    return fetch


def _told(fetch: Fetch) -> str:
    if fetch.under_way:
        return _("It is being read at this moment; wait for it, or give it up.")
    if fetch.state == FetchState.ATTACHED:
        return _("It is attached already. Withdraw the evidence instead.")
    return _("It was given up. Ask for it again.")


def _close(
    fetch: Fetch, state: FetchState, *, now: datetime, evidence: Evidence | None = None
) -> None:
    fetch.state, fetch.evidence, fetch.changed_at = state, evidence, now
    fetch.due_at, fetch.lease = None, None
    fetch.save()


def _about(fetch: Fetch) -> dict[str, str]:
    return {name: str(fetch.cited.get(name, "")) for name in LONGEST_LINE}


def _without_copy(fetch: Fetch, *, by: User, now: datetime, **chosen: Unpack[Chosen]) -> Evidence:
    checking.check_in_work(fetch.review)
    chosen.pop("start", None)
    chosen.pop("end", None)
    clean = checking.cleaned(chosen)
    if not clean["unlocated_reason"]:
        raise UnusableEvidence(
            _("The desk has no copy of it. Write why it counts, or have it read again."),
            field="unlocated_reason",
        )
    web = fetch.kind == EvidenceKind.URL
    made = Evidence(
        review=fetch.review,
        kind=fetch.kind,
        link=_link(fetch, now=now),
        added_by=by,
        added_at=now,
        **({} if web else _about(fetch)),
        **clean,
    )
    citing.settle(made, matches.MISSING)
    return citing.put(made, matches.MISSING, by=by, now=now)


def _link(fetch: Fetch, *, now: datetime) -> SourceLink:
    if fetch.kind == EvidenceKind.URL:
        return citing.watched(fetch.url, now=now)
    return held.link(held.of_file(fetch.body_sha256), now=now)
