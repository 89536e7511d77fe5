"""What kind of thing a part says. English cues; other languages by punctuation and digits only.

One pass over the words of a part, by set lookups. The order is how much a kind tells a checker
what to look for: whether anything has happened at all comes before why and how much.
"""

from collections.abc import Callable
from typing import Final

from claims.splitting import candidate, lexicon
from claims.splitting.tokens import Token

_Table = dict[str, dict[str, list[list[str]]]]


def _table(listed: str) -> _Table:
    """Phrases between bars, by their first and second word; "" is the second of a single word."""
    found: _Table = {}
    for phrase in listed.split("|"):
        first, *rest = phrase.split()
        found.setdefault(first, {}).setdefault(rest[0] if rest else "", []).append(rest)
    return found


_WILLED: Final = lexicon.words(
    "want wants wanted plan plans planned intend intends intended aim aims aimed hope hopes hoped "
    "vow vows vowed pledge pledges pledged promise promises promised threaten threatens "
    "threatened seek seeks sought wish wishes wished determined willing keen eager prepared "
    "committed resolved poised ambition ambitions intention intentions desire propose proposes "
    "proposed mean means wanting planning intending aiming hoping vowing pledging threatening "
    "seeking wishing"
)
"""Before "to": the world has not changed yet. Tries, attempts and decisions are events."""
_WANTING: Final = frozenset(word for word in _WILLED if word.endswith("ing"))
_DOUBTFUL_WILL: Final = frozenset({"prepared", "committed", "means", "mean", "proposed", "poised"})
_PREDICTION: Final = _table(
    "will|won't|won’t|shall|going to|gonna|set to|due to be|due to open|due to start|due to begin|"
    "due to take|due to end|likely to|unlikely to|about to|is to be|are to be|forecast to|"
    "projected to|expected to|expects to|expect to|predicted to|scheduled to|on track to|bound to|"
    "he'll|she'll|it'll|they'll|we'll|i'll|you'll|he’ll|she’ll|it’ll|they’ll|we’ll|i’ll|you’ll"
)
_PAST: Final = lexicon.DISTINCT_PAST | {"was", "were", "had", "did", "said"}
_OPINION: Final = _table(
    "should|shouldn't|shouldn’t|ought to|must|need to be|needs to be|have to be|has to be|"
    "in my view|in my opinion|in my mind|in our view|i am proud|i am glad|i am happy|i am sure|"
    "i am sorry|i am convinced|i am afraid|i'm proud|i'm glad|i'm happy|i'm sure|i'm sorry|"
    "i’m proud|i’m glad|i’m happy|i’m sure|i’m sorry|i’m convinced|i'm convinced|hopefully|"
    "fortunately|unfortunately|frankly|let's|let’s|let us|arguably|it is time|it's time|it’s time"
)
_HOLDERS: Final = frozenset({"i", "we", "he", "she", "they"})
_HOLDING: Final = lexicon.words(
    "think thinks believe believes feel feels hope hopes guess suppose wish agree disagree love "
    "hate prefer"
)
_EVALUATIVE: Final = lexicon.words(
    "good bad great terrible wonderful awful horrible best worst beautiful ugly disgraceful "
    "shameful excellent brilliant stupid ridiculous amazing outrageous unacceptable fantastic "
    "perfect wrong right fair unfair unjust immoral important crucial disastrous tragic sad nice "
    "lovely delicious boring interesting impressive disappointing tremendous fabulous absurd evil "
    "cruel brave heroic noble foolish reckless"
)
_LINKING: Final = lexicon.words("is are was were be isn't aren't isn’t aren’t wasn't weren't")
_IS: Final = ("'s", "’s", "'re", "’re")
_ENDS_BE: Final = frozenset({"'s", "’s", "re"})
_JUDGING: Final = _HOLDERS | _LINKING
_DEGREES: Final = lexicon.words("not a an the so very too such most more quite rather really")
_CAUSAL: Final = _table(
    "because|causes|caused|causing|cause|led to|lead to|leads to|leading to|due to|results in|"
    "resulted in|resulting in|result of|as a result|owing to|thanks to|which is why|that is why|"
    "responsible for|blamed on|blamed for|triggered|triggers|triggering|sparked by|sparked|"
    "prevents|prevented|driven by|contributes to|contributed to|therefore|consequently|"
    "stems from|stemmed from|attributed to|in response to|forced by|killed by|fuelled by|fueled by"
)
_NO_CAUSE: Final = frozenset({"be", "open", "start", "begin", "take", "end", "arrive", "appear"})
_COMPARISON: Final = _table(
    "twice as|twice the|half as|times as|times the|times more|times higher|compared with|"
    "compared to|in history|in decades|since records|outnumber|outnumbers|outnumbered|exceeds|"
    "exceed|exceeded|unlike|the most|the least|the first|more than any"
)
_DEGREE: Final = frozenset({"more", "less", "fewer", "worse", "better", "other", "rather"})
_COMPARING: Final = frozenset({"than", "as", "the"})
_NO_SUPERLATIVE: Final = lexicon.words(
    "west east rest forest interest guest request test nest harvest contest latest arrest protest "
    "priest quest conquest honest modest northwest southwest northeast southeast midwest"
)
_INSTRUCTIONS: Final = lexicon.words(
    "click read subscribe share follow watch see visit sign join download call email contact "
    "please listen enter scroll tap register donate send check buy try keep remember consider "
    "imagine note ask look go stop don't don’t take make let give help tell"
)
_COUNTS: Final = lexicon.words("a half one two three four five ten $ € £")
_FINITE: Final = lexicon.AUXILIARY | lexicon.PAST
_MOSTLY: Final = 0.5
_OPENING: Final = 4  # tokens in which an instruction gives its verb
_FEWEST_LEVEL: Final = 3
_COMPARED: Final = 7  # words from a comparative to its "than"
_AUXILIARY_SPAN: Final = 3


