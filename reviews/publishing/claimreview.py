"""A published document as schema.org ClaimReview. Pure: bytes in, data out, no Django.

Rules: schema.org/ClaimReview and Google's "Fact check (ClaimReview) structured data", see
`claimreview_rules`. Import may be lenient; what we say ourselves is strict: a field we do not know
is left out, never guessed, and nothing is said here that the page does not show.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
CORRECTIONS = {"correction": "Correction", "retraction": "Retraction"}
"""Changes that took something back, by their kind; an update adds what was not known before."""


class Unmarkable(ValueError):
    """The document lacks what a ClaimReview must have. The text says which field."""


@dataclass(frozen=True)
class Site:
    """The desk as publisher: `url` without a trailing slash."""

    url: str
    name: str


def address(slug: str, *, site: Site) -> str:
    """The page of a fact-check; all markup points to it."""
    return f"{site.url}/fact-checks/{quote(slug)}/"


def claimreview(document: Json, *, site: Site) -> Json:
    """Raises Unmarkable where a required field is empty or the rating lies off its scale."""
    url = address(document["slug"], site=site)
    made = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{url}#claimreview",
        "url": url,
        "claimReviewed": _required(document["claim"]["statement"], "claimReviewed"),
        "author": {"@type": "Organization", "name": site.name, "url": f"{site.url}/"},
        "datePublished": _date(document["first_published_at"]),
        "inLanguage": document["language"],
        "itemReviewed": _item(document, url),
        "reviewRating": _rating(document),
    }
    if document["version"] > 1:
        made["dateModified"] = _date(document["published_at"])
    history = document["history"]
    corrections = [_correction(each) for each in history if each["kind"] in CORRECTIONS]
    updates = [_update(each) for each in history if each["kind"] == "update"]
    told = {"correction": corrections, "comment": updates}
    return made | {name: comments for name, comments in told.items() if comments}


def _item(document: Json, url: str) -> Json:
    article = document["article"]
    item: Json = {
        "@type": "Claim",
        "@id": f"{url}#claim",
        "text": document["claim"]["statement"],
        "appearance": [_appearance(article)],
    }
    if author := claim_author(document):
        item["author"] = author
    if article["published_on"]:
        item["datePublished"] = article["published_on"]
    return item


def claim_author(document: Json) -> Json | None:
    """Who made the claim: a named claimant, else whoever published it, else its writer.

    Where it is attributed to sources not named, its writer did not make it.
    """
    claim, article = document["claim"], document["article"]
    if claim["claimant"] and claim["attribution"] != "unnamed":
        return {"@type": "Person", "name": claim["claimant"]}
    if article["publisher"]:
        return {"@type": "Organization", "name": article["publisher"]}
    if article["author"] and not claim["claimant"]:
        return {"@type": "Person", "name": article["author"]}
    return None


def _appearance(article: Json) -> Json:
    """Named as the page names it: by its publisher, or where none is known by its title."""
    fields = {
        "url": article["url"],
        "datePublished": article["published_on"],
        "inLanguage": article["language"],
    }
    made: Json = {"@type": "CreativeWork"} | {k: v for k, v in fields.items() if v}
    if article["publisher"]:
        made["publisher"] = {"@type": "Organization", "name": article["publisher"]}
    elif article["title"]:
        made["headline"] = article["title"]
    return made


def _rating(document: Json) -> Json:
    rating, scale = document["rating"], document["rating"]["scale"]
    made = {"@type": "Rating", "alternateName": _required(rating["word"], "alternateName")}
    if document["summary"]:
        made["ratingExplanation"] = document["summary"]
    if rating["value"] is None:  # a word beside the line, such as “Unverifiable”
        return made
    if (
        not 1 <= scale["worst"] <= rating["value"] <= scale["best"]
        or scale["worst"] == scale["best"]
    ):
        raise Unmarkable(f"ratingValue: {rating['value']} lies off the scale.")
    numbers = {
        "ratingValue": rating["value"],
        "bestRating": scale["best"],
        "worstRating": scale["worst"],
    }
    return made | numbers


def _correction(change: Json) -> Json:
    return {
        "@type": "CorrectionComment",
        "name": CORRECTIONS[change["kind"]],
        "text": change["reason"],
        "datePublished": _date(change["at"]),
    }


def _update(change: Json) -> Json:
    return {
        "@type": "Comment",
        "name": "Update",
        "text": change["reason"],
        "datePublished": _date(change["at"]),
    }


def _date(moment: str) -> str:
    """The day, in UTC, of an RFC 3339 moment in UTC."""
    return moment[:10]


def _required(value: str, name: str) -> str:
    if not value.strip():
        raise Unmarkable(f"{name}: a ClaimReview cannot do without it.")
    return value
