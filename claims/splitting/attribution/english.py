"""Who says an English sentence: rules over its tokens, tried in the order of how sure they are.

Each rule starts from a word of reporting, so a sentence without one costs a set lookup a token.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from claims.splitting import lexicon
from claims.splitting.attribution import content, indirect, phrases, reporting, speaking, turned
from claims.splitting.attribution.found import Attribution, nobody
from claims.splitting.attribution.phrases import Phrase
from claims.splitting.tokens import Token

_CUES: Final = (
    reporting.VERBS
    | reporting.PARTICIPLES
    | reporting.NOUNS
    | reporting.ADVERBS
    | reporting.IMPERSONAL
    | {"according", "per", "by", "words"}
)
_ENDS_SPEAKER: Final = frozenset({",", ";", ":", ".", "—", "–", "(", "“", '"', "«"})
_DESCRIBES: Final = frozenset({"who", "whose", "which", "speaking", "on", "in", "at", "during"})
_LONGEST: Final = 16


class _Sentence(NamedTuple):
    text: str
    tokens: list[Token]
    cues: list[int]  # places of words of reporting outside quotation marks
    verbs: list[int]  # those of reporting verbs that may have a subject
    subjects: dict[int, Phrase | None]  # of the verbs asked about so far

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def subject(self, at: int) -> Phrase | None:
        """The phrase before the verb at `at`: two rules ask for it."""
        if at not in self.subjects:
            self.subjects[at] = phrases.before(self.tokens, at)
        return self.subjects[at]


def find(text: str, tokens: list[Token]) -> Attribution:
    """The attribution of an English sentence given by its tokens."""
    cues = [i for i, t in enumerate(tokens) if t.lower in _CUES and not t.inside]
    if cues:
        sentence = _Sentence(text, tokens, cues, _verbs(tokens, cues), {})
        for rule in _RULES:
            found = rule(sentence)
            if found is not None:
                return found
    return indirect.labelled(text, tokens) or indirect.signed(text, tokens) or nobody(tokens)


def _verbs(tokens: list[Token], cues: list[int]) -> list[int]:
    """A name like Noting is no verb."""
    return [i for i in cues if not tokens[i].is_capitalised and _is_verb(tokens, i)]


def _is_verb(tokens: list[Token], index: int) -> bool:
    word = tokens[index].lower
    if word == "saying":
        return index > 0 and tokens[index - 1].lower == "as"
    return word in reporting.VERBS


def _said_after(sentence: _Sentence) -> Attribution | None:
    """`“…,” said Anna Smith`, `…, officials said on Monday`, `The bridge, he said, was safe`."""
    for at in reversed(sentence.verbs):
        phrase = _subject(sentence, at)
        if phrase is None or not content.stands_before(sentence.tokens, phrase, at):
            continue
        return _around(sentence, phrase, at)
    return None


def _subject(sentence: _Sentence, at: int) -> Phrase | None:
    """The verb's subject; `Smith, a teacher, said Brown left` has it before, not after."""
    tokens = sentence.tokens
    before = sentence.subject(at)
    after = turned.subject(tokens, at)
    if after is None or before is None or tokens[at - 1].text in phrases.MARKS:
        return after or before
    return before if content.begins(tokens, before, at) is not None else after


def _around(sentence: _Sentence, phrase: Phrase, at: int) -> Attribution:
    """An attribution with reported words before it, and perhaps more of them after it."""
    text, tokens = sentence.text, sentence.tokens
    first = min(phrase.start, at)
    close = content.closes(tokens, max(at, phrase.end - 1), inverted=phrase.start > at)
    words_end = tokens[close - 1].end if close else sentence.end
    place = (tokens[first].start, words_end)
    words = text[slice(*place)].rstrip(".")
    place = (place[0], place[0] + len(words))
    trailing = sentence.end if close else content.end_before(tokens, first)
    around = text[place[0] : sentence.end]
    return _made(sentence, phrase, place, around)._replace(
        leading=tokens[0].start, trailing=trailing
    )


def _made(sentence: _Sentence, phrase: Phrase, place: tuple[int, int], around: str) -> Attribution:
    text, tokens = sentence.text, sentence.tokens
    speaker = tokens[phrase.start : phrase.named_end]
    named = tokens[phrase.named_start : phrase.named_end] or speaker
    claimant = text[named[0].start : named[-1].end]
    return Attribution(
        claimant,
        speaking.status(named, around),
        text[slice(*place)],
        tokens[0].start,
        sentence.end,
        (place,),
    )


