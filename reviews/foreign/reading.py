"""One ClaimReview as a publisher wrote it, understood as far as it can be.

Lenient where the meaning is plain (a rating's number in quotes, a CreativeWork where a Claim should
be, the address of the page where that of the review is missing), and a refusal with its reason
where it is not: a review without a claim, a rating or an address is of no use to anybody. Rules:
schema.org/ClaimReview; what is missing in practice: Google's structured data of 25 publishers.
"""

import json
import math
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from reviews.foreign import values

Node = dict[str, Any]
DEEPEST = 30
LARGEST = 64 * 1024
"""Characters of the markup of one review that is kept as it was."""


class Unreadable(ValueError):
    """The text says what is missing, in property `field`, and may be shown."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Markup:
    """What one ClaimReview says; texts are "" and the rest None where it says nothing."""

    url: str
    claim: str
    rating: str
    publisher: str
    publisher_image: str = ""
    claimant: str = ""
    claimant_title: str = ""
    claimant_image: str = ""
    claimant_same_as: list[str] = field(default_factory=list)
    claimed_on: date | None = None
    claimed_at: str = ""
    first_appearance: str = ""
    appearances: list[str] = field(default_factory=list)
    rating_value: float | None = None
    rating_worst: float | None = None
    rating_best: float | None = None
    rating_image: str = ""
    explanation: str = ""
    language: str = ""
    reviewed_on: date | None = None
    markup: Node = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def page_url(self) -> str:
        return values.page(self.url)


@dataclass(frozen=True)
class Surroundings:
    """Where a review was found: what it points to by `@id`, and what to take where it is silent."""

    nodes: dict[str, Node] = field(default_factory=dict)
    url: str = ""
    language: str = ""

    def whole(self, value: Any) -> Node:
        """The thing meant by `value`: the first of a list, one told elsewhere, a bare name."""
        for each in values.as_list(value):
            if isinstance(each, dict):
                return self.nodes.get(str(each.get("@id")), each) | each
            if isinstance(each, str) and each.strip():
                return {"name": each}
        return {}


def read(node: Node, around: Surroundings) -> Markup:
    """Raises Unreadable."""
    url = _url(node, around)
    item = around.whole(node.get("itemReviewed"))
    claim = values.text(node.get("claimReviewed")) or values.text(item.get("text"))
    if not claim:
        raise Unreadable(_("It has no claimReviewed: there is no claim."), field="claimReviewed")
    publisher = _publisher(node, around)
    return Markup(
        url=url,
        claim=claim,
        publisher=values.text(publisher.get("name")) or values.site(url),
        publisher_image=_picture(publisher.get("image", publisher.get("logo"))),
        language=_language(node, around),
        reviewed_on=values.day(node.get("datePublished")),
        markup=_kept(node),
        notes=_left_out(node, item),
        **_claimant(item, around),
        **_places(item, around),
        **_rating(node, around),
    )


def _url(node: Node, around: Surroundings) -> str:
    own = [node.get(key) for key in ("url", "mainEntityOfPage", "@id")]
    for each in own:
        if found := values.address(each, base=around.url):
            return found
    if around.url:
        return around.url
    raise Unreadable(_("It has no url: nobody could look it up."), field="url")


def _publisher(node: Node, around: Surroundings) -> Node:
    """Who reviewed; its employer where a person signed and a publisher is named too."""
    author, publisher = around.whole(node.get("author")), around.whole(node.get("publisher"))
    if not author or ("person" in values.types(author) and publisher.get("name")):
        return publisher
    return author


def _claimant(item: Node, around: Surroundings) -> Node:
    author = around.whole(item.get("author", item.get("creator")))
    return {
        "claimant": values.text(author.get("name")),
        "claimant_title": values.text(author.get("jobTitle")),
        "claimant_image": _picture(author.get("image")),
        "claimant_same_as": values.addresses(author.get("sameAs")),
    }


def _places(item: Node, around: Surroundings) -> Node:
    """When and where it was claimed. A CreativeWork in place of a Claim is where it appeared."""
    first = around.whole(item.get("firstAppearance"))
    shown = [around.whole(each) for each in values.as_list(item.get("appearance"))]
    works = [_work(each) for each in shown]
    if "claim" not in values.types(item):
        works += [item.get("url"), *values.as_list(item.get("sameAs"))]
    dated = [item, first, *shown]
    return {
        "claimed_on": next(
            filter(None, (values.day(each.get("datePublished")) for each in dated)), None
        ),
        "claimed_at": values.text(item.get("name")),
        "first_appearance": values.address(_work(first)),
        "appearances": values.addresses(works),
    }


def _work(node: Node) -> Any:
    """Its address; a bare text came as a name, and is often one."""
    return node.get("url", node.get("@id", node.get("sameAs", node.get("name"))))


def _rating(node: Node, around: Surroundings) -> Node:
    rating = around.whole(node.get("reviewRating"))
    value = values.number(rating.get("ratingValue"))
    word = values.text(rating.get("alternateName")) or values.text(rating.get("name"))
    if not word and value is None:
        word = values.text(rating.get("ratingValue"))
    if not word:
        raise Unreadable(
            _("It has no reviewRating.alternateName: there is no rating in words."),
            field="reviewRating.alternateName",
        )
    return {
        "rating": word,
        "rating_value": value,
        "rating_worst": values.number(rating.get("worstRating")),
        "rating_best": values.number(rating.get("bestRating")),
        "rating_image": _picture(rating.get("image")),
        "explanation": values.text(rating.get("ratingExplanation", rating.get("description"))),
    }


def _picture(value: Any) -> str:
    return values.address(value)


def _language(node: Node, around: Surroundings) -> str:
    said = node.get("inLanguage") or around.language
    if isinstance(said, dict):
        said = said.get("alternateName", said.get("name"))
    tag = values.text(said).replace("_", "-")
    return tag if len(tag) <= 35 and tag.replace("-", "").isalnum() else ""


def _left_out(node: Node, item: Node) -> tuple[str, ...]:
    """What was said and could not be understood."""
    told = (("datePublished", node), ("itemReviewed.datePublished", item))
    return tuple(
        _("%(name)s “%(value)s” is no date we can read; it was left out.")
        % {"name": name, "value": said[:40]}
        for name, owner in told
        if (said := values.text(owner.get("datePublished"))) and values.day(said) is None
    )


def _kept(node: Node) -> Node:
    """The markup itself, as far as PostgreSQL takes it; nothing of it where it is a whole book."""
    kept = _storable(node)
    assert isinstance(kept, dict)
    return kept if len(json.dumps(kept)) <= LARGEST else {}


def _storable(value: Any, depth: int = 0) -> Any:
    if depth > DEEPEST:
        raise Unreadable(_("Its markup is nested too deeply."), field="")
    if isinstance(value, dict):
        return {_clean(key): _storable(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_storable(each, depth + 1) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return _clean(value) if isinstance(value, str) else value


def _clean(said: str) -> str:
    return said.replace("\0", "").encode("utf-8", "replace").decode()
