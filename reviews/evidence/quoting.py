"""Words chosen in a copy that the desk has: no page is fetched for them."""

from datetime import datetime
from typing import Any, NotRequired, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from reviews import permissions, workflow
from reviews.evidence import checking, citing, looking
from reviews.evidence.checking import Cited
from reviews.exceptions import UnusableEvidence
from reviews.links import matches, quotes
from reviews.models import Evidence, EvidenceKind, Review, Snapshot


class Chosen(Cited):
    """`start`, `end`: code points into the text of the copy, where the words were selected."""

    start: NotRequired[int | None]
    end: NotRequired[int | None]


def quote(evidence_id: int, *, by: User, now: datetime, **chosen: Unpack[Chosen]) -> Evidence:
    """Cite other words of the copy that a piece of evidence stands on, as a piece of its own.

    Raises NotAllowed, InvalidTransition, InvalidInput, UnusableEvidence, Conflict.
    """
    of = Evidence.objects.select_related("snapshot", "link").get(pk=evidence_id)
    if of.snapshot is None:
        raise UnusableEvidence(_("The desk has no copy of this source to cite from."))
    about = {"title": of.title, "publisher": of.publisher, "place": of.place}
    with transaction.atomic():
        review = workflow.locked(of.review_id)
        return cite(review, of.snapshot, about=about, by=by, now=now, **chosen)


def cite(
    review: Review,
    copy: Snapshot,
    *,
    about: dict[str, str],
    by: User,
    now: datetime,
    **chosen: Unpack[Chosen],
) -> Evidence:
    """Write words of `copy` as evidence; `review` is locked by the caller's transaction."""
    permissions.check_may_cite(by)
    checking.check_in_work(review)
    start, end = chosen.pop("start", None), chosen.pop("end", None)
    clean = checking.cleaned(chosen)
    match = located(copy.text, clean["quote"], start=start, end=end)
    if not match.found and not clean["unlocated_reason"]:
        raise _unfound(clean["quote"], copy, match)
    made = Evidence(
        review=review,
        link=copy.link,
        snapshot=copy,
        added_by=by,
        added_at=now,
        **_described(copy, about),
        **clean,
    )
    if copy.link.on_web:
        citing.watched(copy.link.url, now=now)
    citing.settle(made, match)
    return citing.put(made, match, by=by, now=now)


def located(text: str, words: str, *, start: int | None, end: int | None) -> matches.Match:
    """Where `words` stand: at `start` to `end` if that is what stands there, else the first place.

    White space at the ends, and how many there are in between, is not what people choose.
    """
    if start is not None and end is not None and 0 <= start < end <= len(text):
        chosen = text[start:end]
        if chosen.split() == words.split():
            start += len(chosen) - len(chosen.lstrip())
            end = start + len(chosen.strip())
            return matches.Match(matches.Kind.EXACT, start, end, score=100.0, occurrences=1)
    return quotes.locate(words, text)


def _unfound(words: str, copy: Snapshot, match: matches.Match) -> UnusableEvidence:
    if not copy.text:
        told = _("The desk reads no text in this. Write how you read it: readers will see that.")
        return UnusableEvidence(told, field="unlocated_reason")
    return UnusableEvidence(looking.not_found(words, copy.text, match), field="quote")


def _described(copy: Snapshot, about: dict[str, str]) -> dict[str, Any]:
    if copy.link.on_web:
        return {"kind": EvidenceKind.URL}
    return {"kind": EvidenceKind.FILE, **about}
