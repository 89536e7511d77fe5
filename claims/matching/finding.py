"""The claims of other articles that a claim may say the same as: looked up, then compared.

The lookup is a prefix filter (Bayardo et al., "Scaling Up All Pairs Similarity Search", 2007): who
shares half of the words shares one of the rarest. How rare a word is, PostgreSQL has counted for
its planner already.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from django.db import connection

from claims import likeness
from claims.models import Claim, ClaimWords, Status

MOST: Final = 5
"""Matches kept of a claim: the likeliest; more would be read by nobody."""
_SHORTLIST: Final = 25
_RARE: Final = 5  # words looked up of each claim
_COMMON: Final = 0.01  # share of the claims with a word; commoner ones lead to too many
_YOUNG: Final = 1_000  # claims: of fewer, any number is looked at in no time
_FEWEST: Final = 2  # words in common, or all of them
_SHARE: Final = 0.3  # of the words in common: with fewer, only a very short claim is alike

_LOOKUP: Final = """
SELECT asked.id, found.claim_id
FROM jsonb_to_recordset(%s) AS asked(
    id bigint, article bigint, rare text[], words text[], least int
)
CROSS JOIN LATERAL (
    SELECT k.claim_id, (
        SELECT count(*) FROM unnest(k.words) AS word WHERE word = ANY (asked.words)
    ) AS shared
    FROM claims_claimwords k
    WHERE k.words && asked.rare AND k.accepted = {accepted} AND k.article_id <> asked.article
    ORDER BY shared DESC, k.claim_id
    LIMIT %s
) AS found
WHERE found.shared >= asked.least
"""
_FREQUENCIES: Final = """
SELECT word, often FROM (
    SELECT most_common_elems::text::text[] AS words, most_common_elem_freqs AS shares
    FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = 'claims_claimwords' AND attname = 'words'
) AS counted, unnest(words, shares[:cardinality(words)]) AS common(word, often)
"""


@dataclass(frozen=True)
class Pair:
    """`claim` says something like `earlier`, which is accepted."""

    claim: int
    earlier: int
    found: likeness.Likeness


class Gists:
    """Claims reduced to what is compared, each once."""

    def __init__(self) -> None:
        self._known: dict[int, likeness.Gist] = {}

    def of(self, pks: Iterable[int]) -> dict[int, likeness.Gist]:
        wanted = set(pks)
        missing = wanted - self._known.keys()
        if missing:
            claims = Claim.objects.filter(pk__in=missing).select_related("article")
            for claim in claims.only("statement", "claimant", "article__language"):
                self.take(claim)
        return {pk: self._known[pk] for pk in wanted}

    def take(self, claim: Claim) -> likeness.Gist:
        if claim.pk not in self._known:
            self._known[claim.pk] = likeness.gist(
                claim.statement, language=claim.article.language, claimant=claim.claimant
            )
        return self._known[claim.pk]


def frequencies() -> dict[str, float]:
    """The share of claims with each of the commonest words; nothing on a young desk.

    Counted here where PostgreSQL has not come to it: after a list of thousands, without, each
    claim would be compared with all that speak of a year.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENCIES)
        found = dict(cursor.fetchall())
        if not found and ClaimWords.objects.all()[_YOUNG : _YOUNG + 1].exists():
            cursor.execute("ANALYZE claims_claimwords")
            cursor.execute(_FREQUENCIES)
            found = dict(cursor.fetchall())
    return found


def pairs(claims: Sequence[Claim], gists: Gists, often: dict[str, float]) -> list[Pair]:
    """The likeliest matches of each: accepted claims of other articles and, of those that are
    accepted themselves, candidates that came in earlier or later."""
    asked = [row for claim in claims if (row := _asked(claim, gists.take(claim), often))]
    accepted = {claim.pk for claim in claims if claim.status == Status.ACCEPTED}
    likely = _looked_up(asked, accepted=True)
    waiting = _looked_up([row for row in asked if row["id"] in accepted], accepted=False)
    known = gists.of({pk for pair in (*likely, *waiting) for pk in pair})
    found = []
    for one, other in likely:
        alike = likeness.compare(known[one], known[other])
        if alike:
            found.append(_directed(one, other, alike, both=one in accepted))
    for accepted_one, candidate in waiting:
        alike = likeness.compare(known[candidate], known[accepted_one])
        if alike:
            found.append(Pair(candidate, accepted_one, alike))
    return _best(found)


def _directed(one: int, other: int, alike: likeness.Likeness, *, both: bool) -> Pair:
    """Of two accepted claims the one that came in first is the earlier."""
    if both and one < other:
        return Pair(other, one, likeness.turned(alike))
    return Pair(one, other, alike)


def _best(found: list[Pair]) -> list[Pair]:
    kept: dict[int, list[Pair]] = {}
    pairs = {frozenset((each.claim, each.earlier)): each for each in found}
    for each in sorted(pairs.values(), key=_rank):
        few = kept.setdefault(each.claim, [])
        if len(few) < MOST:
            few.append(each)
    return [each for few in kept.values() for each in few]


def _rank(pair: Pair) -> tuple[bool, float, int]:
    return pair.found.kind != likeness.Kind.SAME, -pair.found.score, pair.earlier


def _asked(claim: Claim, gist: likeness.Gist, often: dict[str, float]) -> dict[str, object] | None:
    words = likeness.keys(gist)
    if not words:
        return None
    ranked = sorted(words, key=lambda word: (often.get(word, 0.0), -len(word), word))
    rare = [word for word in ranked[:_RARE] if often.get(word, 0.0) < _COMMON]
    return {
        "id": claim.pk,
        "article": claim.article_id,
        "rare": rare or ranked[:_FEWEST],
        "words": sorted(words),
        "least": max(min(_FEWEST, len(words)), math.ceil(_SHARE * len(words))),
    }


def _looked_up(asked: list[dict[str, object]], *, accepted: bool) -> list[tuple[int, int]]:
    if not asked:
        return []
    lookup = _LOOKUP.format(accepted="true" if accepted else "false")
    with connection.cursor() as cursor:
        cursor.execute(lookup, [orjson.dumps(asked).decode(), _SHORTLIST])
        found: list[tuple[int, int]] = cursor.fetchall()
    return found
