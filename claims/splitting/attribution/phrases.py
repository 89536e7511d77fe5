"""The subject of a reporting verb: the noun phrase before it, or after it when turned round."""

from typing import Final, NamedTuple

from claims.splitting import lexicon, verbs
from claims.splitting.attribution import reporting, speaking
from claims.splitting.tokens import Token

MARKS: Final = frozenset({"“", "”", '"', "«", "»", "„"})
BREAKS: Final = frozenset({";", ":", "—", "–", "…", ".", "?", "!"})
_FARTHEST: Final = 45  # tokens between a speaker and the verb, asides included
_HAVE: Final = frozenset({"has", "have", "had"})
_BE: Final = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_BESIDE_VERB: Final = lexicon.words(
    "also later further separately himself herself themselves itself since then first again "
    "once all both earlier today now even repeatedly publicly still"
)
_DENYING: Final = frozenset({"not", "never", "to", "cannot", "no", "without", "n't", "if"})
_WENT_ON: Final = ["went", "on", "to"]
_UNSAID: Final = _DENYING | lexicon.MODAL | lexicon.DO | _BE | lexicon.RELATIVE
_JOINS: Final = lexicon.words(
    "and but yet while whereas because although though as when after before since so if until"
)
_LINKS: Final = lexicon.words(
    "and but yet so however meanwhile still also separately instead then later now "
    "yesterday today recently earlier moreover furthermore additionally finally nevertheless"
)
_TIMES: Final = (
    lexicon.WEEKDAYS
    | lexicon.MONTHS
    | {"last", "this", "week", "month", "year", "night", "day", "morning", "evening", "afternoon"}
    | {"earlier", "late", "early"}
)
_TELLS_WHEN: Final = lexicon.PREPOSITIONS | {"last", "late", "early", "earlier"}
_ARTICLES: Final = frozenset({"the", "a", "an"})
_OWNED: Final = _ARTICLES | {"its", "his", "her", "their"}


class Phrase(NamedTuple):
    """Token indices: the whole phrase with its asides, and the words that name the speaker."""

    start: int
    end: int
    named_start: int
    named_end: int


def before(tokens: list[Token], at: int) -> Phrase | None:
    """The subject before the verb at `at`, past its auxiliaries, adverbs and asides."""
    if tokens[at].lower == "saying":
        quoted = _quoted_saying(tokens, at)
        if quoted is not None:
            return quoted
    end = _verb_group(tokens, at)
    if end is None or end == 0:
        return None
    last = tokens[end - 1]
    if last.text == ")" and last.inside:
        return before_bracket(tokens, end)
    if last.text in MARKS or last.text in BREAKS:
        return None
    return _with_asides(tokens, end) if last.text == "," else _plain(tokens, end)


def _quoted_saying(tokens: list[Token], at: int) -> Phrase | None:
    """`Reuters quoted a trader, Anna Smith, as saying`: she said it, not Reuters."""
    for index in range(at - 2, max(0, at - 14), -1):
        if tokens[index].lower in {"quoted", "quotes", "cited"}:
            if tokens[index - 1].lower in _BE:
                return None
            said_by = tokens[index + 1 : at - 1]
            teller = _plain(tokens, index)
            if teller is None or not speaking.can_speak(said_by):
                return None
            return Phrase(teller.start, at - 1, index + 1, at - 1)
    return None


def before_bracket(tokens: list[Token], end: int) -> Phrase | None:
    """`Rep. Ana Ruiz (D-N.Y.) said`: the phrase before the bracket."""
    at = end - 1
    while at > 0 and end - at < _FARTHEST and tokens[at].text != "(":
        at -= 1
    return _plain(tokens, at) if at else None


def _verb_group(tokens: list[Token], at: int) -> int | None:
    """Where the verb's own words begin; None when it denies, orders or is passive."""
    first = at
    if at > 3 and tokens[at].lower == "say" and [t.lower for t in tokens[at - 3 : at]] == _WENT_ON:
        first = at - 3
    if at > 1 and tokens[at].lower == "saying" and tokens[at - 1].lower == "as":
        first = _quoted_as(tokens, at)
    while first > 0:
        word = tokens[first - 1]
        if word.lower in _DENYING:
            return None
        if word.lower in _HAVE or word.lower in _BESIDE_VERB or verbs.is_adverb(word):
            first -= 1
        else:
            break
    if first == 0:
        return 0
    before = tokens[first - 1].lower
    denies = before in _UNSAID or before.endswith(("n't", "n’t"))
    return None if denies else first


def _quoted_as(tokens: list[Token], at: int) -> int:
    """`was quoted by Reuters as saying`: the index of "was"."""
    for index in range(at - 2, max(0, at - 10), -1):
        if tokens[index].lower in {"quoted", "cited"} and tokens[index - 1].lower in _BE:
            return index - 1
    return at


def _plain(tokens: list[Token], end: int) -> Phrase | None:
    """The phrase that ends right before the verb."""
    start = end
    while start > 0 and end - start < _FARTHEST:
        word = tokens[start - 1]
        if word.is_word:
            pass
        elif word.text == "," and not word.inside:
            if not _listed(tokens, start, end):
                break
        elif word.text in MARKS or (word.text in BREAKS and not abbreviates(tokens, start - 1)):
            break
        start -= 1
    return _checked(tokens, _after_join(tokens, start, end), end)


def abbreviates(tokens: list[Token], dot: int) -> bool:
    """`Mr.`, `J.`: a full stop that ends no sentence."""
    word = tokens[dot - 1]
    return (
        0 < dot < len(tokens) - 1
        and tokens[dot].text == "."
        and word.end == tokens[dot].start
        and (len(word.text) == 1 or word.lower in reporting.TITLES)
    )


