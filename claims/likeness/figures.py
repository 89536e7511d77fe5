"""Figures and times of a statement, told as values: 4,210 is 4.210, and `two million` 2000000."""

import unicodedata
from typing import Final, NamedTuple

from claims.likeness import senses
from claims.likeness.words import Tongue, folded

_SCALES: Final = {folded(word): value for word, value in senses.SCALES.items()}
_DOZENS: Final = {folded(word): value for word, value in senses.DOZENS.items()}
_SHARES: Final = frozenset(map(folded, senses.SHARES))
_SHARES_OF_TWO: Final = frozenset((folded(a), folded(b)) for a, b in senses.SHARES_OF_TWO)
_MONTHS: Final = {folded(word): month for word, month in senses.MONTHS.items()}
_WEEKDAYS: Final = {folded(word): day for word, day in senses.WEEKDAYS.items()}
_LONGEST: Final = 30  # digits: more are no figure anybody compares


class Figure(NamedTuple):
    """`unit` is "%" or ""; `text` is how it was written first."""

    value: float
    unit: str
    text: str


class Told(NamedTuple):
    """What is left when figures and times are taken out of the words of a statement."""

    figures: tuple[Figure, ...]
    times: frozenset[str]  # y2019, m5, d3 (of the week), the 14 of 14 May as n14
    words: list[str]  # as written


def told(tokens: list[str], tongue: Tongue) -> Told:
    figures: list[Figure] = []
    times: set[str] = set()
    rest: list[str] = []
    lower = [folded(token) for token in tokens]
    at = 0
    while at < len(tokens):
        found, after = _figure(tokens, lower, at, tongue)
        if found is not None:
            named = _time_of(found, lower, at, after)
            times |= {named} if named else set()
            figures += [] if named else [found]
            at = after
            continue
        time = _named_time(tokens[at], lower[at])
        if time:
            times.add(time)
        else:
            rest.append(tokens[at])
        at += 1
    return Told(tuple(figures), frozenset(times), rest)


def _figure(
    tokens: list[str], lower: list[str], at: int, tongue: Tongue
) -> tuple[Figure | None, int]:
    """The figure that begins here, and where the words go on."""
    value = _digits(tokens[at]) if tokens[at][0].isdecimal() else _spelled(lower[at], tongue)
    after = at + 1
    if value is None:
        return None, after
    if lower[at] in tongue.tens and after < len(lower):
        ones = tongue.numbers.get(lower[after], 10)
        value, after = (value + ones, after + 1) if ones < 10 else (value, after)
    while after < len(lower) and lower[after] in _SCALES:
        value *= _SCALES[lower[after]]
        after += 1
    text = " ".join(tokens[at:after])
    if after < len(lower) and lower[after] in _SHARES:
        return Figure(value, "%", text), after + 1
    if tuple(lower[after : after + 2]) in _SHARES_OF_TWO:
        return Figure(value, "%", text), after + 2
    return Figure(value, "", text), after


def _spelled(word: str, tongue: Tongue) -> float | None:
    found = tongue.numbers.get(word) or tongue.tens.get(word) or _DOZENS.get(word)
    return None if found is None else float(found)


def _digits(word: str) -> float | None:
    """4,210 and 4.210 are four thousand; 4.2 and 4,2 are four and a bit; 1.234,5 is as it looks."""
    if word.isascii() and word.isdecimal() and len(word) <= _LONGEST:
        return float(word)
    plain = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else {"٫": ".", "٬": ","}.get(each, each)
        for each in word
    )
    plain = plain.translate({ord(each): None for each in "'’\u00a0\u202f"})
    if len(plain) > _LONGEST:
        return None
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return float(plain)
    mark = plain[last]
    groups = plain.split(mark)
    other = "," if mark == "." else "."
    thousands = len(groups[-1]) == 3 and other not in groups[-1] and groups[0] != "0"
    if thousands and (other not in plain or plain.count(mark) > 1):
        return float(plain.replace(mark, ""))
    whole = plain[:last].replace(".", "").replace(",", "")
    return float(f"{whole}.{plain[last + 1 :]}")


def _time_of(found: Figure, lower: list[str], at: int, after: int) -> str:
    """`2019` is a year and the 14 of `14 May` a day; 2,019 is neither."""
    plain = lower[at]
    if found.unit or after != at + 1 or not plain.isdecimal():
        return ""
    if len(plain) == 4 and 1500 <= found.value <= 2099:
        return f"y{found.value:.0f}"
    near = lower[max(0, at - 1) : at] + lower[after : after + 2]
    if found.value <= 31 and any(each in _MONTHS and each != "may" for each in near):
        return f"n{found.value:.0f}"
    return ""


def _named_time(token: str, lower: str) -> str:
    if lower in senses.CAPITALISED and not token[0].isupper():
        return ""
    if lower in _MONTHS:
        return f"m{_MONTHS[lower]}"
    return f"d{_WEEKDAYS[lower]}" if lower in _WEEKDAYS else ""
