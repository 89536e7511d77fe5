"""What is wrong with a catalogue, in sentences that say where and what to do."""

import re
from collections.abc import Iterator

import polib

from tests.words import catalogue
from tests.words.extracting import Message

PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-z]|%[sdfi]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
OPENING, CLOSING = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
NUMBERED = 3  # the forms for none, one and two may leave the number out: the words say it


def of(language: str, messages: set[Message]) -> Iterator[str]:
    """Every fault of a language against the messages of the code. English may stay empty."""
    found = catalogue.read(language)
    there = {Message(each.msgctxt or "", each.msgid, each.msgid_plural or "") for each in found}
    for missing in sorted(messages - there):
        yield f"{language}: not in the catalogue: “{missing.words}”. Run `make words`."
    for left in sorted(there - messages):
        yield f"{language}: no longer in the code: “{left.words}”. Run `make words`."
    if found.obsolete_entries():
        yield f"{language}: obsolete entries are kept. Run `make words`."
    for entry in found:
        yield from (f"{language}: {fault}: “{entry.msgid}”" for fault in in_entry(entry, language))
    if catalogue.place(language).with_suffix(".mo").read_bytes() != catalogue.compiled(found):
        yield f"{language}: django.mo is not what django.po says. Run `make words`."


def in_entry(entry: polib.POEntry, language: str) -> Iterator[str]:
    if entry.fuzzy:
        yield "marked fuzzy: look at it, then take the mark away"
    forms = entry.msgstr_plural if entry.msgid_plural else {0: entry.msgstr}
    if language == "en" and not any(forms.values()):
        return
    count = catalogue.FORMS[language] if entry.msgid_plural else 1
    if sorted(forms) != list(range(count)):
        yield f"needs {count} plural forms and has {len(forms)}"
    for number, translation in sorted(forms.items()):
        yield from in_words(entry, number, translation)


def in_words(entry: polib.POEntry, number: int, translation: str) -> Iterator[str]:
    original = entry.msgid_plural or entry.msgid
    which = f" (plural form {number})" if entry.msgid_plural else ""
    if not translation.strip():
        yield f"not translated{which}"
        return
    wanted, given = marks(original), marks(translation)
    if given - wanted or not may_lack(wanted - given, entry, number):
        said = ", ".join(sorted(wanted ^ given))
        yield f"other placeholders or tags than the original{which}: {said}"
    if translation.count(OPENING) != translation.count(CLOSING):
        yield f"isolates a run of the other direction and does not end it{which}"
    if original.count("\n") != translation.count("\n"):
        yield f"other lines than the original{which}"
    if original[:1].isspace() != translation[:1].isspace():
        yield f"another space at its beginning{which}"
    if original[-1:].isspace() != translation[-1:].isspace():
        yield f"another space at its end{which}"


def marks(words: str) -> set[str]:
    return {*PLACEHOLDER.findall(words.replace("%%", "")), *TAG.findall(words)}


def may_lack(lacking: set[str], entry: polib.POEntry, number: int) -> bool:
    """Only the number itself may be left out, by a form that is of one number."""
    if not lacking:
        return True
    named = all(each.startswith(("%(", "{")) and len(each) > len("{}") for each in lacking)
    return bool(entry.msgid_plural) and number < NUMBERED and len(lacking) == 1 and named
