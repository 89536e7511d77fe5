"""What policy still asks before a verdict may be approved, as a list people can work off."""

from dataclasses import dataclass

import tldextract
from django.utils.translation import gettext as _

from reviews.exceptions import NotReady
from reviews.models import Condition, Evidence, Policy, Review, Stance, Verdict

# The list of suffixes that comes with the package: a checklist opens no connection. Those of
# private owners count as suffixes: two blogs at one provider are two publishers.
_suffixes = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
)


@dataclass(frozen=True)
class Item:
    """One requirement. `code` is stable; `text` is for people."""

    code: str
    text: str
    done: bool


def items(review: Review, verdict: Verdict | None) -> list[Item]:
    """All requirements of the ruling policy, done and open, in the order of work. Two queries."""
    policy = ruling_policy()
    evidence = list(review.evidence.standing().select_related("link__host"))
    return [*_evidence_items(review, policy, evidence), *_verdict_items(policy, verdict)]


def ruling_policy() -> Policy:
    """The newest version; `defaults.ensure` makes the first."""
    return Policy.objects.order_by("-version")[:1].get()


def check(review: Review, verdict: Verdict | None) -> None:
    """Raise NotReady with everything that is missing, at once."""
    missing = tuple(item.text for item in items(review, verdict) if not item.done)
    if missing:
        raise NotReady(_("Still missing: %(list)s") % {"list": "; ".join(missing)}, missing=missing)


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
    return len({_owner(each.link.host.name) for each in alive})


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
