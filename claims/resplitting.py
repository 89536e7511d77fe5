"""Splitting an article again after the splitter was upgraded: adds, and touches nobody's work.

What may come and what stays is docs/adr/0017-resplitting.md.
"""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from claims import candidates, curation, permissions, splitting
from claims.exceptions import OlderRevision
from claims.models import Article, Change, ChangeKind, Claim, Status
from claims.splitting import Candidate
from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput

COMPARED = ("statement", "kind", "claimant", "attribution", "checkworthiness")
"""The fields whose change is worth a word in the report; the rest follows them."""
_OURS = re.compile(re.escape(splitting.VERSION.rpartition("-")[0]) + r"-[\w.]+")


@dataclass(frozen=True)
class Differing:
    """A candidate nobody has touched, and what the splitter makes of its words now."""

    claim: Claim
    found: Candidate

    @property
    def words(self) -> dict[str, tuple[Any, Any]]:
        """Field → (what it says, what it would say)."""
        new = candidates.fields(self.found)
        return {
            name: (getattr(self.claim, name), new[name])
            for name in COMPARED
            if getattr(self.claim, name) != new[name]
        }


@dataclass(frozen=True)
class Kept:
    """A candidate that stays out: with `claim`, a person has been at these words."""

    claim: Claim
    found: Candidate


@dataclass
class Report:
    """What splitting an article again would do, or did (`done`); each list in text order."""

    article: Article
    version: str
    added: list[Candidate] = field(default_factory=list)
    changed: list[Differing] = field(default_factory=list)
    gone: list[Claim] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    same: int = 0
    done: bool = False
    refreshed: bool = False

    @property
    def nothing_new(self) -> bool:
        return not (self.added or self.changed)


def report(article_id: int) -> Report:
    """What would change; changes nothing. Raises Article.DoesNotExist."""
    article = Article.objects.get(pk=article_id)
    return _compared(article, _split(article), _claims(article))


def resplit(article_id: int, *, by: User | None, now: datetime, refresh: bool = False) -> Report:
    """Add what the splitter of today finds and nobody has decided on yet.

    With `refresh`, candidates that nobody has touched also get the words it has for them now,
    each with a change in its history; that takes a person (`by`). Without, the command line may
    do it (`by` None). Splitting is done before anything is held. Raises NotAllowed, InvalidInput,
    OlderRevision, Article.DoesNotExist.
    """
    if by is not None:
        permissions.check_may_curate(by)
    elif refresh:
        raise InvalidInput(_("Say who refreshes the candidates: it goes into their history."))
    article = Article.objects.get(pk=article_id)
    found = _split(article)
    with transaction.atomic():
        # Every decision holds the article too (claims.curation.locking): what is compared stays.
        held = Article.objects.select_for_update(no_key=True).only("live").get(pk=article_id)
        if not held.live:
            raise OlderRevision(_("This is an older text of the article. Split the newest one."))
        made = _compared(article, found, _claims(article))
        candidates.store(article, made.added, now=now)
        if by is not None and refresh:
            for each in made.changed:
                curation.refresh(each.claim.pk, found=each.found, by=by, now=now)
    made.done, made.refreshed = True, refresh
    return made


def chosen(ids: Iterable[int]) -> list[int]:
    """Those of these articles that are live, all live ones where none is named; oldest first."""
    wanted = set(ids)
    live = Article.objects.live().order_by("pk").values_list("pk", flat=True)
    return [pk for pk in live if not wanted or pk in wanted]


def as_json(made: Report) -> dict[str, Any]:
    """The report for programs. Candidates are as `manage.py split` prints them."""
    return {
        "article": made.article.pk,
        "version": made.version,
        "done": made.done,
        "refreshed": made.refreshed,
        "same": made.same,
        "added": [splitting.as_json(each) for each in made.added],
        "changed": [
            {
                "claim": each.claim.pk,
                "quote": each.found.quote,
                "fields": {name: list(pair) for name, pair in each.words.items()},
            }
            for each in made.changed
        ],
        "gone": [
            {"claim": claim.pk, "quote": claim.quote, "statement": claim.statement}
            for claim in made.gone
        ],
        "kept": [
            {
                "claim": each.claim.pk,
                "status": each.claim.status,
                "statement": each.claim.statement,
                "proposed": splitting.as_json(each.found),
            }
            for each in made.kept
        ],
    }


def _split(article: Article) -> list[Candidate]:
    found = splitting.split(
        article.text, language=article.language or None, published_on=article.published_on
    )
    return candidates.scored(found)


def _claims(article: Article) -> list[Any]:
    """Every claim of the article, with `touched`: whether a person has been at it."""
    by_people = Change.objects.exclude(kind=ChangeKind.REFRESHED)
    touching = by_people.filter(Q(claim=OuterRef("pk")) | Q(other=OuterRef("pk")))
    claims = article.claims.annotate(changed=Exists(touching)).order_by("start", "end", "pk")
    return [_judged(claim) for claim in claims]


def _judged(claim: Any) -> Any:
    claim.touched = (
        claim.changed or claim.status != Status.CANDIDATE or claim.origin == curation.PERSON
    )
    return claim


def _compared(article: Article, found: list[Candidate], claims: list[Any]) -> Report:
    made = Report(article, splitting.VERSION)
    untouched = {(claim.start, claim.end): claim for claim in claims if not claim.touched}
    touched = _Touched(claim for claim in claims if claim.touched)
    proposed = {(each.start, each.end): each for each in reversed(found)}
    for span, each in sorted(proposed.items()):
        here, near = untouched.get(span), touched.at(*span)
        if here is not None:
            differs = _is_ours(here) and Differing(here, each).words
            made.changed.extend([Differing(here, each)] if differs else [])
            made.same += not differs
        elif near is None:
            made.added.append(each)
        elif near.quote == each.quote and near.statement == each.statement:
            made.same += 1
        else:
            made.kept.append(Kept(near, each))
    made.gone = [c for span, c in untouched.items() if span not in proposed and _is_ours(c)]
    return made


class _Touched:
    """Claims that people have been at, to be asked for a place."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        """`claims` in the order of their starts."""
        self.starts: list[int] = []
        self.furthest: list[Claim] = []  # of those up to here, the one that ends last
        for claim in claims:
            last = self.furthest[-1] if self.furthest else claim
            self.starts.append(claim.start)
            self.furthest.append(max(last, claim, key=lambda each: each.end))

    def at(self, start: int, end: int) -> Claim | None:
        """A claim that shares a character with these."""
        before = bisect.bisect_left(self.starts, end)
        claim = self.furthest[before - 1] if before else None
        return claim if claim is not None and claim.end > start else None


def _is_ours(claim: Claim) -> bool:
    """Proposed by an earlier version of the splitter, not by a person or a language model."""
    return _OURS.fullmatch(claim.origin) is not None
