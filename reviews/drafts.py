"""Words not yet saved: kept for the person who typed them, whichever machine they sit at."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput
from reviews.models import Draft

PLACE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
UNSTORABLE = re.compile(r"\\u0000|[\x00\ud800-\udfff]")
"""What PostgreSQL keeps in no text: NUL, as JSON writes it too, and halves of surrogate pairs."""
LONGEST = 200_000
"""Characters of one draft as JSON: ten times the longest rationale."""
MOST = 300
"""Drafts of one person; the oldest make room."""


@transaction.atomic
def keep(person: User, *, place: str, words: Mapping[str, Any], upon: str, now: datetime) -> Draft:
    """Keep what `person` typed in `place`. `upon`: the revision of the stored text they read.

    Two windows of one person: the later keystroke stands. Raises InvalidInput.
    """
    written = json.dumps(words, ensure_ascii=False)
    if not PLACE.fullmatch(place):
        raise InvalidInput(_("This is no name of a form."), field="place")
    if len(written) > LONGEST or UNSTORABLE.search(written + upon) or len(upon) > 64:
        raise InvalidInput(_("This is too long, or no text, to be kept as a draft."), field="words")
    values = {"words": dict(words), "upon": upon, "kept_at": now}
    draft, created = Draft.objects.update_or_create(person=person, place=place, defaults=values)
    if created:
        late = Draft.objects.filter(person=person).order_by("-kept_at", "-pk")[MOST:]
        Draft.objects.filter(pk__in=list(late.values_list("pk", flat=True))).delete()
    return draft


def kept(person: User, places: Iterable[str]) -> list[Draft]:
    """The drafts that `person` has in these places; nobody else can read them."""
    known = [place for place in places if PLACE.fullmatch(place)]
    return list(Draft.objects.filter(person=person, place__in=known[:MOST]))


def forget(person: User, *, place: str) -> None:
    """What was saved, or is no longer wanted."""
    if PLACE.fullmatch(place):
        Draft.objects.filter(person=person, place=place).delete()
