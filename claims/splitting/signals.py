"""The reasons for and against checking a part, each with the words that triggered it."""

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from claims.splitting import candidate, cues, figures, lexicon, tenses, verbs
from claims.splitting.candidate import Signal, Time
from claims.splitting.public_words import TOPIC_OF
from claims.splitting.tenses import Word
from claims.splitting.tokens import Token
from claims.splitting.weights import BIAS, WEIGHTS

_PASSED_OVER: Final = lexicon.words(
    "also really just still truly very not strongly basically actually certainly simply "
    "personally firmly ever even absolutely fully now again too always never honestly "
    "frankly obviously already clearly uh um well"
)
_CONTEXT: Final = lexicon.words(
    "he she it they this that these those his her their its there such another"
)
_ASKING: Final = lexicon.words(
    "is are was were will would do does did can could should shall has have had why how who"
)
_CALENDAR: Final = lexicon.MONTHS | lexicon.WEEKDAYS
_ABOUT_THE_WHOLE: Final = frozenset(
    {"belief", "obligation", "intent", "prediction", "hypothetical", "opinion", "talk"}
)
"""What colours a whole sentence when it opens it, and only its own clause further on."""
_OPENING: Final = 10
_SHORT: Final = 6
_BRIEF: Final = 10


class Reading(NamedTuple):
    """A part as the signals see it: its words, its tokens, and what is already known of it."""

    text: str
    tokens: list[Token]
    english: bool
    attribution: str
    source: str  # the words of the attribution
    quoted: float
    resolved: str
    times: tuple[Time, ...]


def found(reading: Reading, kind: str) -> tuple[Signal, ...]:
    """Every signal of a part, strongest for first, strongest against last."""
    first: dict[str, str] = {}
    for code, words in _pairs(reading, kind):
        first.setdefault(code, words)
    return ordered(Signal(code, WEIGHTS[code].weight, words) for code, words in first.items())


def ordered(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    return tuple(sorted(signals, key=lambda signal: (-signal.weight, signal.code)))


def score(signals: tuple[Signal, ...]) -> float:
    """Logistic of the summed weights: 0–1, three places (two would rank the best alike)."""
    return round(1 / (1 + math.exp(-BIAS - sum(signal.weight for signal in signals))), 3)


def quantity(text: str, tokens: list[Token]) -> str:
    """The first figure that counts or measures."""
    return figures.quantity(tokens)


def _pairs(reading: Reading, kind: str) -> Iterator[tuple[str, str]]:
    yield from figures.found(reading.tokens)
    yield from _sources(reading)
    if reading.resolved:
        yield "resolved_pronoun", reading.resolved
    if kind == candidate.INTENT:
        yield "intent", ""
    yield from _times(reading.times)
    if reading.english:
        yield from _english(reading)


def _sources(reading: Reading) -> Iterator[tuple[str, str]]:
    if reading.attribution == candidate.UNNAMED:
        yield "unnamed_source", reading.source
    elif reading.attribution == candidate.NAMED:
        yield "named_source", reading.source
    if reading.quoted:
        yield "quotation", ""


def _times(times: tuple[Time, ...]) -> Iterator[tuple[str, str]]:
    for time in times:
        if time.anchor == "text":
            yield "date", time.text
        else:
            yield "relative_date", time.text
            if not time.anchor:
                yield "needs_article_date", time.text


def _english(reading: Reading) -> Iterator[tuple[str, str]]:
    words = [token for token in reading.tokens if token.is_word]
    if not words:
        return
    line = _line(words)
    bare = [word for word in line if word.text not in _PASSED_OVER]
    yield from _topics(line)
    yield from _words(line)
    yield from _phrases(bare)
    yield from tenses.found(bare)
    yield from _shape(words)
    yield from _opening(line)


def _line(words: list[Token]) -> list[Word]:
    """Contractions apart: `we've` → `we`, `'ve`; the negation of `don't` is left out."""
    line = []
    for token in words:
        text = token.lower.replace("’", "'")
        stem, mark, rest = text.partition("'")
        if not mark or not stem:
            line.append(Word(text, token))
        elif rest == "t" and stem.endswith("n"):
            line.append(Word(stem[:-1], token))
        else:
            line += (Word(stem, token), Word(mark + rest, token))
    return line


def _topics(line: list[Word]) -> Iterator[tuple[str, str]]:
    """What it is about; a second and a third such word make it the more likely to matter."""
    hits = [(TOPIC_OF[word.text], word.token.text) for word in line if word.text in TOPIC_OF]
    yield from hits
    weighty = [words for topic, words in hits if topic != "institution"]
    if len(weighty) > 1:
        yield "public_words", weighty[1]
    if len(weighty) > 2:
        yield "many_public_words", weighty[2]


def _words(line: list[Word]) -> Iterator[tuple[str, str]]:
    for index, word in enumerate(line):
        for code in cues.WORDS.get(word.text, ()):
            if index < _OPENING or code not in _ABOUT_THE_WHOLE:
                yield code, word.token.text


def _phrases(bare: list[Word]) -> Iterator[tuple[str, str]]:
    texts = tuple(word.text for word in bare)
    for index, text in enumerate(texts):
        for code, rest in cues.PHRASES.get(text, ()):
            end = index + 1 + len(rest)
            near = index < _OPENING or code not in _ABOUT_THE_WHOLE
            if near and texts[index + 1 : end] == rest:
                yield code, _joined(bare[index:end])


def _joined(words: list[Word]) -> str:
    return " ".join(dict.fromkeys(word.token.text for word in words))


def _shape(words: list[Token]) -> Iterator[tuple[str, str]]:
    if len(words) < _SHORT:
        yield "short", ""
    elif len(words) < _BRIEF:
        yield "brief", ""
    name = _name(words)
    if name:
        yield "named_actor", name
    if not any(t.lower in verbs.FINITE or verbs.is_contraction(t) for t in words):
        yield from _verbless(words)


def _verbless(words: list[Token]) -> Iterator[tuple[str, str]]:
    """A form in -s or -ed may be the verb, so a fragment is called one only when short."""
    if len(words) < 2 * _SHORT and not any(t.lower.endswith(("s", "ed")) for t in words[1:]):
        yield "no_verb", ""


def _name(words: list[Token]) -> str:
    """A capitalised word that is not merely the first, or an acronym."""
    for index, token in enumerate(words):
        if not token.is_capitalised or token.lower in _CALENDAR or token.lower in cues.TITLES:
            continue
        if token.text[:2] in {"I", "I'", "I’"}:
            continue
        if index or (len(token.text) > 1 and token.text.isupper()):
            return token.text
    return ""


def _opening(line: list[Word]) -> Iterator[tuple[str, str]]:
    first = line[0]
    if first.text in _CONTEXT:
        yield "needs_context", first.token.text
    if first.text in _ASKING:
        yield "asks", first.token.text
    if first.text == "if" and any(word.text in {"had", "would", "could"} for word in line):
        yield "counterfactual", first.token.text
