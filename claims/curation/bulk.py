"""Many candidates in one go: each judged alone, all of them undone together."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from django.utils.translation import gettext as _

from claims import permissions
from claims.curation import deciding, undoing
from claims.exceptions import NoSuchClaim, NothingToUndo
from claims.models import Change, Claim
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError, InvalidInput

MOST = 500  # claims: some seconds; more are decided in several goes


@dataclass(frozen=True)
class Refused:
    """A claim that was left as it is, and why."""

    claim_id: int
    error: DeskError


@dataclass(frozen=True)
class Batch:
    """What became of many claims; `id` is what `undo_batch` takes, None where none changed."""

    id: uuid.UUID | None
    done: tuple[int, ...]
    refused: tuple[Refused, ...]


def accept_all(ids: Iterable[int], *, by: User, now: datetime) -> Batch:
    """Accept these candidates. What somebody decided meanwhile is reported and left.

    Each is a transaction of its own, so that nobody else's triage waits for the whole of it.
    Raises NotAllowed, and InvalidInput for more than MOST.
    """
    permissions.check_may_curate(by)
    batch = uuid.uuid4()
    return _each(ids, lambda pk: deciding.accept(pk, by=by, now=now, batch=batch), batch)


def dismiss_all(
    ids: Iterable[int], *, by: User, now: datetime, **why: Unpack[deciding.Why]
) -> Batch:
    """Put these candidates aside for one reason. Else as `accept_all`."""
    permissions.check_may_curate(by)
    reasons = deciding.checked_why(why)
    batch = uuid.uuid4()
    return _each(
        ids, lambda pk: deciding.dismiss(pk, by=by, now=now, batch=batch, **reasons), batch
    )


def undo_batch(batch_id: uuid.UUID, *, by: User, now: datetime) -> Batch:
    """Take back what one batch did, except on claims that were changed since: they are reported.

    Raises NotAllowed, and NothingToUndo where there was no such batch or all of it is undone.
    """
    permissions.check_may_curate(by)
    changes = dict(
        Change.objects.filter(batch=batch_id).order_by("pk").values_list("claim_id", "pk")
    )
    if not Change.objects.standing().filter(pk__in=changes.values()).exists():
        raise NothingToUndo(_("There is nothing to undo: no batch of this name stands."))
    return _each(changes, lambda pk: undoing.undo(pk, by=by, now=now, only=changes[pk]), batch_id)


def open_at_least(article_id: int, checkworthiness: float) -> list[int]:
    """The open candidates of an article from this figure (0–1) up, in the order of its text."""
    if not 0 <= checkworthiness <= 1:
        raise InvalidInput(_("Send a check-worthiness from 0 to 1."), field="at_least")
    claims = Claim.objects.candidates().filter(
        article=article_id, checkworthiness__gte=checkworthiness
    )
    return list(claims.order_by("start", "end", "pk").values_list("pk", flat=True))


def _each(ids: Iterable[int], act: Callable[[int], Claim], batch: uuid.UUID) -> Batch:
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > MOST:
        raise InvalidInput(
            _("These are %(many)s claims; at most %(most)s are decided in one go.")
            % {"many": len(wanted), "most": MOST},
            field="claims",
        )
    done: list[int] = []
    refused: list[Refused] = []
    for pk in wanted:
        try:
            done.append(act(pk).pk)
        except Claim.DoesNotExist:
            refused.append(Refused(pk, NoSuchClaim(_("There is no such claim."))))
        except DeskError as error:
            refused.append(Refused(pk, error))
    return Batch(batch if done else None, tuple(done), tuple(refused))
