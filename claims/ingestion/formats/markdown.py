"""Markdown: its words without the marks, and what the front matter says."""

import re
import tomllib
from datetime import date, datetime
from typing import Any

import yaml
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from claims import wording
from claims.exceptions import UnusableText
from claims.ingestion import reading
from claims.ingestion.formats import blocks
from claims.ingestion.reading import Reading

_FRONT_MATTER = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.{0,20000}?)\n(?P=fence)[ \t]*(?:\n|$)", re.DOTALL
)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,50}\](?!:)")
_MOST_BRACKETS = 20_000
"""Each may begin a link, and the search for the ends grows with their square: 250,000 took 42 s."""
_markdown = MarkdownIt("commonmark", {"maxNesting": 50}).enable(["table", "strikethrough"])


def read(text: str) -> Reading:
    """`text` is clean; one that would take too long is left as it is.

    Raises UnusableText where nothing but marks is there.
    """
    found = _FRONT_MATTER.match(text)
    about = _about(found["fence"], found["body"]) if found else {}
    body = text[found.end() :] if found and about else text
    if body.count("[") > _MOST_BRACKETS:
        return Reading(text=text)
    words = blocks.text(_markdown.render(_FOOTNOTE_MARK.sub("", body)))
    if not words:
        raise UnusableText(
            _("This Markdown holds no text. Give a text with at least one sentence.")
        )
    return Reading(
        text=words,
        title=wording.shortened(_said(about, "title") or _heading(body), longest=500),
        author=wording.shortened(_said(about, "author", "authors", "by"), longest=300),
        publisher=wording.shortened(_said(about, "publisher", "site", "source"), longest=300),
        language=reading.language_tag(_said(about, "language", "lang")),
        published_on=_day(about.get("date") or about.get("published")),
    )


def _about(fence: str, body: str) -> dict[str, Any]:
    """The front matter by its lower-case names; empty where it is none after all."""
    try:
        said = tomllib.loads(body) if fence == "+++" else yaml.safe_load(body)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return (
        {str(key).lower(): value for key, value in said.items()} if isinstance(said, dict) else {}
    )


def _said(about: dict[str, Any], *names: str) -> str:
    for name in names:
        value = about.get(name)
        if isinstance(value, list):
            value = ", ".join(str(each) for each in value[:20] if isinstance(each, str | int))
        if isinstance(value, str | int) and str(value).strip():
            return str(value)
    return ""


def _heading(body: str) -> str:
    found = re.match(r"\s{0,1000}#\s+(\S[^\n]*)", body)
    return blocks.text(_markdown.renderInline(found[1])) if found else ""


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