def _listed(tokens: list[Token], comma: int, end: int) -> bool:
    """`Smith, Jones and Brown said`: the comma stands in a list of names."""
    rest = tokens[comma:end]
    joined = [i for i, t in enumerate(rest) if t.lower == "and"]
    if not joined or joined[0] == 0 or len(rest) > 10:
        return False
    names = speaking.is_name_word(rest[joined[0] - 1]) and speaking.is_name_word(rest[-1])
    return names and comma > 1 and speaking.is_name_word(tokens[comma - 2])


def _after_join(tokens: list[Token], start: int, end: int) -> int:
    """Past `On Monday`, `But`, and past a clause of somebody else's: `it closed and Smith`."""
    for index in range(end - 1, start, -1):
        word = tokens[index].lower
        if word in _JOINS and (
            word != "and" or any(t.lower in verbs.FINITE for t in tokens[start:index])
        ):
            return index + 1
    return _after_opening(tokens, start, end)


def _after_opening(tokens: list[Token], start: int, end: int) -> int:
    while start < end - 1 and tokens[start].lower in _LINKS:
        start += 1
    index = start + 1
    if tokens[start].lower in _TELLS_WHEN:
        while index < end and (tokens[index].lower in _TIMES or tokens[index].text.isdigit()):
            index += 1
        return index if start + 1 < index < end else _after_place(tokens, start, end)
    return start


def _after_place(tokens: list[Token], start: int, end: int) -> int:
    """`In its filing the union`: past a phrase with a preposition that no comma ends."""
    for index in range(end - 1, start + 1, -1):
        before = tokens[index - 1].lower
        if before in lexicon.PREPOSITIONS or before in lexicon.DETERMINERS:
            continue
        named = all(speaking.is_name_word(t) for t in tokens[index:end])
        if tokens[index].lower in _ARTICLES or (named and tokens[index - 1].text.islower()):
            return index
    return start


def _checked(tokens: list[Token], start: int, end: int) -> Phrase | None:
    words = speaking.without_clause(tokens[start:end])
    if not words or not speaking.can_speak(words):
        return None
    if start and tokens[start - 1].lower == "to":
        return None
    if tokens[min(end, len(tokens) - 1)].lower in reporting.BASES and not speaking.is_plural(words):
        return None
    return Phrase(start, end, _name_after_role(words) + start, start + len(words))


def _name_after_role(words: list[Token]) -> int:
    """Of `its director Simon Vale` the name: how many words stand before it."""
    index = len(words)
    while index and speaking.is_name_word(words[index - 1]):
        index -= 1
    full = len(words) - index > 1 and index > 1 and words[index - 1].text.islower()
    return index if full and words[0].lower in _OWNED else 0


def _with_asides(tokens: list[Token], end: int) -> Phrase | None:
    """`Anna Smith, the mayor, who left in May, said`: the leftmost part that can speak.

    Of `the mayor, Anna Smith, said` the name is taken.
    """
    parts = _asides(tokens, end - 1)
    if len(parts) > 2 and any(verbs.looks_past(t) for t in tokens[slice(*parts[0])][1:]):
        parts = parts[1:]  # `The mine flooded, the owner, Clara Voss, said`
    for index, (start, stop) in enumerate(parts):
        begin = _after_opening(tokens, start, stop)
        phrase = _checked(tokens, begin, stop)
        if phrase is None:
            continue
        if index + 1 < len(parts) and not speaking.is_name_word(tokens[phrase.named_end - 1]):
            name_start, name_end = parts[index + 1]
            if all(speaking.is_name_word(t) or t.text == "." for t in tokens[name_start:name_end]):
                return Phrase(begin, end, name_start, name_end)
        return phrase._replace(end=end)
    return None


def _asides(tokens: list[Token], comma: int) -> list[tuple[int, int]]:
    """The stretches between commas left of `comma` that hold no clause of their own."""
    found: list[tuple[int, int]] = []
    stop = comma
    index = comma - 1
    while index >= 0 and comma - index < _FARTHEST:
        word = tokens[index]
        broken = word.text in MARKS or (word.text in BREAKS and not abbreviates(tokens, index))
        if broken or (word.text == "," and not word.inside) or index == 0:
            start = 0 if index == 0 and not broken and word.text != "," else index + 1
            if not _is_aside(tokens[start:stop]):
                break
            found.append((start, stop))
            stop = index
            if broken:
                break
        index -= 1
    found.reverse()
    return found


def _is_aside(words: list[Token]) -> bool:
    if not words:
        return False
    first = words[0].lower
    if first in lexicon.RELATIVE or first in {"whose", "whom"}:
        return True
    if first in {"and", "but"}:
        return False
    return not any(t.lower in lexicon.SURE_FINITE for t in words)


def named_beside(tokens: list[Token], phrase: Phrase) -> Phrase:
    """Of `said the mayor, Anna Smith` the name is taken."""
    stop = phrase.end
    if speaking.is_name_word(tokens[phrase.named_end - 1]):
        return phrase
    if stop >= len(tokens) or tokens[stop].text != ",":
        return phrase
    last = stop + 1
    while last < len(tokens) and speaking.is_name_word(tokens[last]):
        last += 1
    if last - stop < 3 or (last < len(tokens) and tokens[last].text not in {",", "."}):
        return phrase
    return Phrase(phrase.start, last, stop + 1, last)
