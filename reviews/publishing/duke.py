"""ClaimReview as the Duke Reporters' Lab's schema takes it. Pure: data in, data out, no Django.

No property beside those of their schema, at the top or within; ratings as strings. Whatever else we
know of corrections, changes and languages stands in the strict form, which is served without the
profile.
"""

from reviews.publishing.claimreview import Json

TOP = (
    *("@context", "@type", "url", "claimReviewed", "datePublished"),
    *("author", "itemReviewed", "reviewRating"),
)
CLAIM = ("@type", "author", "datePublished", "appearance", "firstAppearance")
PERSON = ("@type", "name", "jobTitle", "sameAs", "url")
RATING = ("@type", "alternateName", "ratingExplanation")
NUMBERS = ("ratingValue", "bestRating", "worstRating")


def claimreview(review: Json) -> Json:
    """Our strict ClaimReview, `review`, in their form; `{}` of what is retracted stays so."""
    if not review:
        return {}
    made = _only(TOP, review)
    made["author"] = _only(PERSON, review["author"])
    made["itemReviewed"] = _claim(review["itemReviewed"])
    rating = review["reviewRating"]
    numbers = {name: str(rating[name]) for name in NUMBERS if name in rating}
    made["reviewRating"] = _only(RATING, rating) | numbers
    return made


def _claim(item: Json) -> Json:
    made = _only(CLAIM, item)
    if "author" in item:
        made["author"] = _only(PERSON, item["author"])
    works = [_only(("@type", "url"), each) for each in item.get("appearance", [])]
    made.pop("appearance", None)
    known = [each for each in works if "url" in each]
    return made | {"appearance": known} if known else made


def _only(names: tuple[str, ...], thing: Json) -> Json:
    return {name: thing[name] for name in names if name in thing}
