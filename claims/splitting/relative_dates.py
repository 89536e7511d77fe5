"""Times told against the day of writing: `last week`, `on Monday`, `two years ago`, `in May`."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from claims.splitting import explicit_dates, lexicon, spans_of_time
from claims.splitting.explicit_dates import Named
from claims.splitting.spans_of_time import Days
from claims.splitting.tokens import Token

TEXT: Final = "text"
ARTICLE: Final = "article"


class Found(NamedTuple):
    """Tokens `first` to `end` (exclusive); `days` None when only the article's date would tell."""

    first: int
    end: int
    days: Days | None
    anchor: str


class Setting(NamedTuple):
    """The sentence a time stands in."""

    tokens: list[Token]
    published_on: date | None
    names: explicit_dates.Names


WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_UNITS: Final = {
    spelled: unit
    for unit, forms in {
        "day": "day days",
        "week": "week weeks weekend weekends",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years",
        "decade": "decade decades",
        "century": "century centuries",
    }.items()
    for spelled in forms.split()
}
_COUNTS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_VAGUE: Final = lexicon.words("several few many some couple")
_SHIFTS: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
_PARTS_OF_DAY: Final = lexicon.words("morning afternoon evening night")
_SEASONS: Final = lexicon.words("summer winter spring autumn fall season")
_QUALIFIES: Final = lexicon.words("early late earlier later mid")
_FUTURE: Final = lexicon.words("will would shall due scheduled expected set 'll ’ll")
_FROM_NAME: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_MOST: Final = 10_000  # of anything ago


def near(setting: Setting, named: Named, at: int, shift: int) -> Days | None:
    """A day or month without its year: the last one, or the next where the sentence looks ahead."""
    today = setting.published_on
    if today is None:
        return None
    ahead = shift > 0 or (shift == 0 and _looks_ahead(setting.tokens, at))
    years = (today.year, today.year + 1) if ahead else (today.year, today.year - 1)
    for year in years:
        days = named._replace(year=year).days()
        if days is None:
            continue
        if ahead and days[1] >= today and not (shift and days[0] <= today):
            return days
        if not ahead and days[0] <= today and not (shift and days[1] >= today):
            return days
    return None


def _looks_ahead(tokens: list[Token], at: int) -> bool:
    return any(t.lower in _FUTURE or t.lower.endswith(("'ll", "’ll")) for t in tokens[:at])


def _weekday(setting: Setting, at: int) -> Found | None:
    tokens = setting.tokens
    end = _past_part_of_day(tokens, at + 1)
    direction = 1 if _looks_ahead(tokens, at) else 0
    return Found(at, end, _on_weekday(setting, at, direction), ARTICLE)


def _on_weekday(setting: Setting, at: int, direction: int) -> Days | None:
    today = setting.published_on
    number = WEEKDAYS[setting.tokens[at].lower]
    return None if today is None else spans_of_time.weekday_near(today, number, direction)


