"""The catalogues of a language as files: `.po` for people, `.mo` for the desk; both are in git.

Headers hold no date and entries no place in the code, so that a change of words changes only its
own lines. Machines that run the desk need no tools: `.mo` is committed and checked against `.po`.
"""

import gettext
from pathlib import Path

import django
import polib

from tests.words import extracting
from tests.words.extracting import Message

LOCALE = extracting.ROOT / "factcheck" / "locale"
LANGUAGES = ("en", "ar")
PLURALS = {  # as Django's own catalogues have them: other rules would split the catalogue in two
    "en": "nplurals=2; plural=(n != 1);",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
FORMS = {"en": 2, "ar": 6}
WIDTH = 98


def place(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def wanted() -> set[Message]:
    """All of ours, and of the admin theme what Django does not translate already."""
    ours = extracting.ours()
    known = django_knows() | {(each.context, each.words) for each in ours}
    theme = {each for each in extracting.of_the_admin_theme() if each[:2] not in known}
    return ours | theme


def django_knows() -> set[tuple[str, str]]:
    """Context and words of every message that an Arabic catalogue of Django translates."""
    known: set[tuple[str, str]] = set()
    for found in Path(django.__file__).parent.glob("**/locale/ar/LC_MESSAGES/django.mo"):
        known |= {(each.msgctxt or "", each.msgid) for each in polib.mofile(str(found))}
    return known


def read(language: str) -> polib.POFile:
    if place(language).exists():
        return polib.pofile(str(place(language)), wrapwidth=WIDTH)
    return polib.POFile(wrapwidth=WIDTH)


def renewed(language: str, messages: set[Message]) -> polib.POFile:
    """The catalogue with these messages: kept translations, new ones empty, obsolete ones gone."""
    kept = {(each.msgctxt or "", each.msgid): each for each in read(language) if not each.obsolete}
    fresh = polib.POFile(wrapwidth=WIDTH)
    fresh.metadata = {
        "Content-Transfer-Encoding": "8bit",
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": language,
        "MIME-Version": "1.0",
        "Plural-Forms": PLURALS[language],
    }
    for message in sorted(messages, key=lambda each: (each.words, each.context)):
        entry = blank(message, FORMS[language])
        if (known := kept.get(message[:2])) and known.msgid_plural == entry.msgid_plural:
            entry.msgstr, entry.flags = known.msgstr, known.flags
            entry.msgstr_plural = known.msgstr_plural or entry.msgstr_plural
            entry.tcomment = known.tcomment
        fresh.append(entry)
    return fresh


def blank(message: Message, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.words, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    return entry


def write(language: str, catalogue: polib.POFile) -> None:
    place(language).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(place(language)))
    place(language).with_suffix(".mo").write_bytes(compiled(catalogue))


def compiled(catalogue: polib.POFile) -> bytes:
    """Always the same bytes for the same catalogue."""
    content: bytes = catalogue.to_binary()
    return content


def spoken(language: str) -> gettext.GNUTranslations:
    with place(language).with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)
