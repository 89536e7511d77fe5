"""The readers of claims.ingestion as targets: whatever the bytes, a reading or a typed refusal.

Imported once Django is set up: the readers' messages are for people.
"""

import io
import json
from collections.abc import Callable
from typing import Final

from benchmarks.splitting.fuzz_targets import LAYOUT, broken_promise
from benchmarks.splitting.fuzzing import Given, Target
from claims import splitting
from claims.exceptions import NoFeed, UnusableList, UnusableText
from claims.ingestion import formats, syndication, tables
from tests.claims.ingestion import documents

_APART: Final = 45.0
"""Seconds for what is read in a process of its own, which has 30 s itself."""
_PARAGRAPHS: Final = LAYOUT.split("\n\n")
_HTML: Final = (
    '<!DOCTYPE html><html lang="en"><head><title>Mine closes</title><meta charset="utf-8"><meta '
    'name="author" content="Anna Field"><script type="application/ld+json">{"@type":"NewsArticle",'
    '"datePublished":"2021-05-03"}</script></head><body><article><h1>Mine closes</h1>'
    + "".join(f"<p>{paragraph}</p>" for paragraph in _PARAGRAPHS * 3)
    + "<ul><li>One</li></ul><table><tr><td>1</td></tr></table></article></body></html>"
)
_RSS: Final = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Mine</title>'
    "<link>https://example.org/a</link><guid>1</guid><pubDate>Mon, 03 May 2021 10:00:00 GMT"
    "</pubDate><description>It closed.</description></item></channel></rss>"
)
_ATOM: Final = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Mine</title><id>a:1'
    '</id><link href="https://example.org/b"/><updated>2021-05-03T10:00:00Z</updated></entry></feed>'
)
_JSON_FEED: Final = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [{"id": "1", "url": "https://example.org/c", "content_text": "It closed."}],
    }
)
_MARKDOWN: Final = (
    "---\ntitle: Mine\nauthor: Anna Field\ndate: 2021-05-03\n---\n# Mine\n\n*The* [mine](https://"
    "example.org) **closed**.\n\n> It employed 300.\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n"
    "| 1 | 2 |\n"
)
_CSV: Final = "url,title,text\nhttps://example.org/a,Mine,The mine closed in May.\n" * 3
_JSONL: Final = '{"url": "https://example.org/a", "text": "The mine closed in May."}\n' * 3


def _article(kind: str, name: str) -> Callable[[Given], None]:
    def check(given: Given) -> None:
        try:
            reading, _ = formats.read(given, content_type=kind, name=name)
        except UnusableText:
            return
        if splitting.clean(reading.text) != reading.text:
            raise AssertionError("the reader's text is not clean")
        text = reading.text[:20_000]
        problem = broken_promise(text, splitting.split(text))
        if problem:
            raise AssertionError(problem)

    return check


def _feed(given: Given) -> None:
    try:
        syndication.read(_bytes(given), url="https://example.org/feed")
    except NoFeed:
        return


def _table(given: Given) -> None:
    file = io.BytesIO(_bytes(given))
    try:
        numbers = [row.number for row in tables.rows(file, tables.recognise(file))]
    except UnusableList:
        return
    if numbers != sorted(set(numbers)):
        raise AssertionError("the rows are not numbered in their order")


def _bytes(given: Given) -> bytes:
    return given if isinstance(given, bytes) else given.encode("utf-8", "replace")


def _docx() -> bytes:
    made = documents.document(title="Mine", author="Anna Field")
    for paragraph in _PARAGRAPHS:
        made.add_paragraph(paragraph)
    return documents.saved(made)


READERS: Final = [
    Target("html", [_HTML.encode()], _article("text/html", "")),
    Target("markdown", [_MARKDOWN.encode()], _article("text/markdown", "a.md")),
    Target("feed", [each.encode() for each in (_RSS, _ATOM, _JSON_FEED)], _feed, _APART),
    Target("table", [_CSV.encode(), _JSONL.encode()], _table),
    Target("pdf", [documents.pdf()], _article("application/pdf", "a.pdf"), _APART),
    Target("docx", [_docx()], _article("", "a.docx"), _APART),
]
