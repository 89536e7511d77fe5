"""What policy still asks before a verdict may be approved, as a list people can work off."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

import tldextract
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews import citations
from reviews.exceptions import NotReady
from reviews.models import (
    Condition,
    Evidence,
    EvidenceKind,
    Policy,
    ReplyAsked,
    Review,
    Stance,
    Verdict,
    VoteRound,
)
from reviews.states import Status

# The list of suffixes that comes with the package: a checklist opens no connection. Those of
# private owners count as suffixes: two blogs at one provider are two publishers.
_suffixes = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
)


class Asked(StrEnum):
    """Before which move a requirement has to be met; advice holds up none."""

    SUBMIT = "submit"
    APPROVE = "approve"
    ADVICE = "advice"


@dataclass(frozen=True)
class Item:
    """One requirement. `code` is stable; `text` is for people."""

    code: str
    text: str
    done: bool
    asked: Asked = Asked.SUBMIT

    @property
    def advice(self) -> bool:
        return self.asked is Asked.ADVICE


def items(review: Review, verdict: Verdict | None) -> list[Item]:
    """All requirements of the ruling policy, done and open, in the order of work.

    A constant number of queries. `verdict` may hold words that are not saved.
    """
    policy = ruling_policy()
    pieces = list(review.evidence.select_related("link__host").order_by("position", "pk"))
    numbers = citations.numbers(pieces)
    standing = {numbers[each.pk]: each for each in pieces if each.withdrawn_at is None}
    return [
        *_evidence_items(review, policy, list(standing.values())),
        *_verdict_items(policy, verdict),
        *_citation_items(verdict, standing),
        *_desk_items(review, policy, verdict),
    ]


def ruling_policy() -> Policy:
    """The newest version; `defaults.ensure` makes the first."""
    return Policy.objects.order_by("-version")[:1].get()


def missing(review: Review, asked: Iterable[Item]) -> tuple[str, ...]:
    """What holds up the next move: a review in work is submitted, a submitted one approved."""
    early = review.state in (Status.QUEUED, Status.IN_REVIEW)
    holds = {Asked.SUBMIT} if early else {Asked.SUBMIT, Asked.APPROVE}
    return tuple(item.text for item in asked if not item.done and item.asked in holds)


def check(review: Review, verdict: Verdict | None) -> None:
    """Raise NotReady with everything that is missing, at once."""
    found = missing(review, items(review, verdict))
    if found:
        raise NotReady(_("Still missing: %(list)s") % {"list": "; ".join(found)}, missing=found)


def _evidence_items(review: Review, policy: Policy, evidence: list[Evidence]) -> list[Item]:
    stances = {each.stance for each in evidence}
    enough = _sources(evidence) >= policy.min_sources
    enough = enough or bool(evidence and review.few_sources_reason)
    both = {Stance.SUPPORTS, Stance.REFUTES} <= stances
    found = [
        Item("evidence", _("At least one piece of evidence"), bool(evidence)),
        Item(
            "sources",
            _("%(n)s independent sources, or a written reason for fewer")
            % {"n": policy.min_sources},
            enough,
        ),
    ]
    if policy.weigh_both_sides:
        text = _("Evidence for and against, or a written reason why there is one side only")
        found.append(Item("both_sides", text, both or bool(evidence and review.one_sided_reason)))
    return found


def _sources(evidence: list[Evidence]) -> int:
    """How many owners of domains vouch; a source that is gone vouches for nothing any more."""
    alive = [each for each in evidence if each.condition != Condition.DEAD]
    return len({_vouching(each) for each in alive})


def _vouching(piece: Evidence) -> str:
    """Who stands behind a piece: the owner of the site, or of the book or file."""
    if piece.kind != EvidenceKind.URL:
        return (piece.publisher or piece.title).casefold()
    return _owner(piece.link.host.name)


def _owner(host: str) -> str:
    """The domain somebody registered; the host itself for IP addresses and local names."""
    return _suffixes(host).top_domain_under_public_suffix or host.removeprefix("www.")


def _verdict_items(policy: Policy, verdict: Verdict | None) -> list[Item]:
    rationale = len(verdict.rationale.strip()) if verdict else 0
    return [
        Item("rating", _("A rating"), bool(verdict and verdict.rating_id)),
        Item("summary", _("A summary in a sentence or two"), bool(verdict and verdict.summary)),
        Item(
            "rationale",
            _("A rationale of at least %(n)s characters") % {"n": policy.min_rationale},
            rationale >= policy.min_rationale,
        ),
    ]


def _citation_items(verdict: Verdict | None, standing: Collection[int]) -> list[Item]:
    """Whether each `[n]` means something, and each piece of evidence is used."""
    rationale = verdict.rationale if verdict else ""
    unknown = citations.unknown(rationale, standing=standing)
    unused = citations.unused(rationale, standing=standing)
    known = _("Every number cited in the rationale is evidence that stands")
    if unknown:
        known = ngettext(
            "%(numbers)s in the rationale cites no evidence that stands",
            "%(numbers)s in the rationale cite no evidence that stands",
            len(unknown),
        ) % {"numbers": citations.listed(unknown)}
    used = _("Every piece of evidence is cited in the rationale")
    if unused:
        used = _("Evidence not cited in the rationale: %(numbers)s") % {
            "numbers": citations.listed(unused)
        }
    return [
        Item("citations", known, not unknown),
        Item("cited", used, bool(standing) and not unused, Asked.ADVICE),
    ]


def _desk_items(review: Review, policy: Policy, verdict: Verdict | None) -> list[Item]:
    """What other people have to do or say before this is approved."""
    found = [_reply_item(review)]
    open_threads = review.threads.unresolved().count()
    text = _("Every comment on evidence and rationale is resolved")
    if open_threads:
        text = ngettext(
            "%(n)s comment is not resolved", "%(n)s comments are not resolved", open_threads
        ) % {"n": open_threads}
    found.append(Item("threads", text, not open_threads, Asked.ADVICE))
    if policy.votes:
        text = ngettext(
            "%(n)s independent vote, and agreement or an editor’s decision",
            "%(n)s independent votes, and agreement or an editor’s decision",
            policy.votes,
        ) % {"n": policy.votes}
        stored = verdict if verdict is not None and verdict.pk else None
        settled = VoteRound.objects.settled_for(stored)
        found.append(Item("votes", text, settled, Asked.APPROVE))
    return found


def _reply_item(review: Review) -> Item:
    asked = list(ReplyAsked.objects.filter(review=review).values_list("received__pk", flat=True))
    if not asked:
        text = _("Whoever the claim is by or about was asked for a reply")
        return Item("reply", text, done=False, asked=Asked.ADVICE)
    text = _("It is noted what came of each request for a reply")
    return Item("reply", text, None not in asked, Asked.ADVICE)
