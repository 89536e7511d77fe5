"""The reasons for and against checking a part, each with the words that triggered it."""

import itertools
import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from claims.splitting import candidate, cues, figures, lexicon, tenses, verbs
from claims.splitting.candidate import Signal, Time
from claims.splitting.public_words import TOPIC_OF
from claims.splitting.tenses import Line
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
_NO_ACTOR: Final = lexicon.MONTHS | lexicon.WEEKDAYS | cues.TITLES
_UNREAL: Final = frozenset({"had", "would", "could"})
_ABOUT_THE_WHOLE: Final = frozenset(
    {"belief", "obligation", "intent", "prediction", "hypothetical", "opinion", "talk"}
)
"""What colours a whole sentence when it opens it, and only its own clause further on."""
_RANKS: Final = {
    code: rank
    for rank, code in enumerate(sorted(WEIGHTS, key=lambda code: (-WEIGHTS[code].weight, code)))
}
_rank: Final = _RANKS.__getitem__
_WEIGHTS: Final = {code: weight.weight for code, weight in WEIGHTS.items()}
_signal: Final = tuple.__new__  # half the time of calling `Signal`
_TOLD_BY: Final = {
    word: (TOPIC_OF.get(word, ""), cues.WORDS.get(word, ()))
    for word in sorted(TOPIC_OF.keys() | cues.WORDS.keys())
}
"""Word → its topic, "" for none, and the codes it stands for."""
_BEGINNINGS: Final = frozenset(
    {(one, two) for one, seconds in cues.PHRASES.items() for two in seconds}
)
"""The first two words of every phrase."""
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
    first = _first_of_each(reading, kind)
    return tuple(
        [
            _signal(Signal, (code, _WEIGHTS[code], first[code], None, None))
            for code in sorted(first, key=_rank)
        ]
    )


def ordered(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    return tuple(sorted(signals, key=lambda signal: (-signal.weight, signal.code)))


def score(signals: tuple[Signal, ...]) -> float:
    """Logistic of the summed weights: 0–1, three places (two would rank the best alike)."""
    return round(1 / (1 + math.exp(-BIAS - sum([signal.weight for signal in signals]))), 3)


def quantity(text: str, tokens: list[Token]) -> str:
    """The first figure that counts or measures."""
    return figures.quantity(tokens)


def _first_of_each(reading: Reading, kind: str) -> dict[str, str]:
    """Code → the first words that triggered it."""
    first = figures.found(reading.tokens)
    _sources(first, reading)
    if reading.resolved:
        first["resolved_pronoun"] = reading.resolved
    if kind == candidate.INTENT:
        first["intent"] = ""
    _times(first, reading.times)
    if reading.english:
        _english(first, reading)
    return first


def _sources(first: dict[str, str], reading: Reading) -> None:
    if reading.attribution == candidate.UNNAMED:
        first["unnamed_source"] = reading.source
    elif reading.attribution == candidate.NAMED:
        first["named_source"] = reading.source
    if reading.quoted:
        first["quotation"] = ""


def _times(first: dict[str, str], times: tuple[Time, ...]) -> None:
    for time in times:
        if time.anchor == "text":
            first.setdefault("date", time.text)
        else:
            first.setdefault("relative_date", time.text)
            if not time.anchor:
                first.setdefault("needs_article_date", time.text)


def _english(first: dict[str, str], reading: Reading) -> None:
    words = [token for token in reading.tokens if token.is_word]
    if not words:
        return
    line = _line(words, reading.text)
    _words(first, line)
    bare = _without(line, _PASSED_OVER)
    _phrases(first, bare)
    tenses.told(first, bare)
    _shape(first, words, line)
    _opening(first, line)


def _line(words: list[Token], text: str) -> Line:
    """Contractions apart: `we've` → `we`, `'ve`; the negation of `don't` is left out."""
    if "'" not in text and "’" not in text:
        return Line([token.lower for token in words], words)
    texts: list[str] = []
    tokens: list[Token] = []
    for token in words:
        spelled = token.lower.replace("’", "'")
        stem, mark, rest = spelled.partition("'")
        if not mark or not stem:
            texts.append(spelled)
        elif rest == "t" and stem.endswith("n"):
            texts.append(stem[:-1])
        else:
            texts += (stem, mark + rest)
            tokens.append(token)
        tokens.append(token)
    return Line(texts, tokens)


def _without(line: Line, passed_over: frozenset[str]) -> Line:
    if passed_over.isdisjoint(line.texts):
        return line
    kept = [at for at, text in enumerate(line.texts) if text not in passed_over]
    return Line([line.texts[at] for at in kept], [line.tokens[at] for at in kept])


def _words(first: dict[str, str], line: Line) -> None:
    """Cues of one word, and what the part is about: a second and a third word on public matters
    make it the more likely to matter.
    """
    weighty: list[str] = []
    for at in [at for at, text in enumerate(line.texts) if text in _TOLD_BY]:
        topic, codes = _TOLD_BY[line.texts[at]]
        word = line.tokens[at].text
        if topic:
            first.setdefault(topic, word)
            if topic != "institution":
                weighty.append(word)
        for code in codes:
            if at < _OPENING or code not in _ABOUT_THE_WHOLE:
                first.setdefault(code, word)
    if len(weighty) > 1:
        first["public_words"] = weighty[1]
    if len(weighty) > 2:
        first["many_public_words"] = weighty[2]


def _phrases(first: dict[str, str], bare: Line) -> None:
    texts = bare.texts
    if _BEGINNINGS.isdisjoint(itertools.pairwise(texts)):
        return
    for at in [at for at, text in enumerate(texts[:-1]) if text in cues.PHRASES]:
        for code, rest in cues.PHRASES[texts[at]].get(texts[at + 1], ()):
            end = at + 1 + len(rest)
            near = at < _OPENING or code not in _ABOUT_THE_WHOLE
            if near and texts[at + 1 : end] == rest:
                first.setdefault(code, _joined(bare.tokens[at:end]))


def _joined(words: list[Token]) -> str:
    return " ".join(dict.fromkeys([word.text for word in words]))


def _shape(first: dict[str, str], words: list[Token], line: Line) -> None:
    if len(words) < _SHORT:
        first["short"] = ""
    elif len(words) < _BRIEF:
        first["brief"] = ""
    name = _name(words)
    if name:
        first["named_actor"] = name
    if verbs.FINITE.isdisjoint(line.texts) and _is_verbless(words):
        first["no_verb"] = ""


def _is_verbless(words: list[Token]) -> bool:
    """A form in -s or -ed may be the verb, so a fragment is called one only when short."""
    if any(t.lower in verbs.FINITE or verbs.is_contraction(t) for t in words):
        return False
    return len(words) < 2 * _SHORT and not any(t.lower.endswith(("s", "ed")) for t in words[1:])


def _name(words: list[Token]) -> str:
    """A capitalised word that is not merely the first, or an acronym."""
    for index, token in enumerate(words):
        if not token.is_capitalised or token.lower in _NO_ACTOR:
            continue
        if token.text[:2] in {"I", "I'", "I’"}:
            continue
        if index or (len(token.text) > 1 and token.text.isupper()):
            return token.text
    return ""


def _opening(first: dict[str, str], line: Line) -> None:
    opening, word = line.texts[0], line.tokens[0].text
    if opening in _CONTEXT:
        first["needs_context"] = word
    if opening in _ASKING:
        first["asks"] = word
    if opening == "if" and not _UNREAL.isdisjoint(line.texts):
        first["counterfactual"] = word
