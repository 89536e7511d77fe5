"""What an article page says: its main text and where it came from."""

from dataclasses import dataclass, replace
from datetime import date

import regex as re  # possessive quantifiers of `re` are wrong before Python 3.11.5
import tldextract
import trafilatura
from selectolax.lexbor import LexborHTMLParser
from trafilatura.settings import Document

from claims import wording
from claims.exceptions import UnusableText
from factcheck import outbound
from factcheck.outbound import taming

# Atomic and possessive: what was read as a comment is never read again in another way, as a page
# of nothing but comments would cost twice as much for each of them.
_MARKUP = re.compile(
    r"(?:\ufeff|\s|<\?xml[^>]*+>|(?><!--.*?-->))*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_TAG = 35  # RFC 5646, section 4.4.1
_MOST_TAGS = 50_000
_FEWEST_LETTERS = 25  # fewer are a menu or a notice; a sentence of Chinese has about as many
# The list of suffixes that comes with the package: reading a page opens no connection.
_suffixes = tldextract.TLDExtract(suffix_list_urls=())


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An article as read, before it is stored. `text` is clean; `key` compares addresses."""

    text: str
    title: str = ""
    url: str = ""
    key: str = ""
    author: str = ""
    publisher: str = ""
    language: str = ""
    published_on: date | None = None


def is_html(text: str) -> bool:
    """Whether a text is a web page's source: it begins with the document's own mark-up."""
    return _MARKUP.match(text[:4096]) is not None


def _check_parsable(markup: str) -> None:
    """Nested or repeated without end, a page would keep the parser busy for minutes.

    Extraction took 2 s for 20,000 elements here and grows with their square.
    """
    if markup.count("<") > _MOST_TAGS or taming.tame(markup) is not markup:
        raise UnusableText(
            "This page is built from too many nested or repeated elements to be read as an "
            "article. Copy the text from your browser and paste it."
        )


def read_html(markup: str, *, url: str = "") -> Reading:
    """The main text and its provenance; `url` is where the page was fetched, if it was.

    Paragraphs end with an empty line, so that the splitter never joins two of them. Raises
    UnusableText where the page holds no article.
    """
    _check_parsable(markup)
    page = trafilatura.bare_extraction(
        markup,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = (page.text or "") if isinstance(page, Document) else ""
    if not isinstance(page, Document) or sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        raise UnusableText(
            "No article was found on this page: it may need a script, a sign-in, or hold no "
            "running text. Copy the text from your browser and paste it."
        )
    address = _canonical(page.url, fetched=url)
    return Reading(
        text="\n\n".join(line.strip() for line in text.splitlines() if line.strip()),
        title=wording.shortened(page.title or "", longest=500),
        url=address,
        key=key(address) if address else "",
        author=wording.shortened((page.author or "").replace("; ", ", "), longest=300),
        publisher=wording.shortened(page.sitename or "", longest=300),
        language=_declared_language(markup),
        published_on=_date(page.date),
    )


def at_address(reading: Reading, url: str) -> Reading:
    """`reading`, known to be found at `url`. Raises OutboundError for what is no web address."""
    address = outbound.parse(url).href
    return replace(reading, url=address, key=key(address))


def key(url: str) -> str:
    """The form in which two addresses are compared. Raises OutboundError."""
    return outbound.parse(url).dedup_key


def language_tag(value: str) -> str:
    """A BCP 47 tag as we store it, or "" where `value` is none."""
    tag = value.strip().replace("_", "-")
    return tag if len(tag) <= _LONGEST_TAG and _LANGUAGE_TAG.fullmatch(tag) else ""


def _declared_language(markup: str) -> str:
    root = LexborHTMLParser(markup).root
    return language_tag((root.attributes.get("lang") or "") if root else "")


def _canonical(declared: str | None, *, fetched: str) -> str:
    """The page's own word for its address, unless it points to somebody else's site.

    A hostile page could otherwise take the place of an article that was never fetched.
    """
    if not fetched:
        return ""
    try:
        canonical = outbound.parse(declared or fetched, base=fetched)
    except outbound.OutboundError:
        return fetched
    theirs, ours = (_suffixes(host) for host in (canonical.host, outbound.parse(fetched).host))
    same_site = (theirs.domain, theirs.suffix) == (ours.domain, ours.suffix)
    return canonical.href if same_site else fetched


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