def _past_part_of_day(tokens: list[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].lower in _PARTS_OF_DAY else at


def _named_day(setting: Setting, at: int) -> Found:
    today = setting.published_on
    number = _FROM_NAME[setting.tokens[at].lower]
    days = None if today is None else spans_of_time.unit_from("day", today, number)
    return Found(at, _past_part_of_day(setting.tokens, at + 1), days, ARTICLE)


def _shifted(setting: Setting, at: int) -> Found | None:
    """`last week`, `this morning`, `next May`, `the past three years`."""
    tokens = setting.tokens
    if at + 1 >= len(tokens):
        return None
    shift = _SHIFTS[tokens[at].lower]
    first, word = _qualified(tokens, at), tokens[at + 1].lower
    if word in _UNITS:
        return Found(first, at + 2, _unit(setting, shift, at), ARTICLE)
    if word in WEEKDAYS:
        end = _past_part_of_day(tokens, at + 2)
        return Found(first, end, _on_weekday(setting, at + 1, shift), ARTICLE)
    if word in _PARTS_OF_DAY:
        return Found(first, at + 2, _part_of_day(setting, shift), ARTICLE)
    if word in setting.names.months:
        named = explicit_dates.read(tokens, at + 1, setting.names)
        if named is not None and named.year is None:
            return Found(first, named.end, near(setting, named, at, shift), ARTICLE)
        return None
    if word in _SEASONS:
        return Found(first, at + 2, None, ARTICLE)
    return _lately(setting, at, shift)


def _qualified(tokens: list[Token], at: int) -> int:
    return at - 1 if at and tokens[at - 1].lower in _QUALIFIES else at


def _unit(setting: Setting, shift: int, at: int) -> Days | None:
    today, word = setting.published_on, setting.tokens[at + 1].lower
    if today is None or word.endswith("s"):
        return None  # "the coming weeks" says not how many
    days = spans_of_time.unit_from(_UNITS[word], today, shift)
    if days is None:
        return None
    if setting.tokens[at].lower == "past":
        return days[0], today
    if shift:
        return days
    before = setting.tokens[at - 1].lower if at else ""
    if before == "earlier":
        return days[0], today
    return (today, days[1]) if before == "later" else days


def _part_of_day(setting: Setting, shift: int) -> Days | None:
    """Last night was yesterday's or today's."""
    today = setting.published_on
    if today is None or shift > 0:
        return None
    first = spans_of_time.days_from(today, shift)
    return None if first is None else (first, today)


def _lately(setting: Setting, at: int, shift: int) -> Found | None:
    """`the last three years`, `the coming weeks`: up to, or from, the day of writing."""
    tokens = setting.tokens
    count = _count(tokens[at + 1])
    counted = count is not None or tokens[at + 1].lower in _VAGUE
    if not counted or at + 2 >= len(tokens) or tokens[at + 2].lower not in _UNITS or not shift:
        return None
    today, unit = setting.published_on, _UNITS[tokens[at + 2].lower]
    if today is None or count is None:
        return Found(at, at + 3, None, ARTICLE)
    other = spans_of_time.unit_from(unit, today, shift * count)
    if other is None:
        return None
    return Found(at, at + 3, (other[0], today) if shift < 0 else (today, other[1]), ARTICLE)


def _ago(setting: Setting, at: int) -> Found | None:
    """`two years ago`: the word that counts stands two before."""
    tokens = setting.tokens
    if at < 2 or tokens[at - 1].lower not in _UNITS:
        return None
    count, vague = _count(tokens[at - 2]), tokens[at - 2].lower in _VAGUE
    if count is None and not vague:
        return None
    first = at - 2
    if vague and first and tokens[first - 1].lower == "a":
        first -= 1
    today, days = setting.published_on, None
    if today is not None and count is not None:
        days = spans_of_time.unit_from(_UNITS[tokens[at - 1].lower], today, -count)
    return Found(first, at + 1, days, ARTICLE)


def _count(token: Token) -> int | None:
    if token.text.isdecimal() and len(token.text) <= 4:
        return min(int(token.text), _MOST)
    return _COUNTS.get(token.lower)


def _quarter(setting: Setting, at: int) -> Found | None:
    """`the first quarter of 2023`, `the second half`: with its year, or the last one."""
    tokens = setting.tokens
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}[tokens[at].lower]
    if at + 1 >= len(tokens) or tokens[at + 1].lower not in {"quarter", "half"}:
        return None
    size = 3 if tokens[at + 1].lower == "quarter" else 6
    if number * size > 12 or (size == 6 and not _has_year(tokens, at + 2)):
        return None  # the second half may be of a match
    last = number * size
    if _has_year(tokens, at + 2):
        end = at + 4 if tokens[at + 2].lower == "of" else at + 3
        days = spans_of_time.months(int(tokens[end - 1].text), last - size + 1, last)
        return Found(at, end, days, TEXT)
    today = setting.published_on
    if today is None:
        return Found(at, at + 2, None, ARTICLE)
    days = spans_of_time.months(today.year, last - size + 1, last)
    if days is not None and days[0] > today:
        days = spans_of_time.months(today.year - 1, last - size + 1, last)
    return Found(at, at + 2, days, ARTICLE)


def _has_year(tokens: list[Token], at: int) -> bool:
    at += at < len(tokens) and tokens[at].lower == "of"
    return at < len(tokens) and explicit_dates.is_year(tokens[at])


RULES: Final[dict[str, Callable[[Setting, int], Found | None]]] = {
    **dict.fromkeys(WEEKDAYS, _weekday),
    **dict.fromkeys(_FROM_NAME, _named_day),
    **dict.fromkeys(_SHIFTS, _shifted),
    "ago": _ago,
    **dict.fromkeys(("first", "second", "third", "fourth"), _quarter),
}
