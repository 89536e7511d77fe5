"""The names a column may have, by what the list is of."""

import unicodedata

import regex as re

from claims.models import ListKind

ARTICLES = {
    "url": "url link address href permalink uri source_url web_address",
    "text": "text body content article fulltext full_text article_text",
    "title": "title headline heading",
    "author": "author authors byline creator writer",
    "publisher": "publisher source outlet site site_name publication newspaper medium",
    "language": "language lang locale",
    "published_on": "published_on published published_at date pub_date publication_date "
    "date_published datepublished pubdate",
}
CLAIMS = {
    "article": "article article_id",
    "url": "url link address href permalink uri source_url web_address article_url appearance",
    "quote": "quote exact quotation passage sentence words",
    "prefix": "prefix before",
    "suffix": "suffix after",
    "start": "start start_offset",
    "end": "end end_offset",
    "statement": "statement claim claim_reviewed claimreviewed",
    "claimant": "claimant speaker said_by claim_author",
    "attribution": "attribution",
    "kind": "kind type claim_type",
    "decision": "decision status",
    "ground": "ground",
    "reason": "reason why",
}
COLUMNS = {ListKind.ARTICLES: ARTICLES, ListKind.CLAIMS: CLAIMS}
NEEDED = {ListKind.ARTICLES: ("url", "text"), ListKind.CLAIMS: ("quote", "start")}
"""One of these must be there, or the file is no such list."""

NUMBERS = frozenset({"article", "start", "end"})
"""What JSON may give as a number."""

_FIELDS = {
    kind: {name: field for field, names in columns.items() for name in names.split()}
    for kind, columns in COLUMNS.items()
}
_UNCLEAR = re.compile(r"\W+")


def field(name: str, kind: ListKind) -> str | None:
    """The field that a column of this name means, or None."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _FIELDS[kind].get(_UNCLEAR.sub("_", plain).strip("_"))
