"""Typed builders: the smallest honest object, made through the domain where it is guarded."""

import hashlib
import itertools
from datetime import UTC, date, datetime
from typing import Any

from claims.models import Article, Claim, Kind, Origin
from claims.models import Status as ClaimStatus
from factcheck.accounts.models import ApiKey, Role, Scope, User
from reviews import checklist, votes, workflow
from reviews.models import (
    ChangeKind,
    Evidence,
    Policy,
    Publication,
    PublishedVersion,
    Rating,
    RatingScale,
    Review,
    Snapshot,
    SourceHost,
    SourceLink,
    Stance,
    Verdict,
    Vote,
)
from reviews.states import Status

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = (
    "The harbour of Port Almond handled 4,210 containers in May. "
    "Mayor Ines Duarte said the new crane paid for itself within a year."
)
_numbers = itertools.count(1)


def user(role: Role = Role.REVIEWER, **fields: Any) -> User:
    """Without a password (hashing is slow by design) unless one is given; use `force_login`."""
    name = fields.pop("username", f"{role}-{next(_numbers)}")
    return User.objects.create_user(name, role=role, **fields)


def contributor() -> User:
    return user(Role.CONTRIBUTOR)


def reviewer() -> User:
    return user(Role.REVIEWER)


def editor() -> User:
    return user(Role.EDITOR)


def admin() -> User:
    return user(Role.ADMIN)


def api_key(owner: User, *scopes: Scope, expires: datetime | None = None) -> str:
    """The key itself, as a program sends it: `Authorization: Api-Key <key>`."""
    _, key = ApiKey.objects.create_key(
        name="test", owner=owner, scopes=list(scopes), expiry_date=expires
    )
    return key


