"""What a ClaimReview must and should hold. Pure: data in, findings out, no Django.

Sources: Google Search Central, "Fact check (ClaimReview) structured data"
(developers.google.com/search/docs/appearance/structured-data/factcheck): required and recommended
properties and guidelines, which every REQUIRED and RECOMMENDED below cites; and the types that
schema.org gives for each property, which every TYPE cites.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from reviews.publishing.claimreview import Json, Unmarkable

Rule = Callable[[Json], Iterator["Finding"]]
LONGEST_CLAIM = 75
"""Characters; "to minimize wrapping when displayed on a mobile device"."""

LOWEST = 1
"""Of worstRating: "The lowest value possible in the scale … The minimum value is 1"."""


class Weight(StrEnum):
    REQUIRED = "required"
    TYPE = "type"
    RECOMMENDED = "recommended"


@dataclass(frozen=True)
class Finding:
    """One rule that is broken at `path`; `text` says what the rule is."""

    weight: Weight
    path: str
    text: str

    @property
    def forbids(self) -> bool:
        """Whether markup with it must not be published."""
        return self.weight is not Weight.RECOMMENDED

    def __str__(self) -> str:
        return f"{self.path}: {self.text}"


PROPERTIES: dict[str, frozenset[str]] = {
    "ClaimReview": frozenset(
        {
            *("@context", "@id", "url", "claimReviewed", "author", "datePublished"),
            *("dateModified", "inLanguage", "itemReviewed", "reviewRating", "correction"),
            *("comment", "creativeWorkStatus", "sdPublisher", "sdLicense"),
        }
    ),
    "Claim": frozenset({"@id", "text", "author", "datePublished", "appearance", "firstAppearance"}),
    "Rating": frozenset(
        {"alternateName", "ratingExplanation", "ratingValue", "bestRating", "worstRating"}
    ),
    "Organization": frozenset({"name", "url", "sameAs"}),
    "Person": frozenset({"name", "jobTitle", "sameAs"}),
    "CreativeWork": frozenset({"url", "headline", "datePublished", "inLanguage", "publisher"}),
    "CorrectionComment": frozenset({"name", "text", "datePublished"}),
    "Comment": frozenset({"name", "text", "datePublished"}),
}
"""The properties of each type that we use, all of them schema.org's for it. Others are mistakes."""

HOLDS: dict[str, frozenset[str]] = {
    "author": frozenset({"Organization", "Person"}),
    "publisher": frozenset({"Organization"}),
    "sdPublisher": frozenset({"Organization"}),
    "itemReviewed": frozenset({"Claim"}),
    "reviewRating": frozenset({"Rating"}),
    "appearance": frozenset({"CreativeWork"}),
    "firstAppearance": frozenset({"CreativeWork"}),
    "correction": frozenset({"CorrectionComment"}),
    "comment": frozenset({"Comment"}),
}
"""Properties whose values are things, and of which type."""

DAYS = frozenset({"datePublished", "dateModified"})
NUMBERS = frozenset({"ratingValue", "bestRating", "worstRating"})
ADDRESSES = frozenset({"url", "@id", "sdLicense"})


def check(review: Json) -> list[Finding]:
    """Every rule that `review` breaks; none where it may be published and is complete."""
    rules: list[Rule] = [_required, _scale, _recommended]
    found = [finding for rule in rules for finding in rule(review)]
    return [*found, *_typed(review, "ClaimReview", "")]


def refuse(review: Json) -> None:
    """Raises Unmarkable where `review` breaks a rule that forbids publishing it."""
    broken = [str(finding) for finding in check(review) if finding.forbids]
    if broken:
        raise Unmarkable("; ".join(broken))


def _required(review: Json) -> Iterator[Finding]:
    if review.get("@context") not in ("https://schema.org", "http://schema.org"):
        yield _needs("@context", "has to be https://schema.org")
    rating = review.get("reviewRating")
    for path, value in (
        ("claimReviewed", review.get("claimReviewed")),
        ("url", review.get("url")),
        ("reviewRating.alternateName", _inside(rating, "alternateName")),
    ):
        if not isinstance(value, str) or not value.strip():
            yield _needs(path, "is required, as a text")
    author = _inside(review.get("itemReviewed"), "author")
    if author is not None and not _inside(author, "name"):
        yield _needs("itemReviewed.author.name", "is required where there is an author")


