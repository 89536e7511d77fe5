"""The published document: everything a reader sees, as canonical JSON that never changes."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.conf import settings
from django.utils.text import slugify

from factcheck.accounts.models import User
from reviews import evidence, replies, topics
from reviews.models import (
    ChangeKind,
    Evidence,
    EvidenceKind,
    Policy,
    Rating,
    RatingScale,
    ReplyAsked,
    Review,
    Trigger,
    Verdict,
)
from reviews.publishing import rationale
from reviews.publishing.claimreview import Json

FORMAT = 1
MOST_SEARCHABLE = 100_000  # characters
SLUG_WORDS = 60  # characters of the statement in the address


@dataclass(frozen=True)
class Edition:
    """Which version this is and why. `history` holds the changes before it, oldest first."""

    slug: str
    number: int
    kind: ChangeKind
    reason: str
    at: datetime
    first_at: datetime
    history: list[Json]
    trigger: Trigger | None = None
    report: int | None = None

    @property
    def cause(self) -> Json:
        """What led to this version, as far as that was said."""
        known: Json = {"trigger": self.trigger.value} if self.trigger else {}
        return known if self.report is None else known | {"report": self.report}

    def fields(self, *, rating: Json) -> Json:
        change = self.cause | {
            "number": self.number,
            "kind": self.kind.value,
            "reason": self.reason,
            "at": moment(self.at),
            "rating": {"word": rating["word"], "tone": rating["tone"]},
        }
        return {
            "slug": self.slug,
            "version": self.number,
            "first_published_at": moment(self.first_at),
            "published_at": moment(self.at),
            "history": [*self.history, change],
        }


def build(verdict: Verdict, edition: Edition, *, policy: Policy, by: User) -> Json:
    """The approved `verdict` on its claim with the evidence that stands now, under its numbers."""
    review, article = verdict.review, verdict.review.claim.article
    cited = evidence.citable(review)
    people = {"author": verdict.author, "approver": verdict.approver, "publisher": by}
    rating = _rating(verdict.rating)
    return edition.fields(rating=rating) | {
        "format": FORMAT,
        "language": article.language or settings.LANGUAGE_CODE,
        "claim": _claim(review),
        "article": _article(review),
        "rating": rating,
        "summary": verdict.summary,
        "rationale": verdict.rationale,
        "rationale_html": rationale.render(verdict.rationale, citations=cited),
        "evidence": [_evidence(each, number) for number, each in cited.items()],
        "replies": [_reply(each) for each in replies.log(review)],
        "topics": topics.of(review),
        "why_selected": review.why_selected,
        "few_sources_reason": review.few_sources_reason,
        "one_sided_reason": review.one_sided_reason,
        "method": {"version": policy.version, "text": policy.method},
        "people": [_person(part, user) for part, user in people.items() if user is not None],
    }


def canonical(content: Json) -> str:
    """JSON with sorted keys and no white space: the same content is the same bytes."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()


def searchable(content: Json) -> str:
    """The words by which a reader may look for this fact-check.

    Cut where a claim is a whole book: PostgreSQL indexes at most 1 MB of different words.
    """
    claim, article = content["claim"], content["article"]
    return "\n".join(
        [
            claim["statement"],
            claim["quote"],
            claim["claimant"],
            article["title"],
            article["publisher"],
            content["summary"],
            content["rationale"],
        ]
    )[:MOST_SEARCHABLE]


def slug(statement: str, *, number: int) -> str:
    """Readable words and the review's number, which makes it unique.

    ASCII where the script allows it; otherwise the letters themselves (Arabic stays Arabic).
    """
    folded = slugify(statement)
    letters = sum(map(str.isalnum, unicodedata.normalize("NFC", statement)))
    if len(folded) * 2 < letters:
        folded = slugify(statement, allow_unicode=True)
    if len(folded) > SLUG_WORDS:
        folded = folded[: SLUG_WORDS + 1].rsplit("-", 1)[0][:SLUG_WORDS]
    return f"{folded}-{number}".lstrip("-")


def moment(at: datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _claim(review: Review) -> Json:
    claim = review.claim
    return {
        "id": claim.pk,
        "statement": claim.statement,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind,
        "claimant": claim.claimant,
        "attribution": claim.attribution,
    }


def _article(review: Review) -> Json:
    article = review.claim.article
    return {
        "id": article.pk,
        "title": article.title,
        "url": article.url,
        "author": article.author,
        "publisher": article.publisher,
        "language": article.language,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "sha256": article.sha256,
    }


def _rating(rating: Rating | None) -> Json:
    assert rating is not None, "the database lets no verdict be approved without a rating"
    return _word(rating) | {"scale": scale(rating.scale)}


def scale(of: RatingScale) -> Json:
    return {
        "name": of.name,
        "version": of.version,
        "best": of.best,
        "worst": of.worst,
        "ratings": [_word(each) for each in of.ratings.all()],
    }


def _word(rating: Rating) -> Json:
    return {
        "word": rating.word,
        "value": rating.value,
        "tone": rating.tone,
        "meaning": rating.meaning,
    }


def _evidence(piece: Evidence, number: int) -> Json:
    copy, web = piece.snapshot, piece.kind == EvidenceKind.URL
    return {
        "id": piece.pk,
        "number": number,
        "kind": piece.kind,
        "url": piece.link.url if web else "",
        "host": piece.link.host.name if web else "",
        "title": piece.name,
        "publisher": piece.publisher,
        "place": piece.place,
        "quote": piece.quote,
        "start": piece.start,
        "end": piece.end,
        "unlocated_reason": piece.unlocated_reason,
        "stance": piece.stance,
        "primary": piece.primary,
        "note": piece.note,
        "interest": piece.interest,
        "snapshot": _snapshot(copy) if copy else None,
    }


def _snapshot(copy: Any) -> Json:
    return {
        "id": copy.pk,
        "taken_at": moment(copy.taken_at),
        "final_url": copy.final_url,
        "media_type": copy.media_type,
        "body_sha256": copy.body_sha256,
        "text_sha256": copy.text_sha256,
    }


def _reply(asked: ReplyAsked) -> Json:
    """Who was asked and what they said; who of the desk noted it is no reader's business."""
    return {
        "party": asked.party,
        "channel": asked.channel,
        "question": asked.question,
        "asked_at": moment(asked.asked_at),
        "deadline": moment(asked.deadline) if asked.deadline else None,
        "received": [
            {
                "outcome": each.outcome,
                "answer": each.answer,
                "received_at": moment(each.received_at),
            }
            for each in asked.received.all()
        ],
    }


def _person(part: str, user: User) -> Json:
    """Readers see a full name, or the role alone where the person has not given one."""
    return {"part": part, "name": user.get_full_name(), "role": user.role}
