"""Attach evidence: look at the source first, then write in one transaction with its event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Conflict
from factcheck.keeping import Kept
from reviews import archives, events, permissions, workflow
from reviews.evidence import checking, held, looking
from reviews.evidence.checking import Cited
from reviews.evidence.looking import Look
from reviews.exceptions import UnusableEvidence
from reviews.links import matches, quotes, registry, snapshots
from reviews.models import Condition, Evidence, EvidenceKind, Review, Snapshot, SourceLink


@dataclass(frozen=True)
class Sight:
    """A page that was looked at, where its body was put, and what is cited from it."""

    url: str
    look: Look
    stored: Kept | None
    cited: dict[str, Any]
    kind: EvidenceKind = EvidenceKind.URL

    @property
    def copied(self) -> bool:
        """Whether there is something to keep: a page with its text, or any file."""
        return self.look.readable or (
            self.kind == EvidenceKind.FILE and bool(self.look.observation.body)
        )


def attach(
    review_id: int, *, url: str, by: User, now: datetime, **cited: Unpack[Cited]
) -> Evidence:
    """Cite `quote` from the page at `url`; what is stored are the exact characters of our copy.

    The page is fetched first, outside the transaction that writes. Where it cannot be read, or
    does not hold the quote, `unlocated_reason` must say why the evidence counts nevertheless.
    Raises UnusableEvidence, UnusableSource, Conflict (cited already), NotAllowed, InvalidInput.
    """
    clean = checking.cleaned(cited, url=url)
    permissions.check_may_cite(by)
    checking.check_in_work(Review.objects.get(pk=review_id))
    return cite(review_id, sight(url, clean), by=by, now=now)


@transaction.atomic
def cite(review_id: int, seen: Sight, *, by: User, now: datetime) -> Evidence:
    """Write what was seen as evidence. Raises NotAllowed, InvalidTransition, Conflict."""
    permissions.check_may_cite(by)
    review = workflow.locked(review_id)
    checking.check_in_work(review)
    made, match = placed(review, seen, by=by, now=now)
    return put(made, match, by=by, now=now)


def put(made: Evidence, match: matches.Match, *, by: User, now: datetime) -> Evidence:
    """Give a new piece its number and its place in the order, in the caller's transaction, which
    holds the review."""
    check_not_cited_yet(made)
    pieces = made.review.evidence
    made.position = pieces.filter(replaces=None).count() + 1
    last = pieces.aggregate(last=Max(Greatest("rank", "position")))["last"] or 0
    made.rank = max(made.position, last + 1)
    made.save()
    events.record(
        made.review,
        kind=events.Kind.EVIDENCE_ATTACHED,
        by=by,
        at=now,
        **told(made, match),
    )
    return made


def sight(url: str, clean: dict[str, Any]) -> Sight:
    """Fetch the page, look for the quote and store the body: all that goes over the network.

    Raises UnusableEvidence, UnusableSource, StorageAway.
    """
    look = looking.at(url, quote=clean["quote"])
    check_usable(look, clean)
    stored = snapshots.store(look.observation) if look.readable else None
    return Sight(url, look, stored, clean)


def check_usable(look: Look, clean: dict[str, Any]) -> None:
    """Raises UnusableEvidence where the words were not located and nobody said why they count."""
    if look.trouble and not clean["unlocated_reason"]:
        advice = _(
            "Correct it, or write why this evidence counts although it could not be located."
        )
        raise UnusableEvidence(f"{look.trouble} {advice}", field=look.field)


def placed(
    review: Review, seen: Sight, *, by: User, now: datetime
) -> tuple[Evidence, matches.Match]:
    """Evidence as it will be stored, not saved yet, and how its quote stands in our copy."""
    look = seen.look
    if seen.kind == EvidenceKind.URL:
        link = watched(seen.url, now=now)
    else:
        link = held.link(seen.url, now=now)
    copy = None
    if seen.copied:
        copy = snapshots.keep(link, look.observation, now=now, stored=seen.stored)
    match = _match(look, seen.cited["quote"], copy)
    made = Evidence(
        review=review,
        link=link,
        snapshot=copy,
        kind=seen.kind,
        added_by=by,
        added_at=now,
        **seen.cited,
    )
    settle(made, match)
    return made, match


def watched(url: str, *, now: datetime) -> SourceLink:
    """The link of a page that is cited from now on: watched, and asked for in archives."""
    link = registry.register(url, now=now)
    archives.wish(link.pk, cited_at=now, now=now)
    return link


def settle(made: Evidence, match: matches.Match) -> None:
    """The characters of the copy where the words were found in it; else it is not verified."""
    copy = made.snapshot
    if match.found and copy is not None:
        made.quote = copy.text[match.start : match.end]
        made.start, made.end = match.start, match.end
        made.unlocated_reason = ""
    else:
        made.condition, made.condition_since = Condition.UNVERIFIED, made.added_at


def told(made: Evidence, match: matches.Match) -> dict[str, Any]:
    """What the history says of a piece that was attached."""
    web = made.kind == EvidenceKind.URL
    source = {"url": made.link.url} if web else {"url": "", "title": made.title}
    return {
        "evidence": made.pk,
        "number": made.position,
        **source,
        "stance": made.stance,
        "match": match.kind.value if match.found else "",
        "occurrences": match.occurrences if match.found else 0,
        "unlocated_reason": made.unlocated_reason,
    }


def check_not_cited_yet(made: Evidence) -> None:
    same = made.review.evidence.standing().filter(link=made.link, quote=made.quote)
    if same.exists():
        raise Conflict(
            _(
                "This quote from this page is attached already. Change that piece instead, or cite "
                "other words."
            ),
            field="quote",
        )


def _match(look: Look, quote: str, copy: Snapshot | None) -> matches.Match:
    """Where the quote stands in `copy`: an older copy of the same body may hold other text."""
    if copy is None or copy.text == look.text:
        return look.match
    return quotes.locate(quote, copy.text)
