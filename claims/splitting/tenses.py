"""What a part tells in the past, as against what is unreal, still to come, or only described."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from claims.splitting import cues, lexicon, verbs
from claims.splitting.tokens import Token

_SURE: Final = lexicon.DISTINCT_PAST | {"was", "were", "did"}
_PERFECT: Final = frozenset({"has", "have", "had", "'ve", "'s", "'d"})
_PARTICIPLES: Final = lexicon.words(
    "been gone done seen taken given known become begun chosen driven eaten fallen forgotten "
    "grown spoken stolen sworn thrown written risen broken come run drawn shown proven"
)
_UNREAL: Final = lexicon.MODAL | {"to", "'d", "'ll", "wo", "ca", "must"}
_DESCRIBING: Final = (
    lexicon.DETERMINERS
    | lexicon.PREPOSITIONS
    | lexicon.words("be is are am 're 's 'm being get gets getting need needs and or to more")
)
_SAME_IN_PAST: Final = lexicon.words("cut put set hit let read come run become cost hurt shut beat")


class Word(NamedTuple):
    """A word as the cues spell it: `we've` is two, each with the token it is from."""

    text: str
    token: Token


def found(line: list[Word]) -> Iterator[tuple[str, str]]:
    """Signals of the past in a line of words without adverbs, each with its word."""
    before = ""
    for index, word in enumerate(line):
        after = line[index + 1] if index + 1 < len(line) else None
        if _tells(word, before, after):
            yield from _told(after if after and _is_perfect(word, after) else word, word)
        before = word.text


def _told(head: Word, finite: Word) -> Iterator[tuple[str, str]]:
    if head.text in cues.STATES:
        yield "past_state", finite.token.text
    else:
        yield "past_event", head.token.text
    if head.text in cues.RECORD_ACTS:
        yield "record_act", head.token.text


def _is_perfect(word: Word, after: Word) -> bool:
    """`has taken`, `had voted`; not `had the plan`."""
    return word.text in _PERFECT and (after.text in _PARTICIPLES or verbs.looks_past(after.token))


def _tells(word: Word, before: str, after: Word | None) -> bool:
    """Whether a finite past stands here: `took`, `has voted`; not `would have`, `a used`."""
    text = word.text
    if text in _SURE:
        return True
    if before in _UNREAL or (before in _PERFECT and text not in _PERFECT):
        return False  # a participle is told with its auxiliary, or not at all
    if text in _PERFECT:
        if after is None:
            return False
        return _is_perfect(word, after) or (text == "had" and after.text != "to")
    if not verbs.looks_past(word.token) or word.token.is_capitalised or before in _DESCRIBING:
        return False
    return text not in _SAME_IN_PAST or before in lexicon.NOMINATIVE
