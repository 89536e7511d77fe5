"""Who says a sentence in another language: its reporting verbs, quotation marks and "selon X".

Whole sentences only, and only forms that leave little doubt; nothing is said to lead or trail.
"""

import itertools
import re
from typing import Final, NamedTuple

from claims.splitting.attribution import speaking
from claims.splitting.attribution.found import Attribution, Span
from claims.splitting.attribution.tongues import (
    CHINESE_UNNAMED,
    CHINESE_VERBS,
    TONGUES,
    Tongue,
)
from claims.splitting.candidate import NAMED, NO_ATTRIBUTION, UNNAMED

_WORD: Final = re.compile(r"[^\s«»“”„\",.;:،؛。！？!?…()\[\]—–।]+|[^\s]")
_MARKS: Final = frozenset('«»“”„"‘’‹›')
_STOPS: Final = frozenset(",.;:،؛!?…()[]—–।") | _MARKS
_LONGEST: Final = 9
_LATIN: Final = ("es", "fr", "de", "pt", "it", "nl")
_CHINESE_STOPS: Final = "，。：:；、“”「」『』！？,\n"
_ACCORDING_CHINESE: Final = re.compile(
    r"(?:据|據|根据|根據)([^，。：；“”]{2,20}?)(?:报道|報道|报导|的?消息|介绍|透露|称|稱|统计|的?数据|，)"
)
_CHINESE_SPEAKER: Final = 24


class _Word(NamedTuple):
    text: str
    lower: str
    start: int
    end: int


def find_abroad(text: str, start: int, end: int, language: str = "") -> Attribution:
    """The attribution of a sentence in another language; nothing is said to lead or trail.

    A verb whose subject is left out ("…», añadió.") is named with no claimant: whoever spoke last.
    """
    if language in {"zh", "ja"}:
        return _chinese(text, start, end)
    words = [
        _Word(m.group(), m.group().lower(), m.start(), m.end())
        for m in _WORD.finditer(text, start, end)
    ]
    known = {word.lower for word in words}
    for code in (language,) if language in TONGUES else _LATIN:
        tongue = TONGUES[code]
        speaker = _according(words, tongue, known)
        if speaker is None and language in TONGUES and not tongue.verbs.isdisjoint(known):
            speaker = _by_verb(words, tongue)
        if speaker is not None:
            return _made(text, (start, end), speaker, tongue)
    return _nobody(start, end)


class _Speaker(NamedTuple):
    words: list[_Word]
    place: Span


def _nobody(start: int, end: int) -> Attribution:
    return Attribution("", NO_ATTRIBUTION, "", start, end)


def _made(text: str, within: Span, speaker: _Speaker, tongue: Tongue) -> Attribution:
    words = speaker.words
    claimant = text[words[0].start : words[-1].end] if words else ""
    unnamed = any(_bare(w.lower) in tongue.unnamed for w in words) and not _names(words)
    around = text[slice(*speaker.place)]
    status = UNNAMED if unnamed else NAMED
    return Attribution(claimant, status, around, *within, (speaker.place,))


def _bare(word: str) -> str:
    return word.partition("'")[0].partition("’")[0]


def _names(words: list[_Word]) -> bool:
    """Two capitalised words in a row: somebody's name."""
    pairs = itertools.pairwise(words)
    return any(a.text[0].isupper() and b.text[0].isupper() for a, b in pairs)


def _according(words: list[_Word], tongue: Tongue, known: set[str]) -> _Speaker | None:
    """`según X`, `по словам X`, `X’e göre`, `X के अनुसार`."""
    for phrase in tongue.according:
        parts = phrase.split()
        attached = parts[-1] == "ل"
        if parts[0] not in known:
            continue
        for at in range(len(words) - len(parts)):
            if not _matches(words[at : at + len(parts)], parts, attached=attached):
                continue
            first = at + len(parts) - attached
            found = _until_stop(words, first, tongue)
            if attached and found:
                found[0] = found[0]._replace(text=found[0].text[1:], start=found[0].start + 1)
                found[0] = found[0]._replace(lower=found[0].text)
            if found:
                return _Speaker(found, (words[at].start, found[-1].end))
    return _postposed(words, tongue, known)


def _matches(words: list[_Word], parts: list[str], *, attached: bool) -> bool:
    if attached:
        pairs = zip(words[:-1], parts[:-1], strict=True)
        return all(w.lower == p for w, p in pairs) and words[-1].text.startswith(parts[-1])
    return all(w.lower == p for w, p in zip(words, parts, strict=True))


def _postposed(words: list[_Word], tongue: Tongue, known: set[str]) -> _Speaker | None:
    for phrase in tongue.after_speaker:
        parts = phrase.split()
        if parts[-1] not in known:
            continue
        for at in range(1, len(words) - len(parts) + 1):
            if [w.lower for w in words[at : at + len(parts)]] != parts:
                continue
            found = _back_to_stop(words, at)
            if found:
                return _Speaker(found, (found[0].start, words[at + len(parts) - 1].end))
    return None


def _until_stop(words: list[_Word], first: int, tongue: Tongue) -> list[_Word]:
    found: list[_Word] = []
    for word in words[first : first + _LONGEST + 1]:
        if word.text in _STOPS or word.lower in tongue.that or word.lower in tongue.verbs:
            break
        if found and word.lower in tongue.breaks:
            break
        found.append(word)
    return found if len(found) <= _LONGEST else found[:_LONGEST]


