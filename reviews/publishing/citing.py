"""A fact-check as a reference: BibTeX, CSL-JSON, or one line. Each names the version it cites."""

import re
from dataclasses import dataclass
from datetime import datetime

import orjson

from reviews.models import PublishedVersion
from reviews.publishing.claimreview import Json, Site, address
from reviews.publishing.entries import carried

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What TeX reads as its own (The TeXbook, chapter 7). Braces around the whole keep capitals.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # \{ would upset the count of braces by which entries are read
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


@dataclass(frozen=True)
class Citation:
    """`url` is that of the version: what is cited stays what it was."""

    key: str
    title: str
    rating: str
    author: str
    url: str
    number: int
    language: str
    at: datetime


def of(version: PublishedVersion, *, site: Site) -> Citation:
    content = version.content
    page = address(version.publication.slug, site=site)
    tail = re.sub(r"\D", "", version.publication.slug.rsplit("-", 1)[-1])
    return Citation(
        key=f"factcheck-{tail}-v{version.number}",
        title=_line(content["claim"]["statement"]),
        rating=_line(content["rating"]["word"]),
        author=_line(site.name),
        url=f"{page}v/{version.number}/",
        number=version.number,
        language=content["language"],
        at=version.published_at,
    )


def bibtex(cited: Citation) -> bytes:
    """An entry that BibTeX and biber read; UTF-8."""
    fields = {
        "title": f"{{{_tex(f'“{cited.title}”')}}}",
        "author": f"{{{_tex(cited.author)}}}",
        "year": str(cited.at.year),
        "date": cited.at.date().isoformat(),
        "version": str(cited.number),
        "note": _tex(f"Fact-check, rated “{cited.rating}”, version {cited.number}"),
        "url": cited.url,
        "langid": cited.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    lines.append(f"  month = {MONTHS[cited.at.month - 1]},")
    return "\n".join([f"@misc{{{cited.key},", *lines, "}", ""]).encode()


def csl(cited: Citation) -> bytes:
    """Citation Style Language 1.0 (csl-data.json), a list of one."""
    day = cited.at.date()
    item: Json = {
        "id": cited.key,
        "type": "webpage",
        "title": f"“{cited.title}”",
        "author": [{"literal": cited.author}],
        "publisher": cited.author,
        "container-title": cited.author,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": cited.url,
        "version": str(cited.number),
        "genre": "Fact-check",
        "note": f"Rated “{cited.rating}”",
        "language": cited.language,
    }
    return orjson.dumps([item], option=orjson.OPT_INDENT_2)


def plain(cited: Citation) -> bytes:
    day = cited.at.date().isoformat()
    text = (
        f"{cited.author} ({day}): “{cited.title}”. Fact-check, rated “{cited.rating}”, "
        f"version {cited.number}. {cited.url}\n"
    )
    return text.encode()


def _tex(text: str) -> str:
    return "".join(TEX.get(letter, letter) for letter in text)


def _line(text: str) -> str:
    return " ".join(carried(text).split())
