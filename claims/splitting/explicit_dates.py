"""Dates that say their day, month or year: `3 May 2019`, `May 3rd`, `2019-05-03`, `in 2017`.

Month names are kept for the main languages; word order is not checked beyond what tells a date
from a number. Not read: dates of another calendar (Persian, Hijri), and 3/5/2019 as one day,
since half the world means March: it covers both readings.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from claims.splitting import lexicon, spans_of_time
from claims.splitting.spans_of_time import Days
from claims.splitting.tokens import Token


class Names(NamedTuple):
    """The month names of a language, lower case, with their numbers."""

    language: str
    months: dict[str, int]


class Named(NamedTuple):
    """What a date says; `end` is the token index after it."""

    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    exact: Days | None = None  # where the parts alone do not tell

    def days(self) -> Days | None:
        """The days it covers; None without a year, or when there is no such day."""
        if self.exact is not None or self.year is None:
            return self.exact
        if self.month is None:
            return spans_of_time.years(self.year, self.year)
        if self.day is None:
            return spans_of_time.month(self.year, self.month)
        return spans_of_time.day(self.year, self.month, self.day)


_MONTHS: Final = {
    "en": "january|jan february|feb march|mar april|apr May june|jun july|jul august|aug "
    "september|sep|sept october|oct november|nov december|dec",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre "
    "noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير|كانون فبراير|شباط مارس|آذار أبريل|نيسان مايو|أيار يونيو|حزيران يوليو|تموز "
    "أغسطس|آب سبتمبر|أيلول أكتوبر نوفمبر ديسمبر",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
}
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMERIC: Final = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?")
_RANGE: Final = re.compile(r"(\d{4})[-–/](\d{4}|\d{2})")
_DECADE: Final = re.compile(r"(\d{3}0)['’]?s")
_CHINESE: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_JOINS: Final = frozenset({"of", "de", "del", ","})
_YEARS: Final = range(1500, 2100)
_VERBS_TOO: Final = frozenset({"march", "May", "mar", "jan"})
_LEADS: Final = lexicon.words(
    "in on since by until till from of during last next this early late mid to between and "
    "through before after around"
)
_LEADS_ABROAD: Final = lexicon.words(
    "en in im desde hasta seit depuis dès em até año an année jahr ano в с до عام سنة سال में सन"
)
_DASHES: Final = frozenset("-–")
_MONEY: Final = frozenset("$€£¥₹")
_NO_UNIT: Final = lexicon.words("was is has as elections games olympics its")


def names(language: str) -> Names:
    return _NAMES.get(language, _NONE)


def is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdecimal() and int(token.text) in _YEARS


def read(tokens: list[Token], at: int, known: Names) -> Named | None:
    """The date that begins at a token, or None."""
    token = tokens[at]
    if token.lower in known.months:
        return _month_first(tokens, at, known)
    number = _day_of_month(token)
    if number is not None:
        found = _day_first(tokens, at, number, known)
        if found is not None:
            return found
    return _numeric(tokens, at, english=known.language == "en")


def chinese(text: str, start: int, end: int) -> Iterator[tuple[int, int, Days]]:
    """Place and days of each `2019年`, `2019年5月` and `2019年5月3日`."""
    for match in _CHINESE.finditer(text, start, end):
        year, month, day = (int(group) if group else None for group in match.groups())
        days = Named(0, year, month, day).days()
        if days is not None:
            yield *match.span(), days


def _month_first(tokens: list[Token], at: int, known: Names) -> Named | None:
    """`May 3, 2019`, `May 3`, `May 2019`, `May`."""
    month = known.months[tokens[at].lower]
    after = at + 1
    if after < len(tokens) and tokens[after].text == "." and known.language == "en":
        after += after + 1 < len(tokens) and tokens[after + 1].text[0].isdecimal()
    if not _is_month(tokens, at, known):
        return None
    day = _day_of_month(tokens[after]) if after < len(tokens) else None
    if day is None or known.language != "en":
        year = _year_after(tokens, at + 1)
        return (
            Named(at + 1, None, month) if year is None else Named(year, _value(tokens, year), month)
        )
    year = _year_after(tokens, after + 1)
    return (
        Named(after + 1, None, month, day)
        if year is None
        else Named(year, _value(tokens, year), month, day)
    )


def _is_month(tokens: list[Token], at: int, known: Names) -> bool:
    """Not a verb and not a first name: `March on`, `April Ryan`."""
    if known.language != "en":
        return True
    token = tokens[at]
    if not token.is_capitalised:
        return False
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.text[0].isdecimal():
        return True
    if token.lower in _VERBS_TOO:
        return before is not None and (before.lower in _LEADS or before.text[0].isdecimal())
    return after is None or not (after.is_word and after.is_capitalised)


def _day_first(tokens: list[Token], at: int, day: int, known: Names) -> Named | None:
    """`3 May 2019`, `3rd of May`, `3 de mayo de 2019`, `3. Mai 2019`."""
    after = at + 1
    if after < len(tokens) and (tokens[after].lower in _JOINS - {","} or tokens[after].text == "."):
        after += 1
    if after >= len(tokens) or tokens[after].lower not in known.months:
        return None
    month = known.months[tokens[after].lower]
    year = _year_after(tokens, after + 1)
    if year is None:
        return Named(after + 1, None, month, day)
    return Named(year, _value(tokens, year), month, day)


def _day_of_month(token: Token) -> int | None:
    found = _ORDINAL.fullmatch(token.text) if len(token.text) <= 4 else None
    day = int(found[1]) if found else 0
    return day if 1 <= day <= 31 else None


def _year_after(tokens: list[Token], at: int) -> int | None:
    """The index after a year at `at`, past "de", "of" or a comma."""
    if at < len(tokens) and tokens[at].lower in _JOINS:
        at += 1
    return at + 1 if at < len(tokens) and is_year(tokens[at]) else None


def _value(tokens: list[Token], end: int) -> int:
    return int(tokens[end - 1].text)


def _numeric(tokens: list[Token], at: int, *, english: bool) -> Named | None:
    text = tokens[at].text
    if is_year(tokens[at]):
        last = at + 2
        if last < len(tokens) and tokens[at + 1].text in _DASHES and is_year(tokens[last]):
            return Named(
                last + 1, int(text), exact=spans_of_time.years(int(text), int(tokens[last].text))
            )
        reads = _stands_for_year if english else _may_be_year
        return Named(at + 1, int(text)) if reads(tokens, at) else None
    if len(text) < 5:
        return None
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = (int(group) for group in iso.groups())
        return _if_day(Named(at + 1, year, month, day))
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _either_way(at + 1, numeric)
    return _longer(at + 1, text)


def _if_day(named: Named) -> Named | None:
    return None if named.days() is None else named


def _either_way(end: int, numeric: re.Match[str]) -> Named | None:
    first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
    readings = [spans_of_time.day(year, second, first)]
    if numeric[2] == "/":
        readings.append(spans_of_time.day(year, first, second))
    days = sorted(each[0] for each in readings if each is not None)
    return Named(end, year, exact=(days[0], days[-1])) if days else None


def _longer(end: int, text: str) -> Named | None:
    """`2015–2019`, `2015-19`, `1990s`."""
    decade = _DECADE.fullmatch(text)
    if decade:
        begins = int(decade[1])
        return Named(end, begins, exact=spans_of_time.years(begins, begins + 9))
    spanned = _RANGE.fullmatch(text)
    if spanned:
        first = int(spanned[1])
        last = int(spanned[2]) if len(spanned[2]) == 4 else first // 100 * 100 + int(spanned[2])
        if first in _YEARS and last in _YEARS and first < last:
            return Named(end, first, exact=spans_of_time.years(first, last))
    return None


def _stands_for_year(tokens: list[Token], at: int) -> bool:
    """Not an amount: `$2000`, `2000 people`."""
    before = tokens[at - 1] if at else None
    if before is not None and (
        before.text in _MONEY or before.lower in {"about", "nearly", "some"}
    ):
        return False
    if before is not None and before.lower in _LEADS | {"the"}:
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.is_word or after.lower in _NO_UNIT:
        return True
    return not after.lower.endswith(("s", "people", "men", "women", "troops")) and (
        before is not None
    )


def _may_be_year(tokens: list[Token], at: int) -> bool:
    """Elsewhere a number that no word follows, or that a word which leads to years precedes."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return at > 0 and tokens[at - 1].text not in _MONEY
    return at > 0 and tokens[at - 1].lower in _LEADS_ABROAD


def _numbered(listed: str) -> dict[str, int]:
    return {
        name: number
        for number, spellings in enumerate(listed.split(), start=1)
        for name in spellings.split("|")
    }


_NAMES: Final = {
    language: Names(language, _numbered(listed)) for language, listed in _MONTHS.items()
}
_NONE: Final = Names("", {})
