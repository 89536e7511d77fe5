"""Ask for a page or a file to be read and cited. Nothing is fetched here: a worker does it."""

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Conflict
from reviews import permissions, workflow
from reviews.evidence import checking, files
from reviews.evidence.checking import Cited
from reviews.links import registry, written
from reviews.models import EvidenceKind, Fetch, Review

MOST_AT_ONCE = 50
"""Fetches of one review that are under way or wait for a person."""


def ask(review_id: int, *, url: str, by: User, now: datetime, **cited: Unpack[Cited]) -> Fetch:
    """Have the page at `url` read. `quote` may be left out: it is chosen in the copy then.

    Raises UnusableSource, NotAllowed, InvalidTransition, InvalidInput, and Conflict where the same
    is under way already.
    """
    clean = checking.storing(cited, url=url)
    registry.read(url)
    asked = {"kind": EvidenceKind.URL, "url": written.as_written(url), "cited": clean}
    return _ask(review_id, asked, by=by, now=now)


def ask_file(
    review_id: int,
    *,
    body: bytes,
    title: str,
    publisher: str = "",
    by: User,
    now: datetime,
    **cited: Unpack[checking.Filed],
) -> Fetch:
    """Have a file read. It is stored first, so that it is there whatever happens afterwards.

    Raises UnusableEvidence (what it is, how large), StorageAway, and what `ask` raises.
    """
    place = cited.pop("place", "")
    about = checking.described(title=title, publisher=publisher, place=place)
    clean = checking.storing(cited) | about
    permissions.check_may_cite(by)
    checking.check_in_work(Review.objects.get(pk=review_id))
    file = files.keep(body)
    asked = {
        "kind": EvidenceKind.FILE,
        "cited": clean,
        "media_type": file.media_type,
        "body_sha256": file.stored.sha256,
        "body_bytes": file.stored.size,
        "storage_key": file.stored.key,
    }
    return _ask(review_id, asked, by=by, now=now)


@transaction.atomic
def _ask(review_id: int, asked: dict[str, Any], *, by: User, now: datetime) -> Fetch:
    permissions.check_may_cite(by)
    review = workflow.locked(review_id)
    checking.check_in_work(review)
    fetch = Fetch(review=review, asked_by=by, asked_at=now, due_at=now, changed_at=now, **asked)
    _check_new(fetch)
    fetch.save()
    return fetch


def _check_new(fetch: Fetch) -> None:
    others = list(fetch.review.fetches.open())
    if len(others) >= MOST_AT_ONCE:
        raise Conflict(
            _("%(n)s pages are on their way already. Settle some of them first.")
            % {"n": len(others)}
        )
    for other in others:
        same = (other.url, other.body_sha256, other.cited.get("quote", ""))
        if other.under_way and same == (fetch.url, fetch.body_sha256, fetch.cited["quote"]):
            raise Conflict(_("The desk is reading this already; wait for it."), field="url")
