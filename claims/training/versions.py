"""Versions of the model: kept for good, switched on and off by editors."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from claims import permissions
from claims.exceptions import NoSuchModel, UnusableModel
from claims.models import WorthModel
from claims.splitting import trained
from factcheck.accounts.models import User

_LOCK = "LOCK TABLE claims_worthmodel IN SHARE ROW EXCLUSIVE MODE"


def active() -> WorthModel | None:
    return WorthModel.objects.active().first()


@transaction.atomic
def record(
    model: trained.Model, *, by: User | None, now: datetime, origin: str, **about: Any
) -> WorthModel:
    """Keep what was learned as the next version, switched off.

    Two trainings at once would take the same number: hence the lock. `by` is None at the command
    line.
    """
    _lock()
    last = WorthModel.objects.aggregate(last=Max("version"))["last"] or 0
    return WorthModel.objects.create(
        version=last + 1,
        source=origin[:300],
        trained_at=now,
        trained_by=by,
        weights=trained.as_json(model),
        **about,
    )


@transaction.atomic
def activate(version: int, *, by: User | None, now: datetime) -> WorthModel:
    """Score new candidates with this version, and with no other.

    Raises NoSuchModel, UnusableModel, NotAllowed.
    """
    model = _locked(version, by=by)
    _check_readable(model)
    if not model.active:
        on = WorthModel.objects.active()
        on.update(active=False, switched_at=now, switched_by=by)
        _switch(model, active=True, by=by, now=now)
    return model


@transaction.atomic
def deactivate(version: int, *, by: User | None, now: datetime) -> WorthModel:
    """Score new candidates without this version. Raises NoSuchModel, NotAllowed."""
    model = _locked(version, by=by)
    if model.active:
        _switch(model, active=False, by=by, now=now)
    return model


def _locked(version: int, *, by: User | None) -> WorthModel:
    if by is not None:
        permissions.check_may_tune(by)
    _lock()
    model = WorthModel.objects.filter(version=version).first()
    if model is None:
        raise NoSuchModel(_("There is no model version %(version)s.") % {"version": version})
    return model


def _check_readable(model: WorthModel) -> None:
    try:
        trained.from_json(model.version, model.weights)
    except trained.UnreadableModel as error:
        raise UnusableModel(
            _(
                "Model version %(version)s cannot be read by this version of Factcheck. Train a "
                "new one."
            )
            % {"version": model.version}
        ) from error


def _switch(model: WorthModel, *, active: bool, by: User | None, now: datetime) -> None:
    model.active, model.switched_at, model.switched_by = active, now, by
    model.save(update_fields=["active", "switched_at", "switched_by"])


def _lock() -> None:
    """One at a time: reading goes on meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
