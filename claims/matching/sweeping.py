"""Compares what came in or changed with what was said before, article by article."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import orjson
from django.db import connection, transaction
from django.db.models import Q

from claims import likeness
from claims.matching import finding
from claims.models import Article, Claim, ClaimMatch, ClaimWords, Status, Unmatched

METHOD: Final = "words-1"
TURN: Final = 60.0
"""Seconds after which a sweep takes no further article: the next one does."""
_LOCK: Final = "claims.matching"
_AT_ONCE: Final = 100  # claims looked up in one query
_STANDING: Final = (Status.CANDIDATE, Status.ACCEPTED)

_STORE: Final = """
INSERT INTO claims_claimmatch
    (claim_id, earlier_id, kind, score, reasons, method, found_at, decision)
SELECT claim_id, earlier_id, kind, score, reasons, %s, %s, ''
FROM jsonb_to_recordset(%s) AS found(
    claim_id bigint, earlier_id bigint, kind text, score float, reasons jsonb
)
ON CONFLICT (LEAST(claim_id, earlier_id), GREATEST(claim_id, earlier_id)) DO UPDATE
SET claim_id = excluded.claim_id, earlier_id = excluded.earlier_id, kind = excluded.kind,
    score = excluded.score, reasons = excluded.reasons, method = excluded.method
WHERE claims_claimmatch.decision = ''
"""


@dataclass(frozen=True)
class Report:
    articles: int = 0
    claims: int = 0
    matches: int = 0


def sweep(*, now: datetime, seconds: float = TURN) -> Report:
    """Compare the claims of articles that wait for it, the first first, each in a transaction.

    One sweep works at a time: a second one finds the lock taken and does nothing. Safe to be
    killed and to run again: what was compared is found to be as it was.
    """
    done = Report()
    often: dict[str, float] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with transaction.atomic():
            waiting = _next()
            if waiting is None:
                break
            often = often or finding.frequencies()
            claims, matches = match(waiting.article_id, now=now, often=often)
            # What changed meanwhile has moved the mark on, and is compared again.
            Unmatched.objects.filter(pk=waiting.pk, mark=waiting.mark).delete()
        done = replace(
            done,
            articles=done.articles + 1,
            claims=done.claims + claims,
            matches=done.matches + matches,
        )
    return done


def _next() -> Unmatched | None:
    """The first article that waits, once nobody else compares."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [_LOCK])
        (free,) = cursor.fetchone()
    return Unmatched.objects.order_by("pk").first() if free else None


def match(
    article_id: int, *, now: datetime, often: dict[str, float] | None = None
) -> tuple[int, int]:
    """Compare the claims of an article that changed since they were compared; how many those
    were, and how many matches they have. Nothing is decided by it."""
    article = Article.objects.only("language").get(pk=article_id)
    changed = _changed(article)
    gists = finding.Gists()
    matches = 0
    for first in range(0, len(changed), _AT_ONCE):
        claims = changed[first : first + _AT_ONCE]
        _write_words(claims, gists)
        found = finding.pairs(claims, gists, often or {})
        _store(claims, found, gists, now=now)
        matches += len(found)
    return len(changed), matches


def _changed(article: Article) -> list[Claim]:
    """The claims that stand and are not known by what they say now; of others the words go."""
    fields = ("statement", "claimant", "status", "article")
    standing = list(Claim.objects.filter(article=article, status__in=_STANDING).only(*fields))
    for claim in standing:
        claim.article = article
    known = dict(
        ClaimWords.objects.filter(claim__in=[each.pk for each in standing]).values_list(
            "claim", "digest"
        )
    )
    ClaimWords.objects.filter(claim__article=article).exclude(claim__status__in=_STANDING).delete()
    return [each for each in standing if known.get(each.pk) != digest(each)]


def digest(claim: Claim) -> str:
    """Of all that a comparison rests on; another method compares everything anew."""
    told = (METHOD, claim.article_id, claim.status, claim.statement, claim.claimant)
    return hashlib.sha256(orjson.dumps(told)).hexdigest()[:32]


def _write_words(claims: Sequence[Claim], gists: finding.Gists) -> None:
    rows = [
        ClaimWords(
            claim=claim,
            article_id=claim.article_id,
            accepted=claim.status == Status.ACCEPTED,
            digest=digest(claim),
            words=sorted(likeness.keys(gists.take(claim))),
        )
        for claim in claims
    ]
    ClaimWords.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["article", "accepted", "digest", "words"],
    )


def _store(
    claims: Sequence[Claim],
    found: Sequence[finding.Pair],
    gists: finding.Gists,
    *,
    now: datetime,
) -> None:
    """What was decided stays as it is; what nobody decided on and no longer holds goes."""
    rows = [
        {
            "claim_id": each.claim,
            "earlier_id": each.earlier,
            "kind": each.found.kind,
            "score": each.found.score,
            "reasons": [reason._asdict() for reason in each.found.reasons],
        }
        for each in found
    ]
    _drop(claims, {frozenset((each.claim, each.earlier)) for each in found}, gists)
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [METHOD, now, orjson.dumps(rows).decode()])


def _drop(claims: Sequence[Claim], holding: set[frozenset[int]], gists: finding.Gists) -> None:
    """Matches nobody decided on, where a claim has better ones now or says something else."""
    pks = {each.pk for each in claims}
    undecided = ClaimMatch.objects.filter(decision="").filter(Q(claim__in=pks) | Q(earlier__in=pks))
    pairs = [
        each
        for each in undecided.values_list("pk", "claim", "earlier")
        if frozenset(each[1:]) not in holding
    ]
    known = gists.of({pk for _pk, *pair in pairs for pk in pair})
    gone = [
        pk
        for pk, one, other in pairs
        if one in pks or likeness.compare(known[one], known[other]) is None
    ]
    ClaimMatch.objects.filter(pk__in=gone).delete()
