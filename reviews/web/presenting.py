"""A review as its screens show it. Every list is read once; the number of queries is constant."""

from dataclasses import dataclass
from typing import Any

from claims.models import Claim
from claims.web import highlights
from claims.web import presenting as claim_words
from claims.web.highlights import Mark, Paragraph
from factcheck.accounts.models import Role, User
from reviews import checklist, evidence, offers, verdicts
from reviews.evidence import Finding
from reviews.models import Condition, Evidence, EvidenceKind, Review, Trigger, Verdict
from reviews.publishing import rationale
from reviews.states import Status
from reviews.web import forms, history, pane, presence, standing, talking, topic_forms

AROUND = 3_000  # code points of the article on either side of the claim


@dataclass(frozen=True)
class Piece:
    """Evidence with its number and its forms; `prefix` keeps the ids of fields apart."""

    number: int
    evidence: Evidence
    finding: Finding | None
    health: str
    health_label: str
    form: forms.RemarksForm | None
    talks: list[talking.Talk]

    @property
    def troubled(self) -> bool:
        return self.evidence.decidable


@dataclass(frozen=True)
class Sheet:
    """All that is known about a review at one moment."""

    review: Review
    verdict: Verdict | None
    words: verdicts.Words
    pieces: list[Piece]
    asked: list[checklist.Item]
    offers: list[offers.Offer]
    may_work: bool
    may_cite: bool
    talks: list[talking.Talk]

    @property
    def standing(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.evidence.withdrawn_at is None]

    @property
    def unresolved(self) -> list[talking.Talk]:
        return [talk for talk in self.talks if talk.open]

    @property
    def talks_in_order(self) -> list[talking.Talk]:
        """Open ones first."""
        return sorted(self.talks, key=lambda talk: not talk.open)

    @property
    def passages(self) -> list[talking.Talk]:
        """Threads about the rationale."""
        return [talk for talk in self.talks if talk.thread.evidence_id is None]

    @property
    def withdrawn(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.evidence.withdrawn_at is not None]


def sheet(review: Review, by: User) -> Sheet:
    verdict = verdicts.current(review)
    asked = checklist.items(review, verdict)
    may_work = _may_work(review, by)
    words = verdicts.words_of(review, verdict)
    numbered = evidence.numbered(review)
    numbers = {each.pk: number for number, each in numbered}
    talks = talking.talks(review, rationale=words.rationale, numbers=numbers, by=by)
    return Sheet(
        review=review,
        verdict=verdict,
        words=words,
        pieces=_pieces(review, numbered, talks, by=by, may_work=may_work),
        asked=asked,
        offers=offers.of(review, by=by, verdict=verdict, asked=asked),
        may_work=may_work,
        may_cite=review.state is Status.IN_REVIEW and by.at_least(Role.CONTRIBUTOR),
        talks=talks,
    )


def context(shown: Sheet, by: User) -> dict[str, Any]:
    """What workbench and second look have in common."""
    review, claim = shown.review, shown.review.claim
    numbers = {piece.evidence.pk: piece.number for piece in shown.pieces}
    events = list(review.events.select_related("actor"))
    return {
        "review": review,
        "claim": claim,
        "sheet": shown,
        "verdict": shown.verdict,
        "publication": getattr(review, "publication", None),
        "direction": claim_words.direction(claim.article.language),
        "paragraphs": excerpt(claim),
        "checklist": listed(shown.asked),
        "missing": len(checklist.missing(review, shown.asked)),
        "may_talk": by.at_least(Role.CONTRIBUTOR),
        "rationale_html": rendered(shown.words.rationale, shown),
        "standing": standing.of(review, shown.verdict, events),
        **presence.shown(review, by),
        **pane.context(review, by),
        **topic_forms.context(review, by),
        "events": events,
        "history": history.entries(events, numbers),
        "comments": history.comments(events),
        "plan_form": forms.plan_form(review, by),
        "triggers": Trigger.choices,
        "comment_form": forms.CommentForm(auto_id="comment_%s"),
        "may_clear": by.at_least(Role.REVIEWER),
        "stances": _stances(shown.standing),
    }


def excerpt(claim: Claim) -> list[Paragraph]:
    """The claim marked in the article around it; whole lines as far as they go."""
    text = claim.article.text
    start = max(0, claim.start - AROUND)
    end = min(len(text), claim.end + AROUND)
    line = text.rfind("\n", 0, start) + 1
    if start - line < AROUND:
        start = line
    mark = Mark(
        start=claim.start - start,
        end=claim.end - start,
        claim=claim.pk,
        status=claim.status,
        worth=claim_words.worth(claim.checkworthiness),
        href=f"#c{claim.pk}",
    )
    return highlights.paragraphs(text[start:end], [mark])


def listed(asked: list[checklist.Item]) -> list[dict[str, Any]]:
    return [{"met": each.done, "text": each.text, "advice": each.advice} for each in asked]


def rendered(markdown: str, shown: Sheet, *, talks: list[talking.Talk] | None = None) -> str:
    """The rationale as readers will see it; and, for the desk, passages that are talked about and
    numbers that cite nothing, as marks."""
    citations = {piece.number for piece in shown.standing}
    return talking.marked(
        markdown,
        shown.talks if talks is None else talks,
        render=lambda text: rationale.render(text, citations=citations, mark_unknown=True),
    )


def _may_work(review: Review, by: User) -> bool:
    if review.state is not Status.IN_REVIEW or not by.at_least(Role.REVIEWER):
        return False
    return review.assignee_id == by.pk or by.at_least(Role.EDITOR)


def _pieces(
    review: Review,
    numbered: list[tuple[int, Evidence]],
    talks: list[talking.Talk],
    *,
    by: User,
    may_work: bool,
) -> list[Piece]:
    found = evidence.findings(review)
    in_work = review.state is Status.IN_REVIEW
    return [
        _piece(
            number,
            each,
            found.get(each.pk),
            may_change=may_work or (in_work and each.added_by_id == by.pk),
            talks=[talk for talk in talks if talk.thread.evidence_id == each.pk],
        )
        for number, each in numbered
    ]


def _piece(
    number: int,
    each: Evidence,
    found: Finding | None,
    *,
    may_change: bool,
    talks: list[talking.Talk],
) -> Piece:
    sound = each.condition == Condition.SOUND and each.kind == EvidenceKind.URL
    stands = each.withdrawn_at is None
    return Piece(
        number=number,
        evidence=each,
        finding=found,
        health=each.link.state if sound else each.condition,
        health_label=each.link.get_state_display() if sound else each.get_condition_display(),
        form=_remarks(each) if may_change and stands else None,
        talks=talks,
    )


def _remarks(each: Evidence) -> forms.RemarksForm:
    stored = {name: getattr(each, name) for name in ("stance", "primary", "note", "interest")}
    return forms.RemarksForm(initial=stored, auto_id=f"e{each.pk}_%s")


def _stances(pieces: list[Piece]) -> str:
    counted: dict[str, int] = {}
    for piece in pieces:
        label = str(piece.evidence.get_stance_display())
        counted[label] = counted.get(label, 0) + 1
    return ", ".join(f"{number} {label}" for label, number in counted.items())