def article(text: str = "", **fields: Any) -> Article:
    text = text or f"{TEXT} This is report number {next(_numbers)}."
    values = {
        "title": "Harbour figures",
        "origin": Origin.PASTE,
        "language": "en",
        "published_on": date(2026, 3, 1),
        "created_at": NOON,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    return Article.objects.create(text=text, **(values | fields))


def claim(of: Article | None = None, *, quote: str = "", **fields: Any) -> Claim:
    of = of or article()
    quote = quote or of.text.split(".")[0] + "."
    start = of.text.index(quote)
    values = {
        "quote": quote,
        "statement": quote,
        "start": start,
        "end": start + len(quote),
        "kind": Kind.QUANTITY,
        "checkworthiness": 0.8,
        "status": ClaimStatus.ACCEPTED,
        "origin": "person",
        "created_at": NOON,
    }
    return Claim.objects.create(article=of, **(values | fields))


def link(url: str = "", **fields: Any) -> SourceLink:
    url = url or f"https://source-{next(_numbers)}.example/page"
    host, _ = SourceHost.objects.get_or_create(name=url.split("/")[2])
    values = {"raw_url": url, "url": url, "dedup_key": url, "created_at": NOON}
    return SourceLink.objects.create(host=host, **(values | fields))


def snapshot(
    of: SourceLink | None = None, text: str = "4,210 containers in May", **fields: Any
) -> Snapshot:
    digest = hashlib.sha256(text.encode()).hexdigest()
    of = of or link()
    values = {
        "taken_at": NOON,
        "final_url": of.url,
        "http_status": 200,
        "media_type": "text/html",
        "body_sha256": digest,
        "body_bytes": len(text),
        "storage_key": f"snapshots/{digest}",
        "text_sha256": digest,
    }
    return Snapshot.objects.create(link=of, text=text, **(values | fields))


def evidence(
    of: Review, *, by: User | None = None, stance: Stance = Stance.SUPPORTS, **fields: Any
) -> Evidence:
    copy = fields.pop("snapshot", None) or snapshot()
    values = {"quote": copy.text, "start": 0, "end": len(copy.text), "added_at": NOON}
    return Evidence.objects.create(
        review=of,
        link=copy.link,
        snapshot=copy,
        stance=stance,
        added_by=by or of.assignee or reviewer(),
        **(values | fields),
    )


def verdict(of: Review, *, by: User, **fields: Any) -> Verdict:
    values = {
        "version": of.verdicts.count() + 1,
        "rating": Rating.objects.get(word="Mostly true"),
        "summary": "The port's own ledger gives 4,198.",
        "rationale": "The ledger of the port authority lists 4,198 containers for May; the "
        "difference of twelve is explained by late paperwork. [1]",
        "author": by,
        "last_editor": by,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Verdict.objects.create(review=of, **(values | fields))


def review(status: Status = Status.QUEUED, *, by: User | None = None, **fields: Any) -> Review:
    """A review in `status`, brought there by the moves that lead there; `by` is its assignee."""
    author = by or reviewer()
    made = workflow.open_review(
        fields.pop("claim", None) or claim(), by=author, now=NOON, why="Widely shared."
    )
    if fields:
        Review.objects.filter(pk=made.pk).update(**fields)
    if status is Status.CLOSED:
        workflow.move(made.pk, to=Status.CLOSED, by=author, now=NOON, reason="Out of scope.")
    elif status is not Status.QUEUED:
        _walk(made, status, author)
    made.refresh_from_db()
    return made


def _walk(made: Review, status: Status, author: User) -> None:
    workflow.move(made.pk, to=Status.IN_REVIEW, by=author, now=NOON)
    made.refresh_from_db()
    if status is Status.IN_REVIEW:
        return
    evidence(made, by=author)
    evidence(made, by=author, stance=Stance.REFUTES)
    verdict(made, by=author)
    workflow.move(made.pk, to=Status.SUBMITTED, by=author, now=NOON)
    if status is Status.SUBMITTED:
        return
    second = editor()
    workflow.move(made.pk, to=Status.APPROVED, by=second, now=NOON)
    if status is Status.APPROVED:
        return
    publication(made, by=second)
    workflow.move(made.pk, to=Status.PUBLISHED, by=second, now=NOON)
    if status is Status.RETRACTED:
        Publication.objects.filter(review=made).update(retracted_at=NOON)
        workflow.move(made.pk, to=Status.RETRACTED, by=second, now=NOON, reason="Wrong source.")


def publication(of: Review, *, by: User) -> Publication:
    """The rows of a publication with a small document; `publishing.publish` makes real ones."""
    made = Publication.objects.create(
        review=of, slug=f"check-{next(_numbers)}", first_published_at=NOON, changed_at=NOON
    )
    made.latest = published_version(made, by=by)
    made.save(update_fields=["latest"])
    return made


def published_version(of: Publication, *, by: User, **fields: Any) -> PublishedVersion:
    document = fields.pop("document", '{"claim":{}}')
    values = {
        "number": of.versions.count() + 1,
        "verdict": of.review.verdicts.filter(approver__isnull=False).first(),
        "kind": ChangeKind.PUBLISHED,
        "document": document,
        "claimreview": "{}",
        "digest": hashlib.sha256(document.encode()).hexdigest(),
        "policy": checklist.ruling_policy(),
        "scale": RatingScale.objects.get(active=True),
        "published_by": by,
        "published_at": NOON,
    }
    return PublishedVersion.objects.create(publication=of, **(values | fields))


def policy(**fields: Any) -> Policy:
    """A newer version of the ruling policy, which rules from now on."""
    ruling = checklist.ruling_policy()
    kept = ("min_sources", "weigh_both_sides", "min_rationale", "votes", "method")
    values = {name: getattr(ruling, name) for name in kept}
    return Policy.objects.create(version=ruling.version + 1, created_at=NOON, **(values | fields))


def vote(of: Review, word: str, *, by: User | None = None, reason: str = "") -> Vote:
    """Cast in the open round of the review."""
    rating = Rating.objects.get(word=word, scale__active=True)
    return votes.cast(of.pk, rating=rating, by=by or reviewer(), now=NOON, reason=reason)


def voted(*words: str, people: list[User] | None = None) -> Review:
    """A submitted review with one round, closed by as many votes as there are `words`."""
    made = review(Status.SUBMITTED)
    votes.ask(made.pk, asked=len(words), by=editor(), now=NOON)
    for at, word in enumerate(words):
        vote(made, word, by=people[at] if people else None)
    return made
