"""Views of the queue under a name."""

import pytest
from django.db import IntegrityError, transaction

from factcheck.accounts.models import Role, User
from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import saved
from reviews.models import SavedView
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def kept(by: User, name: str = "Late ones", **fields: bool) -> SavedView:
    return saved.save(by=by, now=NOON, name=name, query="overdue=1", **fields)


def test_a_name_is_kept_tidy_and_one_is_needed() -> None:
    person = make.reviewer()

    assert kept(person, "  Late \n ones ").name == "Late ones"
    with pytest.raises(InvalidInput):
        kept(person, " ")


def test_two_people_may_use_one_name_but_one_person_only_once() -> None:
    first, second = make.reviewer(), make.reviewer()
    kept(first)
    kept(second)

    with pytest.raises(saved.NameTaken, match="“LATE ONES” already"):
        kept(first, "LATE ONES")

    assert SavedView.objects.count() == 2


def test_a_shared_name_is_there_once_for_all() -> None:
    kept(make.editor(), shared=True)

    with pytest.raises(saved.NameTaken):
        kept(make.editor(), shared=True)


def test_the_database_keeps_names_apart() -> None:
    view = kept(make.reviewer())

    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(owner=view.owner, name="late ONES", created_at=NOON)


@pytest.mark.parametrize("role", Role)
def test_editors_share(role: Role) -> None:
    person = make.user(role)

    try:
        shared = kept(person, shared=True).shared
    except NotAllowed:
        shared = False

    assert shared is person.at_least(Role.EDITOR)


def test_one_sees_ones_own_and_the_shared_ones() -> None:
    me, other = make.reviewer(), make.editor()
    mine, shared = kept(me), kept(other, "For all", shared=True)
    kept(other, "Not for all")

    assert set(SavedView.objects.visible_to(me)) == {mine, shared}


def test_a_shared_view_is_every_editors_to_change_and_nobody_elses() -> None:
    view = kept(make.editor(), shared=True)

    saved.change(view.pk, by=make.editor(), name="Very late ones")
    with pytest.raises(NotAllowed):
        saved.change(view.pk, by=make.reviewer(), name="Mine now")
    with pytest.raises(NotAllowed):
        saved.delete(view.pk, by=make.reviewer())

    view.refresh_from_db()
    assert view.name == "Very late ones"


def test_another_persons_own_view_is_not_changed_by_editors_either() -> None:
    view = kept(make.reviewer())

    with pytest.raises(NotAllowed):
        saved.delete(view.pk, by=make.editor())


def test_the_queue_opens_with_a_view_until_it_is_gone_or_shared_no_more() -> None:
    editor, person = make.editor(), make.reviewer()
    view = kept(editor, shared=True)
    saved.open_with(view, by=person)

    opened = saved.first(person)
    saved.change(view.pk, by=editor, shared=False)
    private = saved.first(person)
    saved.delete(view.pk, by=editor)

    assert (opened, private, saved.first(person)) == (view, None, None)


def test_there_is_an_end_to_views() -> None:
    person = make.reviewer()
    for number in range(saved.MOST):
        kept(person, f"View {number}")

    with pytest.raises(InvalidInput, match="Delete one first"):
        kept(person)