def _according_to(sentence: _Sentence) -> Attribution | None:
    """`According to X, …`, `…, according to X, who asked not to be named`, `…, per Reuters`."""
    text, tokens = sentence.text, sentence.tokens
    for at in sentence.cues:
        first = _after_according(tokens, at)
        if first is None:
            continue
        speaker = _until_end(tokens, first)
        if not speaker or any(t.lower in reporting.IDIOMS for t in speaker[:2]):
            continue
        stop = first + len(speaker)
        phrase = phrases.named_beside(tokens, Phrase(first, stop, first, stop))
        stop = phrase.end
        if at == 0 or (at == 2 and tokens[at].lower == "words"):
            place = (tokens[0].start, speaker[-1].end)
            found = _made(sentence, phrase, place, text[place[0] : sentence.end])
            return found._replace(leading=_next_word(tokens, stop))
        rest = [t for t in tokens[stop:] if t.is_word]
        described = not rest or rest[0].lower in _DESCRIBES
        end = sentence.end if described else speaker[-1].end
        words = text[tokens[at].start : end].rstrip(".")
        place = (tokens[at].start, tokens[at].start + len(words))
        trailing = content.end_before(tokens, at) if described else sentence.end
        return _made(sentence, phrase, place, words)._replace(trailing=trailing)
    return None


def _after_according(tokens: list[Token], at: int) -> int | None:
    """Index of the speaker after `according to` or `per`; None when nobody follows."""
    if at + 2 >= len(tokens):
        return None
    follows = tokens[at + 1]
    if tokens[at].lower == "according":
        return at + 2 if follows.lower == "to" else None
    if tokens[at].lower == "words":
        told = at > 1 and tokens[at - 2].lower == "in" and follows.lower == "of"
        return at + 2 if told else None
    if tokens[at].lower != "per" or not (at == 0 or tokens[at - 1].text == ","):
        return None
    return at + 1 if follows.is_capitalised or follows.lower in {"the", "a"} else None


def _until_end(tokens: list[Token], first: int) -> list[Token]:
    found: list[Token] = []
    for token in tokens[first : first + _LONGEST]:
        if token.text in _ENDS_SPEAKER or token.lower in lexicon.RELATIVE:
            break
        if found and token.lower in lexicon.AUXILIARY:
            break
        found.append(token)
    return found


def _next_word(tokens: list[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].text in {",", ":", "—", "–"}:
        index += 1
    return tokens[index].start if index < len(tokens) else tokens[-1].end


def _says(sentence: _Sentence) -> Attribution | None:
    """`The ministry said that …`, `On Monday, Anna Smith, the mayor, told reporters: “…”`."""
    inner: Attribution | None = None
    for at in sentence.verbs:
        phrase = sentence.subject(at)
        if phrase is None:
            continue
        begins = content.begins(sentence.tokens, phrase, at)
        if begins is None:
            continue
        found = _leading(sentence, phrase, at, begins)
        if not found.inner:
            return found
        inner = inner or found
    return inner


def _leading(sentence: _Sentence, phrase: Phrase, at: int, begins: int) -> Attribution:
    text, tokens = sentence.text, sentence.tokens
    place = (tokens[phrase.start].start, tokens[at].end)
    around = text[place[0] : tokens[begins].end] if begins else text[place[0] : sentence.end]
    found = _made(sentence, phrase, place, around)
    inner = not content.is_fronting(tokens, phrase.start)
    return found._replace(leading=found.leading if inner else tokens[begins].start, inner=inner)


_RULES: Final[tuple[Callable[[_Sentence], Attribution | None], ...]] = (
    _according_to,
    _said_after,
    _says,
    lambda s: indirect.as_told(s.text, s.tokens, s.verbs),
    lambda s: indirect.passive(s.text, s.tokens, s.cues),
    lambda s: indirect.adding(s.text, s.tokens, s.cues),
    lambda s: indirect.impersonal(s.text, s.tokens, s.cues),
    lambda s: indirect.nominal(s.text, s.tokens, s.cues),
)
