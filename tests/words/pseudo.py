"""A language in which every message is its own words in brackets: what stands outside is unmarked.

Data of people is excepted by its markup: `dir="auto"`, `<bdi>` and the like say that an element
holds words of somebody else, which a page in Arabic needs in any case.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from lxml import html

from tests.words import catalogue

LANGUAGE = "en-gb"  # dates without words of their own, and nothing of Django's that differs
OPENING, CLOSING = "⟦", "⟧"
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-confirm")
THEIRS = {
    "bdi",
    "code",
    "kbd",
    "samp",
    "time",
    "pre",
    "script",
    "style",
    "blockquote",
    "ins",
    "del",
    "q",
    "textarea",
}
NEUTRAL = re.compile(  # words of no language: addresses, names of formats, digests
    r"https?://\S*|\b[\w-]+/[\w.+-]+(?:; charset=[\w-]+)?|\b[\w-]+(?:\.[\w-]+)+\b|\b[0-9a-f]{8,}\b"
    r"|\b(?:UTC|CSV|WARC|SHA-256|HTTP|ms|Factcheck|Splitter-\d+)\b"
    r"|\b(?:Atom|RSS|JSON Feed|JSON|oEmbed|BibTeX|CSL-JSON|CSL)\b"
)
BETWEEN = re.compile(r"[·:;,.…“”«»()\d%–]+")
WORD = re.compile(r"[^\W\d_]{2,}")


def write(directory: Path) -> None:
    """The catalogue, at the place where Django looks for it beneath `directory`."""
    file = polib.POFile()
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": catalogue.PLURALS["en"],
    }
    for context, words, plural in sorted(_all()):
        entry = polib.POEntry(msgid=words, msgctxt=context or None)
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = {0: _bracketed(words), 1: _bracketed(plural)}
        else:
            entry.msgstr = _bracketed(words)
        file.append(entry)
    place = directory / "en_GB" / "LC_MESSAGES" / "django.mo"
    place.parent.mkdir(parents=True)
    file.save_as_mofile(str(place))


def _all() -> set[tuple[str, str, str]]:
    """Ours, and those that an Arabic catalogue of an installed package translates."""
    found = {(each.msgctxt or "", each.msgid, each.msgid_plural) for each in catalogue.read("ar")}
    taken = {each[:2] for each in found}
    packages = Path(django.__file__).parent.parent
    for name in ("django", "allauth", "django_filters", "rest_framework"):
        for place in (packages / name).glob("**/locale/ar/LC_MESSAGES/django.mo"):
            for each in polib.mofile(str(place)):
                key = (each.msgctxt or "", each.msgid)
                if key not in taken:
                    taken.add(key)
                    found.add((*key, each.msgid_plural))
    return found


def _bracketed(words: str) -> str:
    """Formats of dates and the like stay as they are: they are no words."""
    core = words.strip()
    return words.replace(core, f"{OPENING}{core}{CLOSING}") if core else words


def unmarked(page: str) -> list[str]:
    """Words of a page that no catalogue knows, as they stand."""
    outside = 0
    found = []
    for text in _texts(html.fromstring(page)):
        kept = []
        for letter in text:
            outside += (letter == OPENING) - (letter == CLOSING)
            kept.append(" " if outside or letter == CLOSING else letter)
        pieces = BETWEEN.split(NEUTRAL.sub(" ", "".join(kept)))
        found += [" ".join(each.split()) for each in pieces if WORD.search(each)]
    return found


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """Visible and spoken words in the order of the document."""
    if not isinstance(element.tag, str):  # a comment
        return
    for name in SPOKEN:
        if spoken := element.get(name):
            yield spoken
    if element.tag == "input" and element.get("type") == "submit":
        yield element.get("value", "")
    if not _theirs(element):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _theirs(element: html.HtmlElement) -> bool:
    named = element.get("dir") == "auto" or element.get("translate") == "no"
    return named or element.tag in THEIRS or (element.tag != "html" and "lang" in element.attrib)
