"""Views of the queue under a name: one's own, and those that editors share with all."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput, NotAllowed
from reviews import permissions, wording
from reviews.models import FirstView, SavedView

LONGEST_NAME = 60
LONGEST_QUERY = 2_000
MOST = 50  # of one person: all of them are links above the queue


class NameTaken(Conflict):
    """Two views of one name could not be told apart."""

    code = "name-taken"


class Kept(TypedDict, total=False):
    """What a view is given. Left out: stays."""

    name: str
    query: str
    shared: bool


@transaction.atomic
def save(*, by: User, now: datetime, name: str, query: str, shared: bool = False) -> SavedView:
    """Keep a view. `query`: as the queue's filter wrote it down.

    Raises InvalidInput, NotAllowed (only editors share), NameTaken.
    """
    if SavedView.objects.filter(owner=by).count() >= MOST:
        raise InvalidInput(
            _("You have %(n)s views, which is as many as fit. Delete one first.") % {"n": MOST}
        )
    return _write(SavedView(owner=by, created_at=now), by=by, name=name, query=query, shared=shared)


@transaction.atomic
def change(view_id: int, *, by: User, **kept: Unpack[Kept]) -> SavedView:
    """Rename a view, give it other filters, share it or take it back."""
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view_id)
    _check_may_change(view, by)
    return _write(view, by=by, **kept)


@transaction.atomic
def delete(view_id: int, *, by: User) -> str:
    """Delete a view; returns its name. Who opened the queue with it gets what is open instead."""
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view_id)
    _check_may_change(view, by)
    view.delete()
    return view.name


def open_with(view: SavedView | None, *, by: User) -> None:
    """The queue opens with this view for `by`; None: with all that is open, as for everybody."""
    if view is None:
        FirstView.objects.filter(person=by).delete()
    else:
        FirstView.objects.update_or_create(person=by, defaults={"view": view})


def first(by: User) -> SavedView | None:
    """The view with which the queue opens; None where none was chosen, or it is shared no more."""
    visible = SavedView.objects.visible_to(by)
    return visible.filter(pk__in=FirstView.objects.filter(person=by).values("view")).first()


def may_change(view: SavedView, by: User) -> bool:
    """One's own; a shared one is every editor's."""
    return by.at_least(Role.EDITOR) if view.shared else view.owner_id == by.pk


def _check_may_change(view: SavedView, by: User) -> None:
    if not may_change(view, by):
        raise NotAllowed(_("Only editors change a shared view. Save one of your own instead."))


def _write(view: SavedView, *, by: User, **kept: Unpack[Kept]) -> SavedView:
    name = " ".join(kept.get("name", view.name).split())
    view.name = wording.clean(name, field="name", longest=LONGEST_NAME)
    view.query = kept.get("query", view.query)
    if not view.name:
        raise InvalidInput(_("Give the view a name."), field="name")
    if len(view.query) > LONGEST_QUERY:
        raise InvalidInput(_("These filters are too many to keep under a name."), field="query")
    if kept.get("shared", view.shared) and not view.shared:
        permissions.check_at_least(by, Role.EDITOR, to_do=_("share a view"))
    view.shared = kept.get("shared", view.shared)
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as taken:
        raise NameTaken(
            _("There is a view named “%(name)s” already. Choose another name.")
            % {"name": view.name},
            field="name",
        ) from taken
    return view