def of(text: str, tokens: list[Token], *, has_quantity: bool, quoted: float) -> str:
    """The kind of a part; `quoted` is the share of it that stands in quotation marks."""
    if is_question(text):
        return candidate.QUESTION
    lowers = [token.lower for token in tokens]
    if not _INSTRUCTIONS.isdisjoint(lowers[:_OPENING]) and is_instruction(text, tokens):
        return candidate.INSTRUCTION
    if quoted > _MOSTLY:
        return candidate.QUOTATION
    cues = [word for word in lowers if word in _CUES]
    for kind, says in _KINDS if cues else ():
        if says(lowers, cues):
            return kind
    return candidate.QUANTITY if has_quantity else candidate.EVENT


def is_question(text: str) -> bool:
    """Ends in a question mark of any script (the Greek one is a semicolon, so it is left out)."""
    bare = text.rstrip("\"'”’»)] !.\u200f\u200e\u202c")
    return bare.endswith(("?", "？", "؟"))


def is_instruction(text: str, tokens: list[Token]) -> bool:
    """An English imperative: it opens with a bare verb nobody is the subject of."""
    words = [t for t in tokens[:_OPENING] if t.is_word][:2]
    if not words or words[0].lower not in _INSTRUCTIONS or not words[0].is_capitalised:
        return False
    return len(words) == 1 or words[1].lower not in _FINITE


def _intent(lowers: list[str], cues: list[str]) -> bool:
    """`are determined to`, `wants to`, `vowed to`: the main verb, of what has not happened yet."""
    if _WILLED.isdisjoint(cues):
        return False
    for at, word in enumerate(lowers[:-1]):
        if word not in _WILLED or lowers[at + 1] != "to":
            continue
        if at and lowers[at - 1] in lexicon.RELATIVE:
            continue
        near = lowers[max(0, at - _AUXILIARY_SPAN) : at]
        is_held = not lexicon.AUXILIARY.isdisjoint(near)
        if word in _WANTING and not is_held:
            after = lowers[at + 2 :]
            return "of" in near and lexicon.SURE_FINITE.isdisjoint(after)
        if word in _DOUBTFUL_WILL and not is_held:
            continue
        earlier = lowers[: max(0, at - _AUXILIARY_SPAN)]
        return lexicon.SURE_FINITE.isdisjoint(earlier) and "because" not in earlier
    return False


def _prediction(lowers: list[str], cues: list[str]) -> bool:
    """About the future, unless the part is about the past before it comes to that."""
    at = _found(lowers, cues, _PREDICTION)
    if at is None or lowers[at : at + 2] == ["will", "have"]:
        return False
    return _PAST.isdisjoint(lowers[:at])


