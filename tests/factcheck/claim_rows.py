"""One honest row of each model of `claims`; see `admin_rows`."""

import itertools
from typing import Any

from django.db.models import Model

from claims import models as claims
from tests import make
from tests.make import NOON

_numbers = itertools.count(1)


def _article() -> claims.Article:
    return make.article(f"Text number {next(_numbers)}. It has two sentences.")


def _feed() -> claims.Feed:
    number = next(_numbers)
    return claims.Feed.objects.create(
        url=f"https://feed-{number}.example/", key=f"feed-{number}", title="Feed", active=False,
        interval=3600, next_fetch_at=NOON, next_due_at=NOON, created_at=NOON,
    )  # fmt: skip


def _sent() -> claims.Import:
    return claims.Import.objects.create(
        name="list.csv", storage_key=f"imports/{next(_numbers)}", bytes_total=1,
        state=claims.ImportState.CHECKED, next_due_at=NOON, added_by=make.editor(), created_at=NOON,
    )  # fmt: skip


def _worth_model() -> claims.WorthModel:
    version = next(_numbers)
    plain = {"format": 1, "intercept": 0.5, "base": 1.0, "signals": {}, "words": {}}
    figures = {"average_precision": [0.5, 0.4, 0.6]}
    return claims.WorthModel.objects.create(
        version=version, trained_at=NOON, source="x.csv", counts={},
        metrics={"trained": figures, "transparent": figures}, weights=plain,
    )  # fmt: skip


def _change() -> claims.Change:
    return claims.Change.objects.create(
        claim=make.claim(), kind=claims.ChangeKind.ACCEPTED, by=make.reviewer(), at=NOON
    )


def _anchoring() -> claims.Anchoring:
    claim = make.claim()
    return claims.Anchoring.objects.create(
        claim=claim, from_article=claim.article, from_start=0, from_end=5, to_article=_article(),
        outcome="orphaned", at=NOON,
    )  # fmt: skip


def _words_of(claim: claims.Claim) -> claims.ClaimWords:
    return claims.ClaimWords.objects.create(
        claim=claim, article=claim.article, accepted=True, digest="0" * 32, words=["port"]
    )


ROWS: dict[type[Model], Any] = {
    claims.Article: _article,
    claims.Claim: make.claim,
    claims.Change: _change,
    claims.Anchoring: _anchoring,
    claims.Place: lambda: claims.Place.objects.create(
        article=_article(), url="https://x.example/", key=str(next(_numbers)), found_at=NOON
    ),
    claims.Original: lambda: claims.Original.objects.create(
        article=_article(),
        url="https://x.example/",
        media_type="text/html",
        bytes=1,
        sha256="0" * 64,
        storage_key="originals/0",
        taken_at=NOON,
    ),
    claims.Feed: _feed,
    claims.FeedEntry: lambda: claims.FeedEntry.objects.create(
        feed=_feed(), key="1", seen_at=NOON, title="Entry"
    ),
    claims.Import: _sent,
    claims.ImportRow: lambda: claims.ImportRow.objects.create(
        of=_sent(), number=1, line=2, outcome=claims.Outcome.REFUSED, why="No text."
    ),
    claims.ClaimMatch: lambda: claims.ClaimMatch.objects.create(
        claim=make.claim(),
        earlier=make.claim(),
        kind=claims.Alike.SAME,
        score=1 / 3,
        method="words-1",
        found_at=NOON,
    ),
    claims.ClaimWords: lambda: _words_of(make.claim()),
    claims.Unmatched: lambda: claims.Unmatched.objects.get_or_create(article=_article())[0],
    claims.ProposalRun: lambda: claims.ProposalRun.objects.create(
        article=_article(), splitter="llm:x", created_at=NOON
    ),
    claims.WorthModel: _worth_model,
}
