"""Whatever people do in whatever order: quotes stay the article's, and all of it can be undone."""

import contextlib
import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from claims import curation
from claims.exceptions import AlreadyProposed
from claims.models import Article, Change, Claim, Status
from factcheck.exceptions import DeskError
from tests import make
from tests.make import NOON

TEXT = (
    "Naïve 𝒞ranes 🏗️ paid in May 2025. The port of Almond handled 4,210 containers; it grew. "
    "قالت الوزارة إن الاستهلاك انخفض.\n\nMayor Duarte opened 3 schools and closed 2 piers."
)
SENTENCES = ("The port of Almond handled 4,210 containers; it grew.", "Mayor Duarte opened")
KEPT = (
    *("start", "end", "quote", "statement", "statement_parts", "times", "kind", "claimant"),
    *("attribution", "attribution_spans", "checkworthiness", "signals", "status", "same_as_id"),
    *("decided_by_id", "origin"),
)
PLACES = st.integers(-1, len(TEXT) + 1)
WHICH = st.integers(0, 50)
WORDS = st.sampled_from(["One.", "Two.", "ثلاثة.", " 𝒞 ", ""])


class Curating(RuleBasedStateMachine):
    """`in_turn` while only the latest change of all was ever undone: then all can be undone."""

    @initialize()
    def two_candidates(self) -> None:
        self.by = make.reviewer()
        self.article: Article = make.article(f"{TEXT} {next(_numbers)}")
        for quote in SENTENCES:
            make.claim(self.article, quote=quote, status=Status.CANDIDATE, origin="splitter-2")
        self.beginning = self.state()
        self.in_turn = True

    def state(self) -> dict[int, dict[str, Any]]:
        return {row["pk"]: row for row in self.article.claims.values("pk", *KEPT)}

    def claim(self, which: int) -> Claim:
        claims = list(self.article.claims.order_by("pk"))
        return claims[which % len(claims)]

    def attempt(self, act: str, claim: Claim, **more: Any) -> None:
        with contextlib.suppress(DeskError):
            getattr(curation, act)(claim.pk, by=self.by, now=NOON, **more)

    @rule(which=WHICH, act=st.sampled_from(["accept", "dismiss"]))
    def decide(self, which: int, act: str) -> None:
        self.attempt(act, self.claim(which))

    @rule(which=WHICH, words=WORDS, kind=st.sampled_from(["event", "causal", "intent"]))
    def edit(self, which: int, words: str, kind: str) -> None:
        self.attempt("edit", self.claim(which), statement=words, kind=kind)

    @rule(which=WHICH, start=PLACES, end=PLACES)
    def move(self, which: int, start: int, end: int) -> None:
        self.attempt("move", self.claim(which), start=start, end=end)

    @rule(which=WHICH, offset=st.integers(0, 60))
    def cut(self, which: int, offset: int) -> None:
        claim = self.claim(which)
        self.attempt("cut", claim, at=claim.start + offset)

    @rule(which=WHICH, into=WHICH)
    def merge(self, which: int, into: int) -> None:
        self.attempt("merge", self.claim(which), into=self.claim(into).pk)

    @rule(which=st.lists(WHICH, max_size=4), act=st.sampled_from(["accept_all", "dismiss_all"]))
    def decide_on_several(self, which: list[int], act: str) -> None:
        getattr(curation, act)([self.claim(n).pk for n in which], by=self.by, now=NOON)

    @rule(start=PLACES, end=PLACES)
    def propose(self, start: int, end: int) -> None:
        with contextlib.suppress(DeskError):
            curation.propose(self.article.pk, start=start, end=end, by=self.by, now=NOON)

    @rule()
    def undo_the_latest_of_all(self) -> None:
        latest = self.standing()
        if latest is not None:
            self.attempt("undo", latest.claim)

    @rule(which=WHICH)
    def undo_one_anywhere(self, which: int) -> None:
        claim, latest = self.claim(which), self.standing()
        if latest is None or claim.pk != latest.claim_id:
            self.in_turn = False
        self.attempt("undo", claim)

    @precondition(lambda self: hasattr(self, "article"))
    @invariant()
    def quotes_are_the_words_of_the_article(self) -> None:
        for claim in self.article.claims.all():
            assert claim.quote == self.article.text[claim.start : claim.end] == claim.quote.strip()
            parts = "".join(part["text"] for part in claim.statement_parts)
            assert parts in ("", claim.statement)

    @precondition(lambda self: hasattr(self, "article"))
    @invariant()
    def a_history_leads_from_each_change_to_the_next(self) -> None:
        for claim in self.article.claims.all():
            entries = curation.history(claim)
            for name, value in entries[-1].after.items() if entries else ():
                assert value == getattr(claim, name)

    def standing(self) -> Change | None:
        """The latest change that can be taken back; halves that became whole again have none."""
        changes = Change.objects.standing().filter(claim__article=self.article)
        gone = Change.objects.filter(kind="cut", undone_by__isnull=False).values("other")
        return changes.exclude(claim__in=gone).order_by("-pk").first()

    def teardown(self) -> None:
        if not hasattr(self, "beginning"):
            return
        try:
            while (latest := self.standing()) is not None:
                curation.undo(latest.claim_id, by=self.by, now=NOON)
        except AlreadyProposed:
            assert not self.in_turn  # a place that another claim has taken since
            return
        now = self.state()
        assert {pk: now[pk] for pk in self.beginning} == self.beginning
        later = {row["status"] for pk, row in now.items() if pk not in self.beginning}
        assert later <= {Status.MERGED, Status.DISMISSED}


_numbers = iter(range(10**9))


@pytest.mark.slow
class TestAnyOrder(TestCase):
    def test_any_order_of_decisions_can_be_undone(self) -> None:
        run_state_machine_as_test(
            Curating,
            settings=settings(
                max_examples=40,
                stateful_step_count=14,
                deadline=datetime.timedelta(seconds=5),
                phases=[Phase.generate],  # what fails is short enough to read
                suppress_health_check=list(HealthCheck),
            ),
        )
