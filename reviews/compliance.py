"""What codes of principles ask of fact-checkers, and what the desk's own records show of it.

Principles of the International Fact-Checking Network (IFCN Code of Principles, 1 to 5) and sections
of the European Fact-Checking Standards Network (EFCSN Code of Standards). The desk shows what it
has recorded; what it has not is said, never assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reviews import checklist
from reviews.figures import periods
from reviews.figures.periods import Period
from reviews.models import (
    ChangeKind,
    Evidence,
    EvidenceKind,
    Policy,
    ReaderReport,
    ReplyAsked,
    Review,
    Stance,
    VoteRound,
)
from reviews.models.publication import PublishedVersion
from reviews.reader_states import ReportStatus
from reviews.readers import outcomes

CHANGES = (ChangeKind.CORRECTION, ChangeKind.UPDATE, ChangeKind.RETRACTION)


@dataclass(frozen=True)
class Point:
    """Something a code asks. `asked` of each fact-check, or told where it was done.

    `unknown`: the desk keeps no record of it, and says what would have to be shown instead.
    """

    code: str
    principle: str
    text: str | Promise
    asked: bool = True
    unknown: str | Promise = ""


IFCN = MappingProxyType(
    {
        "1": _("IFCN 1: non-partisanship and fairness. EFCSN: ethics"),
        "2": _("IFCN 2: standards and transparency of sources. EFCSN: methodology"),
        "3": _("IFCN 3: transparency of funding and organisation. EFCSN: transparency"),
        "4": _("IFCN 4: standards and transparency of methodology. EFCSN: methodology"),
        "5": _("IFCN 5: open and honest corrections. EFCSN: methodology"),
    }
)
POINTS = (
    Point("both_sides", "1", _("Evidence for and against was weighed, or it is written why not")),
    Point("reply", "1", _("Somebody the claim is by or about was asked for a reply"), asked=False),
    Point("interests", "1", _("Interests of a source are disclosed"), asked=False),
    Point(
        "neutral",
        "1",
        _("The desk takes no side, and those who work here disclose theirs"),
        unknown=_("Not in the desk's data: show your statement and staff policy."),
    ),
    Point("cited", "2", _("Evidence is cited, word for word")),
    Point("copies", "2", _("Of each cited web page a copy is kept")),
    Point("located", "2", _("Each quote stands in its copy, letter for letter")),
    Point("primary", "2", _("A primary source is among the evidence"), asked=False),
    Point("sources", "2", _("As many independent sources as policy asks for, or a written reason")),
    Point(
        "unnamed",
        "2",
        _("Unnamed sources are used only with a reason and an approver"),
        unknown=_("Not in the desk's data: nothing marks a source whose name was withheld."),
    ),
    Point(
        "funding",
        "3",
        _("Owners, funding and staff are public"),
        unknown=_("Not in the desk's data: show your page about the organisation."),
    ),
    Point("selection", "4", _("It is written why the claim was chosen")),
    Point("second", "4", _("A second person approved the verdict")),
    Point("method", "4", _("Method and scale of that day are stamped on it")),
    Point("votes", "4", _("Several people rated the claim blind"), asked=False),
    Point(
        "suggest",
        "4",
        _("The public can suggest a claim and report an error, and see what came of it"),
        unknown=_("Counted for the desk as a whole: see what readers told, below."),
    ),
    Point(
        "changed",
        "5",
        _("Was corrected, updated or retracted, with its reason in public"),
        asked=False,
    ),
)
KNOWN = tuple(point for point in POINTS if not point.unknown)


@dataclass(frozen=True)
class Result:
    """A point with how many fact-checks show it, of how many."""

    point: Point
    shown: int
    total: int

    @property
    def missing(self) -> int:
        return self.total - self.shown


@dataclass(frozen=True)
class Report:
    """Results by principle, and what they are taken of."""

    period: Period
    total: int
    results: dict[str, list[Result]]
    policy: Policy
    policies: int
    changes: dict[str, int] = field(default_factory=dict)
    disputes: dict[ReportStatus, int] = field(default_factory=dict)
    suggestions: dict[ReportStatus, int] = field(default_factory=dict)


def report(of: Period) -> Report:
    """Six queries, however many fact-checks there are."""
    numbers = {f"n_{p.code}": Count("pk", filter=Q(**{p.code: True})) for p in KNOWN}
    found: Mapping[str, int] = judged(of).order_by().aggregate(total=Count("pk"), **numbers)
    results: dict[str, list[Result]] = {}
    for point in POINTS:
        row = Result(point, found.get(f"n_{point.code}", 0), found["total"])
        results.setdefault(point.principle, []).append(row)
    kinds = periods.between(PublishedVersion.objects.all(), "published_at", of.within).order_by()
    told = periods.between(ReaderReport.objects.all(), "received_at", of.within)
    return Report(
        of,
        found["total"],
        results,
        checklist.ruling_policy(),
        Policy.objects.count(),
        dict(kinds.values_list("kind").annotate(Count("pk"))),
        outcomes.disputes(told),
        outcomes.suggestions(told),
    )


def judged(of: Period) -> QuerySet[Review, Any]:
    """Reviews first published in the period, each with what it shows of every known point.

    Retracted ones too: their page stays. Evidence: what the latest version stands on.
    """
    found = Review.objects.filter(publication__latest__isnull=False)
    found = periods.between(found, "publication__first_published_at", of.within)
    cited = Evidence.objects.published().filter(review=OuterRef("pk"))
    return found.annotate(
        **_sources(cited),
        reply=Exists(ReplyAsked.objects.filter(review=OuterRef("pk"))),
        interests=Exists(cited.exclude(interest="")),
        selection=_holds(~Q(why_selected="")),
        second=Exists(_versions().filter(verdict__approver__isnull=False)),
        method=Exists(_versions().filter(policy__isnull=False, scale__isnull=False)),
        votes=Exists(VoteRound.objects.closed().filter(review=OuterRef("pk"))),
        changed=Exists(_versions().filter(kind__in=CHANGES)),
    ).order_by("-publication__first_published_at", "-pk")


def _sources(cited: QuerySet[Evidence, Any]) -> dict[str, Any]:
    hosts = cited.order_by().values("review").annotate(n=Count("link__host", distinct=True))
    counted = Coalesce(Subquery(hosts.values("n"), output_field=IntegerField()), 0)
    both = Exists(cited.filter(stance=Stance.SUPPORTS)) & Exists(
        cited.filter(stance=Stance.REFUTES)
    )
    asked = _versions().order_by("number").values("policy__min_sources")[:1]
    return {
        "cited": Exists(cited),
        "copies": ~Exists(cited.filter(kind=EvidenceKind.URL, snapshot__isnull=True)),
        "located": ~Exists(cited.filter(start__isnull=True)),
        "primary": Exists(cited.filter(primary=True)),
        "both_sides": _holds(Q(both) | ~Q(one_sided_reason="")),
        "hosts": counted,
        "wanted": Subquery(asked),
        "sources": _holds(Q(hosts__gte=F("wanted")) | ~Q(few_sources_reason="")),
    }


def _versions() -> QuerySet[PublishedVersion]:
    return PublishedVersion.objects.filter(publication__review=OuterRef("pk"))


def _holds(condition: Q) -> Any:
    return Case(When(condition, then=Value(True)), default=Value(False))  # noqa: FBT003 - in SQL
