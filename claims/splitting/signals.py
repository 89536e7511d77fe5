"""The reasons for and against checking a part, each with the words that triggered it."""

import math
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from claims.splitting import candidate, kinds, lexicon, verbs
from claims.splitting.candidate import Signal
from claims.splitting.tokens import Token
from claims.splitting.weights import BIAS, WEIGHTS

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
_CHANGE: Final = lexicon.words(
    "rose risen rise rises fell fallen falls dropped drop increased increase increases decreased "
    "decrease declined decline doubled tripled halved grew grown grow cut cuts raised reduced "
    "gained lost climbed soared plunged jumped shrank created added eliminated"
)
_RECORD: Final = lexicon.words(
    "law bill act vote voted votes budget tax taxes deficit debt court judge parliament congress "
    "senate treaty sanctions constitution signed policy unemployment inflation gdp jobs spending "
    "minister president government election referendum convicted sentenced amendment ministry "
    "administration federal program welfare medicare security economy exports imports income "
    "wages percent"
)
_HARM: Final = lexicon.words(
    "killed dead deaths died wounded injured attack attacks attacked war bomb bombed bombing "
    "airstrike airstrikes disease virus cancer vaccine vaccines murder murdered rape crime "
    "terrorist terrorists weapons nuclear casualties victims destroyed famine refugees"
)
_UNIVERSAL: Final = lexicon.words(
    "never always every all none nobody nothing everyone everywhere only entire no"
)
_HEDGES: Final = lexicon.words(
    "may might could perhaps possibly probably reportedly allegedly apparently seemingly maybe "
    "supposedly appears seems suggests rumoured rumored"
)
_FIRST: Final = lexicon.words("i me my mine we us our ours myself ourselves")
_SECOND: Final = lexicon.words("you your yours yourself")
_CONTEXT: Final = lexicon.words(
    "he she it they this that these those his her their its there such another"
)
_SURE_PAST: Final = lexicon.DISTINCT_PAST | {"was", "were", "had", "did", "has", "have"}
_CALENDAR: Final = lexicon.MONTHS | lexicon.WEEKDAYS
_SHORT: Final = 6


class Reading(NamedTuple):
    """A part as the signals see it: its words, its tokens, and what is already known of it."""

    text: str
    tokens: list[Token]
    english: bool
    attribution: str
    source: str  # the words of the attribution
    quoted: float
    resolved: str


def found(reading: Reading, kind: str) -> tuple[Signal, ...]:
    """Every signal of a part, strongest for first, strongest against last."""
    pairs = dict(_pairs(reading, kind))
    made = [Signal(code, WEIGHTS[code].weight, words) for code, words in pairs.items()]
    return tuple(sorted(made, key=lambda signal: (-signal.weight, signal.code)))


def score(signals: tuple[Signal, ...]) -> float:
    """Logistic of the summed weights: 0–1, two places."""
    return round(1 / (1 + math.exp(-BIAS - sum(signal.weight for signal in signals))), 2)


def quantity(text: str, tokens: list[Token]) -> str:
    """The first figure that counts or measures: not a year, a day of the month or a code."""
    dates = [m.span() for m in _YEAR.finditer(text)] + [m.span() for m in _RELATIVE.finditer(text)]
    dates += [m.span() for m in _FULL_DATE.finditer(text)]
    offset = tokens[0].start if tokens else 0
    for token in tokens:
        at = token.start - offset
        if any(start <= at < end for start, end in dates):
            continue
        if token.text[0].isdigit() or token.lower in _NUMBER_WORDS:
            return token.text
    return ""


def _pairs(reading: Reading, kind: str) -> Iterator[tuple[str, str]]:
    yield from _figures(reading)
    yield from _sources(reading)
    if reading.resolved:
        yield "resolved_pronoun", reading.resolved
    if kind == candidate.PREDICTION:
        yield "prediction", kinds.prediction_words(reading.text)
    if kind == candidate.OPINION:
        yield "opinion", kinds.opinion_words(reading.text)
    if reading.english:
        yield from _dates(reading.text)
        yield from _english(reading)


def _figures(reading: Reading) -> Iterator[tuple[str, str]]:
    amount = quantity(reading.text, reading.tokens)
    if amount:
        yield "number", amount
        unit = _UNIT.search(reading.text)
        if unit:
            yield "money_or_share", unit.group()
    year = _FULL_DATE.search(reading.text) or _YEAR.search(reading.text)
    if year:
        yield "date", year.group()


def _sources(reading: Reading) -> Iterator[tuple[str, str]]:
    if reading.attribution == candidate.UNNAMED:
        yield "unnamed_source", reading.source
    elif reading.attribution == candidate.NAMED:
        yield "named_source", reading.source
    if reading.quoted:
        yield "quotation", ""


def _dates(text: str) -> Iterator[tuple[str, str]]:
    match = _RELATIVE.search(text)
    if match:
        yield "relative_date", match.group()
        if match.group().lower() not in _VAGUE_TIME or _YEAR.search(text) is None:
            yield "needs_article_date", match.group()


def _english(reading: Reading) -> Iterator[tuple[str, str]]:
    words = [t for t in reading.tokens if t.is_word]
    lists = (
        ("change", _CHANGE), ("public_record", _RECORD), ("harm", _HARM),
        ("universal", _UNIVERSAL), ("hedge", _HEDGES), ("first_person", _FIRST),
        ("second_person", _SECOND),
    )  # fmt: skip
    for code, known in lists:
        hits = [t.text for t in words if _stem(t) in known]
        if hits:
            yield code, hits[0]
    for code, found_words in (
        ("causal", kinds.causal_words(reading.text)),
        ("comparison", kinds.comparison_words(reading.text)),
    ):
        if found_words:
            yield code, found_words
    yield from _shape(words)


def _stem(token: Token) -> str:
    """`I’ve` and `we're` speak in the first person too."""
    return token.lower.replace("’", "'").partition("'")[0]


def _shape(words: list[Token]) -> Iterator[tuple[str, str]]:
    if len(words) < _SHORT:
        yield "short", ""
    if words and _stem(words[0]) in _CONTEXT:
        yield "needs_context", words[0].text
    name = _name(words)
    if name:
        yield "named_actor", name
    past = [t.text for t in words if _tells_past(t)]
    if past:
        yield "past_event", past[0]
    elif not any(t.lower in verbs.FINITE or verbs.is_contraction(t) for t in words):
        yield from _verbless(words)


def _tells_past(token: Token) -> bool:
    return token.lower in _SURE_PAST or (verbs.looks_past(token) and not token.is_capitalised)


def _verbless(words: list[Token]) -> Iterator[tuple[str, str]]:
    """Only a present form in -s may hide here, so a fragment is called one only when short."""
    if len(words) < 2 * _SHORT and not any(t.lower.endswith("s") for t in words[1:]):
        yield "no_verb", ""


def _name(words: list[Token]) -> str:
    """A capitalised word that is not merely the first, or an acronym."""
    for index, token in enumerate(words):
        if token.lower in _CALENDAR or _stem(token) == "i":
            continue
        acronym = len(token.text) > 1 and token.text.isupper()
        if acronym or (index and token.is_capitalised):
            return token.text
    return ""
