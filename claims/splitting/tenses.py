"""What a part tells in the past, as against what is unreal, still to come, or only described."""

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


_FORMS: Final = _SURE | _PERFECT | lexicon.PAST


class Line(NamedTuple):
    """Words as the cues spell them, each with the token it is from: `we've` is two words."""

    texts: list[str]
    tokens: list[Token]


def told(first: dict[str, str], line: Line) -> None:
    """Put signals of the past in `first`, each with its word; the words are without adverbs."""
    texts, tokens = line
    for at in [at for at, text in enumerate(texts) if text in _FORMS or text[-2:] == "ed"]:
        if not _tells(line, at):
            continue
        head = at + 1 if _is_perfect(line, at) else at
        if texts[head] in cues.STATES:
            first.setdefault("past_state", tokens[at].text)
        else:
            first.setdefault("past_event", tokens[head].text)
        if texts[head] in cues.RECORD_ACTS:
            first.setdefault("record_act", tokens[head].text)


def _is_perfect(line: Line, at: int) -> bool:
    """`has taken`, `had voted`; not `had the plan`."""
    if line.texts[at] not in _PERFECT or at + 1 >= len(line.texts):
        return False
    return line.texts[at + 1] in _PARTICIPLES or verbs.looks_past(line.tokens[at + 1])


def _tells(line: Line, at: int) -> bool:
    """Whether a finite past stands here: `took`, `has voted`; not `would have`, `a used`."""
    text, token = line.texts[at], line.tokens[at]
    if text in _SURE:
        return True
    before = line.texts[at - 1] if at else ""
    if before in _UNREAL or (before in _PERFECT and text not in _PERFECT):
        return False  # a participle is told with its auxiliary, or not at all
    if text in _PERFECT:
        if at + 1 >= len(line.texts):
            return False
        return _is_perfect(line, at) or (text == "had" and line.texts[at + 1] != "to")
    if not verbs.looks_past(token) or token.is_capitalised or before in _DESCRIBING:
        return False
    return text not in _SAME_IN_PAST or before in lexicon.NOMINATIVE
