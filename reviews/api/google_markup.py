"""`ClaimReviewMarkupPage` of the discovery document: told of what we keep, read from callers."""

import re
from collections.abc import Mapping
from typing import Any

import orjson

from reviews.api.google_answers import BadParameter
from reviews.foreign import reading, values
from reviews.foreign.pages import Page
from reviews.foreign.reading import Markup, Surroundings, Unreadable
from reviews.models import ForeignCheck, ForeignPage, PublishedVersion
from reviews.publishing.claimreview import Json

TEXT: Json = {"type": "text"}
INT: Json = {"type": "int"}
AUTHOR = dict.fromkeys(("name", "jobTitle", "imageUrl", "sameAs"), TEXT)
RATING = {
    **dict.fromkeys(("textualRating", "ratingExplanation", "imageUrl"), TEXT),
    **dict.fromkeys(("ratingValue", "worstRating", "bestRating"), INT),
}
TEXTS = ("url", "claimReviewed", "claimDate", "claimLocation", "claimFirstAppearance")
MARKUP: Json = dict.fromkeys(TEXTS, TEXT) | {
    "claimAppearances": [TEXT],
    "claimAuthor": AUTHOR,
    "rating": RATING,
}
PAGE: Json = {
    **dict.fromkeys(("name", "pageUrl", "publishDate", "versionId"), TEXT),
    "claimReviewAuthor": {"name": TEXT, "imageUrl": TEXT},
    "claimReviewMarkups": [MARKUP],
}
"""What a caller may send. A mapping is a message, a list repeats."""

FIELDS = {
    "claimReviewed": "claimReviewed",
    "reviewRating.alternateName": "rating.textualRating",
    "url": "url",
}
"""Google's names of the properties that `reading` may find missing."""

MOST = 100
"""Reviews on one page; publishers have some ten."""


def theirs(page: ForeignPage) -> Json:
    published = page.published_on.isoformat() if page.published_on else ""
    return {
        "name": f"pages/other-{page.pk}",
        "pageUrl": page.url,
        **_bare({"publishDate": published}),
        "claimReviewAuthor": _bare({"name": page.publisher, "imageUrl": page.publisher_image}),
        "claimReviewMarkups": [_markup(each) for each in page.checks.all()],
        "versionId": str(page.version),
    }


def ours(version: PublishedVersion) -> Json:
    """From the very ClaimReview that the page shows."""
    review = reading.read(orjson.loads(version.claimreview), Surroundings())
    published = review.reviewed_on.isoformat() if review.reviewed_on else ""
    return {
        "name": f"pages/own-{version.publication_id}",
        "pageUrl": review.url,
        **_bare({"publishDate": published}),
        "claimReviewAuthor": {"name": review.publisher},
        "claimReviewMarkups": [_markup(review)],
        "versionId": str(version.number),
    }


def sent(body: Any) -> Page:
    """The page a caller describes. Raises BadParameter, with the path of the field."""
    _check(body, PAGE, "")
    url = values.page(values.address(body.get("pageUrl", "")))
    if not url:
        raise BadParameter("pageUrl", "pageUrl is required, and has to be a web address.")
    markups = body.get("claimReviewMarkups", [])
    if not 1 <= len(markups) <= MOST:
        raise BadParameter("claimReviewMarkups", f"Send from 1 to {MOST} claimReviewMarkups.")
    if (said := body.get("publishDate")) and values.day(said) is None:
        raise BadParameter("publishDate", "publishDate has to be a day, such as 2026-03-02.")
    return Page(url, [_read(body, each, url, n) for n, each in enumerate(markups)])


def _markup(review: Markup | ForeignCheck) -> Json:
    author = {
        "name": review.claimant,
        "jobTitle": review.claimant_title,
        "imageUrl": review.claimant_image,
        "sameAs": next(iter(review.claimant_same_as), ""),
    }
    rating = {
        "textualRating": review.rating,
        "ratingValue": _whole(review.rating_value),
        "worstRating": _whole(review.rating_worst),
        "bestRating": _whole(review.rating_best),
        "ratingExplanation": review.explanation,
        "imageUrl": review.rating_image,
    }
    told = {
        "url": review.url,
        "claimReviewed": review.claim,
        "claimDate": review.claimed_on.isoformat() if review.claimed_on else "",
        "claimLocation": review.claimed_at,
        "claimFirstAppearance": review.first_appearance,
        "claimAppearances": review.appearances,
        "claimAuthor": _bare(author),
        "rating": _bare(rating),
    }
    return _bare(told)


