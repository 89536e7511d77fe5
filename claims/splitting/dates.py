"""When: the times a sentence names, each with its place and the days it covers.

What says itself when it was ("3 May 2019", "in 2017") needs nothing. What is told against the day
of writing ("last week", "on Monday") is resolved from the day the article appeared, and left open
when that is not known. Bounds are wide rather than clever: "late last week" is that whole week.
"""

from datetime import date
from typing import Final

from claims.splitting import explicit_dates, relative_dates
from claims.splitting.candidate import Time
from claims.splitting.relative_dates import ARTICLE, TEXT, WEEKDAYS, Found, Setting
from claims.splitting.statement import Added, Pieces
from claims.splitting.tokens import Token

_ENGLISH: Final = explicit_dates.names("en").months.keys() | relative_dates.RULES.keys()
"""Words that a time may begin with."""


def found(
    text: str, tokens: list[Token], *, published_on: date | None, language: str = "en"
) -> tuple[Time, ...]:
    """The times named in a sentence, in its order, never overlapping.

    English in full; in other main languages dates that say their year.
    """
    if language == "zh" and tokens:
        return tuple(_chinese(text, tokens[0].start, tokens[-1].end))
    names = explicit_dates.names(language)
    rules = relative_dates.RULES if language == "en" else {}
    openers = _ENGLISH if language == "en" else names.months.keys()
    opened = [i for i, t in enumerate(tokens) if t.is_number or t.lower in openers]
    if not opened:
        return ()
    setting = Setting(tokens, published_on, names)
    made: list[Time] = []
    after = 0
    for at in opened:
        if at < after:
            continue
        token, time = tokens[at], None
        if token.lower in names.months or token.text[0].isdecimal():
            time = _dated(setting, at)
        if time is None and token.lower in rules and not _leads_to_date(setting, at):
            time = rules[token.lower](setting, at)
        if time is not None and time.first >= after:
            made.append(_time(text, tokens, time))
            after = time.end
    return tuple(made)


def within(times: tuple[Time, ...], pieces: Pieces) -> tuple[Time, ...]:
    """Those whose words a statement made of `pieces` holds."""
    if not times:
        return ()
    slices = [piece for piece in pieces if not isinstance(piece, Added)]
    return tuple(
        time
        for time in times
        if any(start <= time.start and time.end <= end for start, end in slices)
    )


def _time(text: str, tokens: list[Token], each: Found) -> Time:
    start, end = tokens[each.first].start, tokens[each.end - 1].end
    words = " ".join(text[start:end].split())
    if each.days is None:
        return Time(words, start, end)
    first, last = each.days
    return Time(words, start, end, first.isoformat(), last.isoformat(), each.anchor)


def _dated(setting: Setting, at: int) -> Found | None:
    """`3 May 2019`, `May 2019`, `2019`, and in English also `3 May` and `May`."""
    named = explicit_dates.read(setting.tokens, at, setting.names)
    if named is None:
        return None
    first = _with_weekday(setting.tokens, at) if named.day is not None else at
    if named.year is not None:
        days = named.days()
        return None if days is None else Found(first, named.end, days, TEXT)
    if setting.names.language != "en" or named.month is None:
        return None
    return Found(first, named.end, relative_dates.near(setting, named, at, 0), ARTICLE)


def _with_weekday(tokens: list[Token], at: int) -> int:
    before = at - 1
    if before > 0 and tokens[before].text == ",":
        before -= 1
    return before if before >= 0 and tokens[before].lower in WEEKDAYS else at


def _leads_to_date(setting: Setting, at: int) -> bool:
    """`Monday, 3 May`: the day of the week belongs to the date."""
    tokens = setting.tokens
    if tokens[at].lower not in WEEKDAYS:
        return False
    after = at + 1
    after += after < len(tokens) and tokens[after].text == ","
    if after >= len(tokens):
        return False
    named = explicit_dates.read(tokens, after, setting.names)
    return named is not None and named.day is not None


def _chinese(text: str, start: int, end: int) -> list[Time]:
    """`2019年5月3日`: written without spaces, so read off the text."""
    made = []
    for at, stop, days in explicit_dates.chinese(text, start, end):
        made.append(Time(text[at:stop], at, stop, days[0].isoformat(), days[1].isoformat(), TEXT))
    return made
