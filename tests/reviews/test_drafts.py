"""Drafts: each person's own, the newest stands, and none too many."""

from datetime import timedelta
from typing import Any

import pytest

from factcheck.exceptions import InvalidInput
from reviews import drafts
from reviews.models import Draft
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
PLACE = "review-8-verdict"


def keep(person: Any, place: str = PLACE, **changed: Any) -> Draft:
    given: dict[str, Any] = {"words": {"summary": ["قال 🚢"]}, "upon": "3", "now": NOON} | changed
    return drafts.keep(person, place=place, **given)


def test_the_newest_words_stand_and_nobody_else_reads_them() -> None:
    one, other = make.reviewer(), make.editor()
    keep(one)
    keep(one, words={"summary": ["later"]})

    assert [draft.words for draft in drafts.kept(one, [PLACE])] == [{"summary": ["later"]}]
    assert drafts.kept(other, [PLACE]) == []


def test_what_was_saved_is_forgotten() -> None:
    one, other = make.reviewer(), make.editor()
    keep(one)
    keep(other)

    drafts.forget(one, place=PLACE)

    assert [draft.person for draft in Draft.objects.all()] == [other]


@pytest.mark.parametrize(
    "given",
    [
        {"place": ""},
        {"place": "a/b"},
        {"place": "x" * 81},
        {"words": {"summary": ["x" * 200_001]}},
        {"words": {"summary": ["a\0b"]}},
        {"words": {"summary": ["half \ud83d"]}},
        {"upon": "x" * 65},
    ],
)
def test_what_cannot_be_kept_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        keep(make.reviewer(), **given)
    assert Draft.objects.count() == 0


def test_the_oldest_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    person = make.reviewer()

    for number in range(3):
        keep(person, place=f"review-{number}-verdict", now=NOON + timedelta(minutes=number))

    places = Draft.objects.order_by("place").values_list("place", flat=True)
    assert list(places) == ["review-1-verdict", "review-2-verdict"]
