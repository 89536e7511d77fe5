"""What a person sees on a page: its whole visible text, for snapshots and for finding quotes.

This is not article extraction (`claims.ingestion` does that): a quote may stand in a caption, a
table or a footnote, so everything visible is kept, block by block, one per line.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factcheck.outbound import documents, taming
from factcheck.outbound.response import Response

HTML = frozenset({"text/html", "application/xhtml+xml"})
TEXT = frozenset(
    {
        *("application/json", "application/ld+json", "application/xml", "application/javascript"),
        *("application/rss+xml", "application/atom+xml", "application/x-ndjson"),
    }
)

UNSEEN = frozenset(
    {
        *("script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object"),
        *("nav", "select", "datalist", "canvas", "audio", "video", "dialog", "input", "meter"),
    }
)
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "option"),
        *("p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    }
)
CELLS = frozenset({"td", "th"})

SMALL = 32 * 1024
"""Bytes that are read at once, in some milliseconds; more is read in a thread."""

LONGEST_TITLE = 500
MOST_HEADINGS = 5

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The readable side of a response.

    `headings` are the texts of its h1 elements; `script_sources` the addresses of its scripts.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    scripts: int = 0
    script_sources: tuple[str, ...] = ()
    password_fields: int = 0
    behind_paywall: bool = False


async def page(response: Response) -> Page | None:
    """The page or document in `response`, without keeping the event loop: what is large is read
    beside it, PDFs in a process of their own. None where no text is to be had."""
    if documents.is_one(response):
        found = await documents.read(response)
        return Page(title=squeezed(found[0]), text=found[1]) if found else None
    if len(response.body) <= SMALL:
        return read(response)
    return await asyncio.to_thread(read, response)


def is_text(response: Response) -> bool:
    """Whether the body is text in some charset, as far as was declared or can be seen."""
    if response.undecoded:
        return False
    media_type = response.media_type or _sniffed(response.body)
    return media_type in HTML or media_type in TEXT or media_type.startswith("text/")


def read(response: Response) -> Page | None:
    """The page in `response`; None where it is not text (PDFs too: `page` reads them)."""
    if not is_text(response):
        return None
    if (response.media_type or _sniffed(response.body)) in HTML:
        return read_html(response.text())
    return Page(text=response.text().replace("\r\n", "\n").strip())


def read_html(markup: str) -> Page:
    """Read markup that is already decoded. Never raises: HTML has no syntax errors."""
    tree = LexborHTMLParser(taming.tame(markup))
    sources = tuple(node.attributes.get("src") or "" for node in tree.css("script[src]"))
    title = tree.css_first("title")
    return Page(
        title=squeezed(title.text()) if title else "",
        headings=tuple(squeezed(node.text()) for node in tree.css("h1")[:MOST_HEADINGS]),
        text=_visible(tree.root),
        scripts=len(tree.css("script")),
        script_sources=sources,
        password_fields=len(tree.css("input[type=password]")),
        behind_paywall=any(
            _says_paywalled(node.text()) for node in tree.css('script[type="application/ld+json"]')
        ),
    )


def _says_paywalled(markup: str) -> bool:
    """schema.org `isAccessibleForFree`, the mark that search engines ask publishers for."""
    return re.search(r'"isAccessibleForFree"\s*:\s*"?false', markup, re.IGNORECASE) is not None


def _visible(root: LexborNode | None) -> str:
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for line in (_trimmed(line) for line in lines) if line)


def _pieces(root: LexborNode | None) -> Iterator[str]:
    """Text in document order, with a newline around each block.

    Walks without recursion: a hostile page nests its elements a hundred thousand deep.
    """
    stack: list[LexborNode | str] = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif node.is_text_node:
            yield _SPACES.sub(" ", node.text_content or "")
        elif node.is_element_node and _is_seen(node):
            edge = _edge(node.tag or "")
            yield edge
            stack.append(edge)
            stack.extend(_children_last_first(node))


def _children_last_first(node: LexborNode) -> Iterator[LexborNode]:
    child = node.last_child
    while child is not None:
        yield child
        child = child.prev


def _edge(tag: str) -> str:
    if tag in BLOCKS:
        return "\n"
    return "\t" if tag in CELLS else ""


def _is_seen(node: LexborNode) -> bool:
    if node.tag in UNSEEN:
        return False
    attributes = node.attributes
    if not attributes:
        return True
    if "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return False
    # Footnote marks such as [12] stand in the middle of sentences that people quote without them.
    return not (node.tag == "sup" and "reference" in (attributes.get("class") or "").split())


def squeezed(text: str) -> str:
    """A title in one line, cut to `LONGEST_TITLE`."""
    return _SPACES.sub(" ", text).strip()[:LONGEST_TITLE]


def _trimmed(line: str) -> str:
    return re.sub(r" *\t[ \t]*", "\t", re.sub(r" {2,}", " ", line)).strip()


def _sniffed(body: bytes) -> str:
    """The media type of an undeclared body, as roughly as needed here."""
    if b"\0" in body[:1024] or body.startswith(b"%PDF"):
        return ""
    return "text/html" if body.lstrip()[:1] == b"<" else "text/plain"
