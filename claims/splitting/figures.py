"""Figures in a part: what counts or measures, as against years, days and small change."""

from typing import Final

from claims.splitting import lexicon
from claims.splitting.tokens import Token

_NUMBER_WORDS: Final = lexicon.words(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion "
    "billions trillion trillions dozen dozens half third quarter majority percent double triple "
    "twice"
)
_MONEY: Final = frozenset("$€£¥₹₽")
_UNITS: Final = (
    _MONEY
    | frozenset("%٪％")
    | lexicon.words(
        "percent percentage dollar dollars euro euros pound pounds million millions billion "
        "billions trillion trillions millones milliard milliards millionen milliarden"
    )
)
_LARGE: Final = frozenset("万亿億")
_SMALL: Final = lexicon.words(
    "minute minutes second seconds question questions point points thing things way ways issue "
    "issues step steps o'clock sides of time times reasons candidates parts words other one ones "
    "different kids children brothers sisters sons daughters weeks days nights"
)
_OWNERS: Final = lexicon.words("my your his her its our their")
_UP_TO_TEN: Final = lexicon.words("two three four five six seven eight nine ten")
_SPANS: Final = lexicon.words(
    "hour hours day days week weeks month months year years decade decades"
)
_FROM_NOW: Final = lexicon.words("ago earlier later")
_TO_NOW: Final = lexicon.words("last past next coming")
_OF_YEARS: Final = lexicon.words(
    "in since by until till from to of during before after between early late mid around and "
    "through for the summer winter spring autumn fall year back"
)


def quantity(tokens: list[Token]) -> str:
    """The first figure that counts or measures: not a year, a day of the month or a code."""
    for at in _figures(tokens):
        if _counts(tokens, at):
            return tokens[at].text
    return ""


def found(tokens: list[Token]) -> dict[str, str]:
    """Signals of figures, each with its word."""
    figures = _figures(tokens)
    counted = [at for at in figures if _counts(tokens, at)] if figures else figures
    if not counted:
        return {}
    at, *others = counted
    first = {"small_number" if _is_small(tokens, at) else "number": tokens[at].text}
    unit = _unit(tokens)
    if unit:
        first["money_or_share"] = unit
    for other in others:
        if tokens[other].is_number:
            first["several_numbers"] = tokens[other].text
            break
    return first


def _figures(tokens: list[Token]) -> list[int]:
    return [i for i, t in enumerate(tokens) if t.is_number or t.lower in _NUMBER_WORDS]


def _counts(tokens: list[Token], at: int) -> bool:
    return not _is_time(tokens, at) and not (tokens[at].is_number and _is_year(tokens, at))


def _unit(tokens: list[Token]) -> str:
    lowers = [token.lower for token in tokens]
    if _UNITS.isdisjoint(lowers) and "".join(lowers).isascii():
        return ""
    return next((t.text for t in tokens if t.lower in _UNITS or _is_large(t)), "")


def _is_small(tokens: list[Token], at: int) -> bool:
    """`two things`, `my three children`: a count that nobody publishes."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    owned = at > 0 and tokens[at - 1].lower in _OWNERS
    return after in _SMALL or (owned and tokens[at].lower in _UP_TO_TEN)


def _is_large(token: Token) -> bool:
    return not token.text.isascii() and not _LARGE.isdisjoint(token.text)


def _is_year(tokens: list[Token], index: int) -> bool:
    """`in 2019`, `(1998)`; not `$1998`, `killed 2000 people`, `1600 %`."""
    text = tokens[index].text
    if len(text) != 4 or not text.isdecimal() or not "1500" <= text <= "2099":
        return False
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if (before and before.text in _MONEY) or (after and after.lower in _UNITS):
        return False
    if before is None or not before.is_word or before.lower in _OF_YEARS:
        return True
    if before.lower in lexicon.MONTHS or before.text.isdigit():
        return True
    return after is None or not (after.lower.endswith("s") or after.lower == "people")


def _is_time(tokens: list[Token], index: int) -> bool:
    """A day of the month, a number of days that only says when, or `number two` in a list."""
    before = tokens[index - 1].lower if index else ""
    if before == "number" and not tokens[index].text[0].isdigit():
        return True
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if after in _SPANS:
        beyond = tokens[index + 2].lower if index + 2 < len(tokens) else ""
        return beyond in _FROM_NOW or before in _TO_NOW
    if not tokens[index].is_number or len(tokens[index].text) > 4:
        return False
    return before in lexicon.MONTHS or after in lexicon.MONTHS