def _back_to_stop(words: list[_Word], stop: int) -> list[_Word]:
    first = stop
    while first > 0 and stop - first <= _LONGEST and words[first - 1].text not in _STOPS:
        first -= 1
    return words[first:stop] if stop - first <= _LONGEST else []


def _by_verb(words: list[_Word], tongue: Tongue) -> _Speaker | None:
    for at, word in enumerate(words):
        if word.lower not in tongue.verbs:
            continue
        first = at - 1 if at and words[at - 1].lower in tongue.auxiliaries else at
        speaker = _after_quotation(words, first, at, tongue) or _before_clause(
            words, first, at, tongue
        )
        if speaker is None and tongue.verb_first:
            speaker = _verb_first(words, at, tongue)
        if speaker is not None:
            return speaker
    return None


def _after_quotation(words: list[_Word], first: int, at: int, tongue: Tongue) -> _Speaker | None:
    """`“…”, dijo Ana Pérez`, `«…», añadió`, and in Turkish `X, “…” dedi`."""
    mark = first - 1
    while mark > 0 and words[mark].text in {",", "—", "–", "-", "."}:
        mark -= 1
    if mark < 0 or words[mark].text not in _MARKS:
        return None
    after: list[_Word] = []
    for word in words[at + 1 : at + 1 + _LONGEST]:
        if word.text in _STOPS or (word.lower in tongue.ends and after[:1]):
            break
        after.append(word)
    if after and _can_speak(after, tongue):
        return _Speaker(after, (words[first].start, after[-1].end))
    if not tongue.according:
        return _opening(words, mark, words[at])
    if after and after[0].lower not in tongue.ends:
        return None
    return _Speaker([], (words[first].start, words[at].end))


def _opening(words: list[_Word], mark: int, verb: _Word) -> _Speaker | None:
    """The speaker a sentence begins with, before its quotation."""
    found: list[_Word] = []
    for word in words[:mark]:
        if word.text in _STOPS:
            break
        found.append(word)
    if not found or len(found) > _LONGEST:
        return _Speaker([], (verb.start, verb.end))
    return _Speaker(found, (found[0].start, found[-1].end))


def _can_speak(found: list[_Word], tongue: Tongue) -> bool:
    cased = any(w.text[0].isupper() for w in found)
    uncased = not any(w.text[0].islower() for w in found)
    return cased or uncased or any(_bare(w.lower) in tongue.unnamed for w in found)


def _before_clause(words: list[_Word], first: int, at: int, tongue: Tongue) -> _Speaker | None:
    """`Ana Pérez dijo que …`, `Der Sprecher sagte, dass …`, `X заявил: «…»`, `X ने कहा कि …`."""
    if not _leads_on(words, at, tongue) or (tongue.verb_first and first == 0):
        return None
    found = _back_to_stop(words, first)
    if found and found[-1].text == "ने":
        found = found[:-1]
    if not found or not _can_speak(found, tongue):
        return None
    if any(w.lower in tongue.verbs or w.lower in tongue.that for w in found):
        return None
    return _Speaker(found, (found[0].start, words[at].end))


def _leads_on(words: list[_Word], at: int, tongue: Tongue) -> bool:
    """Whether the reported words follow the verb, perhaps after when and where."""
    for index in range(at + 1, min(len(words), at + 8)):
        word = words[index]
        if word.lower in tongue.that or word.text in {":", *_MARKS}:
            return True
        if word.text == "," and index + 1 < len(words):
            return words[index + 1].lower in tongue.that or words[index + 1].text in _MARKS
        if word.text in _STOPS:
            return False
    return False


def _verb_first(words: list[_Word], at: int, tongue: Tongue) -> _Speaker | None:
    """`قال المتحدث إن …`: the speaker stands between the verb and the clause."""
    found: list[_Word] = []
    for word in words[at + 1 : at + 2 + _LONGEST]:
        if word.lower in tongue.that or word.text in _STOPS:
            return _Speaker(found, (words[at].start, found[-1].end)) if found else None
        if word.lower in tongue.ends and found:
            return _Speaker(found, (words[at].start, found[-1].end))
        found.append(word)
    return None


def _chinese(text: str, start: int, end: int) -> Attribution:
    """`王明表示，…`, `“…”，王明说`, `据新华社报道，…`."""
    match = _ACCORDING_CHINESE.search(text, start, end)
    if match:
        return _in_chinese(text, (start, end), match.span(1), match.span())
    sentence = text[start:end]
    places = sorted((sentence.find(v), v) for v in CHINESE_VERBS if v in sentence)
    for at, verb in places:
        after = sentence[at + len(verb) : at + len(verb) + 1]
        if after and after not in "，：:“「,。":
            continue
        first = at
        while first > 0 and sentence[first - 1] not in _CHINESE_STOPS:
            first -= 1
        if 1 < at - first <= _CHINESE_SPEAKER:
            speaker = (start + first, start + at)
            return _in_chinese(text, (start, end), speaker, (speaker[0], speaker[1] + len(verb)))
    return _nobody(start, end)


def _in_chinese(text: str, within: Span, speaker: Span, place: Span) -> Attribution:
    claimant = text[slice(*speaker)]
    unnamed = speaking.is_anonymous(claimant) or any(w in claimant for w in CHINESE_UNNAMED)
    status = UNNAMED if unnamed else NAMED
    return Attribution(claimant, status, text[slice(*place)], *within, (place,))
