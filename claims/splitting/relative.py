"""Times told against the day of writing, found by their words where nobody has resolved them."""

import re
from collections.abc import Iterator
from typing import Final

from claims.splitting import lexicon
from claims.splitting.tokens import Token

_MONTH: Final = "|".join(sorted(lexicon.MONTHS - {"May", "march"})) + "|(?-i:May)|(?-i:March)"
_DAY: Final = "|".join(sorted(lexicon.WEEKDAYS))
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
_CUES: Final = (
    lexicon.MONTHS
    | lexicon.WEEKDAYS
    | lexicon.words(
        "this last next past coming yesterday today tonight tomorrow recently currently earlier "
        "later ago far"
    )
)


def found(text: str, tokens: list[Token], *, dated: bool) -> Iterator[tuple[str, str]]:
    """`dated`: a year is named beside, so that "recently" is not what the reader has to go by."""
    if not any(token.lower in _CUES for token in tokens):
        return
    match = _RELATIVE.search(text)
    if match:
        yield "relative_date", match.group()
        if not dated or match.group().lower() not in _VAGUE_TIME:
            yield "needs_article_date", match.group()