def _bare(told: Mapping[str, Any]) -> Json:
    """What is unknown is left out, as protobuf JSON does."""
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}


def _whole(number: float | None) -> int | None:
    """An int32; Google's form has no place for other numbers."""
    fits = number is not None and number.is_integer() and abs(number) < 2**31
    return int(number) if fits and number is not None else None


def _read(page: Json, markup: Json, url: str, position: int) -> Markup:
    where = f"claimReviewMarkups[{position}]"
    own = markup.get("url", "")
    if own and values.page(values.address(own)) != url:
        raise BadParameter(f"{where}.url", "url has to be pageUrl, with an anchor at most.")
    if (said := markup.get("claimDate")) and values.day(said) is None:
        raise BadParameter(f"{where}.claimDate", "claimDate has to be a day, such as 2026-03-02.")
    try:
        return reading.read(_claimreview(page, markup, url), Surroundings(url=url))
    except Unreadable as refused:
        field = FIELDS.get(refused.field, refused.field)
        raise BadParameter(f"{where}.{field}", f"{field} is required.") from refused


def _claimreview(page: Json, markup: Json, url: str) -> Json:
    """As JSON-LD, by the correspondences that the discovery document gives for each field."""
    author, rating = markup.get("claimAuthor", {}), markup.get("rating", {})
    reviewer = page.get("claimReviewAuthor", {})
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": markup.get("url") or url,
        "claimReviewed": markup.get("claimReviewed"),
        "datePublished": page.get("publishDate"),
        "author": _thing("Organization", name=reviewer.get("name"), image=reviewer.get("imageUrl")),
        "itemReviewed": _thing(
            "Claim",
            name=markup.get("claimLocation"),
            datePublished=markup.get("claimDate"),
            firstAppearance=_work(markup.get("claimFirstAppearance")),
            appearance=[_work(each) for each in markup.get("claimAppearances", [])],
            author=_thing(
                "Person",
                name=author.get("name"),
                jobTitle=author.get("jobTitle"),
                image=author.get("imageUrl"),
                sameAs=author.get("sameAs"),
            ),
        ),
        "reviewRating": _thing(
            "Rating",
            alternateName=rating.get("textualRating"),
            ratingValue=rating.get("ratingValue"),
            worstRating=rating.get("worstRating"),
            bestRating=rating.get("bestRating"),
            ratingExplanation=rating.get("ratingExplanation"),
            image=rating.get("imageUrl"),
        ),
    }


def _thing(kind: str, **properties: Any) -> Json:
    return {"@type": kind} | _bare(properties)


def _work(url: str | None) -> Json:
    return _thing("CreativeWork", url=url) if url else {}


def _check(value: Any, shape: Any, path: str) -> None:
    """That `value` has the fields and types of `shape`. Raises BadParameter."""
    if shape is TEXT:
        _expect(isinstance(value, str), path, "a text")
    elif shape is INT:
        _expect(_is_int(value), path, "a whole number")
    elif isinstance(shape, list):
        _expect(isinstance(value, list), path, "a list")
        for n, each in enumerate(value):
            _check(each, shape[0], f"{path}[{n}]")
    else:
        _expect(isinstance(value, dict), path, "an object")
        for name, each in value.items():
            inner = f"{path}.{name}" if path else name
            if name not in shape:
                raise BadParameter(
                    inner[:80], f"Unknown name “{name[:40]}”: there is no such field."
                )
            _check(each, shape[name], inner)


def _is_int(value: Any) -> bool:
    """An int32; protobuf JSON takes it in quotes too."""
    if isinstance(value, str):
        return re.fullmatch(r"-?[0-9]{1,9}", value) is not None
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31


def _expect(holds: bool, path: str, kind: str) -> None:  # noqa: FBT001 - the condition itself
    if not holds:
        raise BadParameter(path or "page", f"Invalid value at “{path or 'page'}”: not {kind}.")