def _opinion(lowers: list[str], cues: list[str]) -> bool:
    at = _found(lowers, cues, _OPINION)
    if at is not None and lowers[at : at + 2] != ["must", "have"]:
        return True
    if _HOLDING.isdisjoint(cues) and _EVALUATIVE.isdisjoint(cues):
        return False
    for index in [i for i, word in enumerate(lowers) if word in _JUDGING or word[-2:] in _ENDS_BE]:
        word = lowers[index]
        if word in _HOLDERS and not _HOLDING.isdisjoint(lowers[index + 1 : index + 3]):
            return True
        if (word in _LINKING or word.endswith(_IS)) and _judges(lowers, index + 1):
            return True
    return False


def _judges(lowers: list[str], first: int) -> bool:
    """`is a very good …`, `was wrong`: an adjective nobody can check, right after the verb."""
    for word in lowers[first : first + 4]:
        if word in _EVALUATIVE:
            return True
        if word not in _DEGREES and not word.endswith("ly"):
            return False
    return False


def _causal(lowers: list[str], cues: list[str]) -> bool:
    at = _found(lowers, cues, _CAUSAL)
    if at is None:
        return False
    return lowers[at] != "due" or _NO_CAUSE.isdisjoint(lowers[at + 2 : at + 3])


def _comparison(lowers: list[str], cues: list[str]) -> bool:
    if _found(lowers, cues, _COMPARISON) is not None:
        return True
    if _COMPARING.isdisjoint(cues):
        return False
    for index in [i for i, word in enumerate(lowers) if word in _COMPARING]:
        word, after = lowers[index], lowers[index + 1 : index + 6]
        if word == "than" and any(
            w in _DEGREE or w.endswith("er") for w in lowers[max(0, index - _COMPARED) : index]
        ):
            return _counts_otherwise(lowers, index)
        if word == "the" and after and _is_superlative(after[0]):
            return True
        if word == "as" and _is_level(after):
            return True
    return False


def _is_superlative(word: str) -> bool:
    return word.endswith("est") and len(word) > len("xxest") and word not in _NO_SUPERLATIVE


def _counts_otherwise(lowers: list[str], than: int) -> bool:
    """Not `more than 300`: that is a quantity, compared with nothing."""
    follows = lowers[than + 1] if than + 1 < len(lowers) else ""
    bare = lowers[than - 1] in {"more", "less", "fewer", "other", "rather", "later"}
    counted = _is_counted(follows)
    return not (bare and (counted or lowers[than - 1] in {"other", "rather"}))


def _is_level(after: list[str]) -> bool:
    """`as tall as the tower`, `as many mines as`; not `as much as 10 per cent`, `as soon as`."""
    if len(after) < _FEWEST_LEVEL or after[0] in {"soon", "well", "far", "long"}:
        return False
    if after[1] == "as":
        return after[0] not in {"much", "many"} or not _is_counted(after[2])
    return after[0] in {"much", "many"} and "as" in after


def _is_counted(word: str) -> bool:
    return word[:1].isdigit() or word in _COUNTS


def _found(lowers: list[str], cues: list[str], table: _Table) -> int | None:
    """Where the first phrase of the table stands."""
    if table.keys().isdisjoint(cues):
        return None
    for at in [at for at, word in enumerate(lowers) if word in table]:
        seconds = table[lowers[at]]
        if "" in seconds:
            return at
        for rest in seconds.get(lowers[at + 1], ()) if at + 1 < len(lowers) else ():
            if lowers[at + 1 : at + 1 + len(rest)] == rest:
                return at
    return None


_CUES: Final = (
    _PREDICTION.keys() | _OPINION.keys() | _CAUSAL.keys() | _COMPARISON.keys()
    | _WILLED | _HOLDING | _EVALUATIVE | _COMPARING
)  # fmt: skip
"""Every word without which nothing but a quantity or an event is told."""
_Says = Callable[[list[str], list[str]], bool]
_KINDS: Final[tuple[tuple[str, _Says], ...]] = (
    (candidate.INTENT, _intent),
    (candidate.OPINION, _opinion),
    (candidate.PREDICTION, _prediction),
    (candidate.CAUSAL, _causal),
    (candidate.COMPARISON, _comparison),
)