def _scale(review: Json) -> Iterator[Finding]:
    rating = review.get("reviewRating")
    best, worst, value = (
        _inside(rating, name) for name in ("bestRating", "worstRating", "ratingValue")
    )
    if not all(_is_number(each) for each in (best, worst, value)):
        if value is not None:
            yield _needs("reviewRating", "ratingValue needs bestRating and worstRating, as numbers")
        return
    if worst < LOWEST:
        yield _needs("reviewRating.worstRating", f"is at least {LOWEST}")
    if best <= worst:
        yield _needs("reviewRating.bestRating", "is greater than worstRating")
    if not worst <= value <= best:
        yield _needs("reviewRating.ratingValue", f"{value} lies off the scale")


def _recommended(review: Json) -> Iterator[Finding]:
    claim = review.get("claimReviewed", "")
    if isinstance(claim, str) and len(claim) > LONGEST_CLAIM:
        yield _better("claimReviewed", f"is best kept below {LONGEST_CLAIM} characters")
    word = _inside(review.get("reviewRating"), "alternateName")
    if word and isinstance(claim, str) and claim.casefold().startswith(f"{word}:".casefold()):
        yield _better("claimReviewed", "says the claim and not its rating")
    item = review.get("itemReviewed")
    wanted = {
        "author": _inside(review.get("author"), "name") or _inside(review.get("author"), "url"),
        "datePublished": review.get("datePublished"),
        "reviewRating.ratingValue": _inside(review.get("reviewRating"), "ratingValue"),
        "reviewRating.ratingExplanation": _inside(review.get("reviewRating"), "ratingExplanation"),
        "itemReviewed.author": _inside(item, "author"),
        "itemReviewed.datePublished": _inside(item, "datePublished"),
        "itemReviewed.appearance": _appeared(item),
    }
    for path, value in wanted.items():
        if not value:
            yield _better(path, "is recommended")


def _appeared(item: Any) -> bool:
    works = [_inside(item, "firstAppearance"), *_listed(_inside(item, "appearance"))]
    return any(_inside(each, "url") for each in works)


def _typed(thing: Any, kind: str, path: str) -> Iterator[Finding]:
    """That a thing is of its type, and each of its properties is one of the type's."""
    if not isinstance(thing, dict) or thing.get("@type") != kind:
        yield Finding(Weight.TYPE, path or "@type", f"has to be a {kind}")
        return
    for name, value in thing.items():
        where = f"{path}.{name}" if path else name
        if name != "@type" and name not in PROPERTIES[kind]:
            yield Finding(Weight.TYPE, where, f"is no property of {kind} that is used here")
        elif name in HOLDS:
            for each in _listed(value):
                yield from _held(each, HOLDS[name], where)
        elif name != "@type":
            yield from _plain(name, value, where)


def _held(thing: Any, kinds: frozenset[str], where: str) -> Iterator[Finding]:
    kind = _inside(thing, "@type")
    if kind not in kinds:
        yield Finding(Weight.TYPE, where, f"has to be one of {', '.join(sorted(kinds))}")
    else:
        yield from _typed(thing, kind, where)


def _plain(name: str, value: Any, where: str) -> Iterator[Finding]:
    if name in NUMBERS:
        if not _is_number(value):
            yield Finding(Weight.TYPE, where, "has to be a number")
    elif not all(isinstance(each, str) and each.strip() for each in _listed(value)):
        yield Finding(Weight.TYPE, where, "has to be a text that is not empty")
    elif name in DAYS and not _is_day(value):
        yield Finding(Weight.TYPE, where, "has to be a date (ISO 8601)")
    elif name in ADDRESSES and not _is_address(value):
        yield Finding(Weight.TYPE, where, "has to be a whole web address")


def _inside(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        pass
    try:
        return bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _needs(path: str, text: str) -> Finding:
    return Finding(Weight.REQUIRED, path, text)


def _better(path: str, text: str) -> Finding:
    return Finding(Weight.RECOMMENDED, path, text)
