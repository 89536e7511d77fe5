"""Figures and times in a part: what counts or measures, as against years, days and small change."""

import re
from collections.abc import Iterator
from typing import Final

from claims.splitting import lexicon
from claims.splitting.tokens import Token

_NUMBER_WORDS: Final = lexicon.words(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion "
    "billions trillion trillions dozen dozens half third quarter majority percent double triple "
    "twice"
)
_UNIT: Final = re.compile(
    r"[$€£¥₹₽%٪％]|\b(?:per ?cent|percentage|dollars?|euros?|pounds?|million|billion|trillion|"
    r"millones|millions|milliards?|Millionen|Milliarden)\b|[万亿億]",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<![\w$€£.,-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d|-\w)")
_MONTH: Final = "|".join(sorted(lexicon.MONTHS - {"May", "march"})) + "|(?-i:May)|(?-i:March)"
_DAY: Final = "|".join(sorted(lexicon.WEEKDAYS))
_FULL_DATE: Final = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+"
    r"(?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    rf"\b(?:(?:early |late |earlier |later )?(?:this|last|next|past) (?:week|month|year|decade|"
    rf"century|summer|winter|spring|autumn|fall|night|weekend|quarter|{_DAY}|{_MONTH})|yesterday|"
    r"today|tonight|tomorrow|recently|currently|earlier this \w+|"
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|ten|several|a few|few|many) "
    r"(?:hours?|days?|weeks?|months?|years?|decades?) (?:ago|earlier|later)|so far|"
    r"(?:in|over|during|for) the (?:last|past|coming|next) (?:\w+ )?"
    r"(?:hours?|days?|weeks?|months?|years?|decades?|decade)|"
    rf"(?:on|since|by|until) (?:{_DAY})|"
    rf"(?:in|since|by|until|during|early|late|mid-?) ?(?:{_MONTH})(?!\s+\d{{4}})"
    rf"(?! \d{{1,2}},? \d{{4}})|(?:{_DAY})|"
    rf"(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?!,? \d{{4}})|"
    rf"\d{{1,2}} (?:{_MONTH})(?! \d{{4}}))\b",
    re.IGNORECASE,
)
_VAGUE_TIME: Final = frozenset({"so far", "currently", "recently"})
_SMALL: Final = lexicon.words(
    "minute minutes second seconds question questions point points thing things way ways issue "
    "issues step steps o'clock people's sides of time times reasons candidates parts words other "
    "one ones different kids children brothers sisters sons daughters weeks days nights"
)


def quantity(text: str, tokens: list[Token]) -> str:
    """The first figure that counts or measures: not a year, a day of the month or a code."""
    found = _counted(text, tokens)
    return tokens[found].text if found is not None else ""


def _counted(text: str, tokens: list[Token]) -> int | None:
    dates = [m.span() for m in _YEAR.finditer(text)] + [m.span() for m in _RELATIVE.finditer(text)]
    dates += [m.span() for m in _FULL_DATE.finditer(text)]
    offset = tokens[0].start if tokens else 0
    for index, token in enumerate(tokens):
        at = token.start - offset
        if any(start <= at < end for start, end in dates):
            continue
        if token.text[0].isdigit() or token.lower in _NUMBER_WORDS:
            return index
    return None


def found(text: str, tokens: list[Token]) -> Iterator[tuple[str, str]]:
    at = _counted(text, tokens)
    if at is not None:
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        yield ("small_number" if after in _SMALL else "number"), tokens[at].text
        unit = _UNIT.search(text)
        if unit:
            yield "money_or_share", unit.group()
        figures = [t for t in tokens if t.text[0].isdigit()]
        if len(figures) > 1:
            yield "several_numbers", figures[1].text
    year = _FULL_DATE.search(text) or _YEAR.search(text)
    if year:
        yield "date", year.group()


def relative(text: str) -> Iterator[tuple[str, str]]:
    match = _RELATIVE.search(text)
    if match:
        yield "relative_date", match.group()
        if match.group().lower() not in _VAGUE_TIME or _YEAR.search(text) is None:
            yield "needs_article_date", match.group()
