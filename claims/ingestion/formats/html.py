"""A web page: its main text by trafilatura, and what it says about itself."""

import re
from datetime import date

import tldextract
import trafilatura
from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser
from trafilatura.settings import Document

from claims import wording
from claims.exceptions import UnusableText
from claims.ingestion import reading
from claims.ingestion.reading import Reading
from factcheck import outbound
from factcheck.outbound import taming

_MOST_TAGS = 50_000
_RULE = re.compile(r"\|(?:-{3,}\|)+")
# The list of suffixes that comes with the package: reading a page opens no connection. Private
# ones count, so that two blogs of one provider are two sites.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


def read(markup: str, *, url: str = "") -> Reading:
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
    if not isinstance(page, Document) or not reading.has_words(text):
        raise UnusableText(
            _(
                "No article was found on this page: it may need a script, a sign-in, or hold no "
                "running text. Copy the text from your browser and paste it."
            )
        )
    tree = LexborHTMLParser(markup)
    return Reading(
        text="\n\n".join(filter(None, map(_line, text.splitlines()))),
        title=wording.shortened(page.title or "", longest=500),
        url=_canonical(tree, fetched=url),
        author=wording.shortened((page.author or "").replace("; ", ", "), longest=300),
        publisher=wording.shortened(page.sitename or "", longest=300),
        language=_declared_language(tree),
        published_on=_date(page.date),
    )


def _check_parsable(markup: str) -> None:
    """Nested or repeated without end, a page would keep the parser busy for minutes.

    Extraction took 2 s for 20,000 elements here and grows with their square.
    """
    if markup.count("<") > _MOST_TAGS or taming.tame(markup) is not markup:
        raise UnusableText(
            _(
                "This page is built from too many nested or repeated elements to be read as an "
                "article. Copy the text from your browser and paste it."
            )
        )


def _line(line: str) -> str:
    """A line as trafilatura writes it; the cells of a row with tabs between them, no rules."""
    line = line.strip()
    if _RULE.fullmatch(line):
        return ""
    if line.startswith("| ") and line.endswith(" |"):
        return "\t".join(cell.strip() for cell in line[2:-2].split(" | "))
    return line


def _declared_language(tree: LexborHTMLParser) -> str:
    root = tree.root
    return reading.language_tag((root.attributes.get("lang") or "") if root else "")


def _canonical(tree: LexborHTMLParser, *, fetched: str) -> str:
    """The page's own word for its address, unless it points to somebody else's site.

    A hostile page could otherwise take the place of an article that was never fetched. One that
    points to the front page of its site says so of every article there.
    """
    link = tree.css_first('link[rel~="canonical" i]')
    meta = tree.css_first('meta[property="og:url" i]')
    declared = (link.attributes.get("href") if link else "") or (
        meta.attributes.get("content") if meta else ""
    )
    if not fetched or not declared:
        return fetched
    try:
        canonical, address = outbound.parse(declared, base=fetched), outbound.parse(fetched)
    except outbound.OutboundError:
        return fetched
    ours = _site(canonical.host) == _site(address.host)
    return canonical.href if ours and (canonical.depth or not address.depth) else fetched


def _site(host: str) -> str:
    """The part of a name that one owner has; the whole name where that is not known."""
    return _suffixes(host).top_domain_under_public_suffix or host


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
