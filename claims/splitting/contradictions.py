"""Where an article says otherwise further on: another number, a denial, or the opposite.

Precise rather than eager: both sentences must speak of the same thing in nearly the same words,
and name no different time. Linear: a sentence is compared with at most a few earlier ones.
"""

import functools
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from claims.splitting import lexicon, signals
from claims.splitting.candidate import Candidate, Signal
from claims.splitting.weights import WEIGHTS

_WORD: Final = re.compile(r"\d(?:[\d.,]*\d)?|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPPOSITES: Final = """
rose increased grew climbed soared jumped gained / fell decreased shrank dropped declined sank
opened reopened began started / closed shut ended stopped
won / lost
accepted approved backed supported passed allowed / rejected refused opposed blocked vetoed banned
confirmed admitted / denied
survived alive / died dead killed
guilty convicted / innocent acquitted
arrived entered / left departed
captured seized took retook / abandoned
higher more / lower fewer less
legal / illegal
safe / unsafe dangerous
raised / lowered cut reduced
"""
_SIDE: Final = {
    word: (pair, side)
    for pair, line in enumerate(_OPPOSITES.strip().splitlines())
    for side, listed in enumerate(line.split("/"))
    for word in listed.split()
}
"""Word → which pair of opposites, and which side of it."""
_DENIALS: Final = lexicon.words("not never no none nobody neither nor without cannot")
_DENYING: Final = ("n't", "n’t")
_TIMES: Final = (
    lexicon.MONTHS
    | lexicon.WEEKDAYS
    | lexicon.words(
        "yesterday today tomorrow tonight now then earlier later before after last next this first "
        "second ago previously formerly initially since until recently again still week weeks "
        "month months year years day days morning evening night summer winter spring autumn quarter"
    )
)
_EMPTY: Final = lexicon.words(
    "about above across also among around because been being between both could does down during "
    "each from have having here into itself just like made make many more most much only other "
    "over said says same should some such than that their them there these they those through "
    "told under very were what when where which while will with would your according officials "
    "nearly almost least some were"
)
_NO_WEIGHT: Final = _EMPTY | _TIMES | _DENIALS | _SIDE.keys()
_CLOSING: Final = '"”’»)] '
_ENDS: Final = (".", "!", "?", "…", "。", "؟", "।")
_NEAREST: Final = 6
"""How many earlier sentences a word may lead to: the latest ones."""
_LONGEST: Final = 600  # code points of a statement that are compared
_SHARED: Final = 2
_REMEMBERED: Final = 8192  # words
_NEAR: Final = 3
"""A figure counts the first word of weight among the next few: `300 of the jobs`."""


@dataclass(eq=False, slots=True)
class _Gist:
    """A candidate reduced to what is compared."""

    candidate: Candidate
    sentence: int
    words: tuple[str, ...]  # each once, in their order
    known: frozenset[str]  # the same
    times: frozenset[str]
    counts: dict[str, str]  # what is counted → the figure
    sides: dict[int, int]  # pair of opposites → which of them
    denied: bool

    def can_gainsay(self, other: "_Gist") -> bool:
        """Whether one denies and the other does not, or both hold what can be set against it."""
        if self.denied != other.denied:
            return True
        return bool((self.counts and other.counts) or (self.sides and other.sides))


def marked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates; those that gainsay an earlier one have a further signal and a new score.

    The signal holds the earlier words and their place in the article.
    """
    known: dict[str, deque[_Gist]] = defaultdict(lambda: deque(maxlen=_NEAREST))
    found, sentence = [], 0
    for each in candidates:
        gist = _gist(each, sentence)
        earlier = next((other for other in _kin(gist, known) if _gainsays(gist, other)), None)
        found.append(_signalled(each, earlier.candidate) if earlier else each)
        for word in gist.words:
            known[word].append(gist)
        sentence += each.quote.rstrip(_CLOSING).endswith(_ENDS)
    return found


def _gist(each: Candidate, sentence: int) -> _Gist:
    weighty: dict[str, None] = {}
    counts: dict[str, str] = {}
    marks: list[str] = []
    figure, near = "", 0
    for spelled in _WORD.findall(each.statement[:_LONGEST].lower()):
        word, weighs, is_mark = _read(spelled)
        near -= 1
        if weighs:
            weighty[word] = None
            if near > 0:
                counts.setdefault(word, figure)
                near = 0
        if is_mark:
            marks.append(word)
            if word[0].isdigit():
                figure, near = word, _NEAR + 1
    return _Gist(
        each,
        sentence,
        tuple(weighty),
        frozenset(weighty),
        frozenset([word for word in marks if word in _TIMES or _is_year(word)]),
        counts,
        dict([_SIDE[word] for word in reversed(marks) if word in _SIDE]),
        sum([word in _DENIALS or word.endswith(_DENYING) for word in marks]) % 2 == 1,
    )


@functools.lru_cache(maxsize=_REMEMBERED)
def _read(spelled: str) -> tuple[str, bool, bool]:
    """A word without its plural -s, whether it weighs, and whether it may tell two claims apart."""
    plural = len(spelled) > 4 and spelled[-1] == "s" and spelled[-2] not in "sui"
    word = spelled[:-1] if plural else spelled
    weighs = len(word) > 3 and word[0].isalpha() and word not in _NO_WEIGHT
    told = word[0].isdigit() or word in _TIMES or word in _SIDE or word in _DENIALS
    return word, weighs, told or word.endswith(_DENYING)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and "1500" <= word <= "2099"


def _kin(gist: _Gist, known: dict[str, deque[_Gist]]) -> Iterator[_Gist]:
    """Earlier sentences with all the words of this one, or the other way round, and no other
    time; the latest ones that share a word.
    """
    seen: set[_Gist] = set()
    for word in gist.words:
        for other in known.get(word, ()):
            if other.sentence == gist.sentence or not gist.can_gainsay(other) or other in seen:
                continue
            seen.add(other)
            if other.times != gist.times or min(len(gist.words), len(other.words)) < _SHARED:
                continue
            if gist.known <= other.known or other.known <= gist.known:
                yield other


def _gainsays(gist: _Gist, other: _Gist) -> bool:
    if gist.denied == other.denied:
        recounted = any(
            other.counts.get(what, figure) != figure for what, figure in gist.counts.items()
        )
        return recounted or any(
            other.sides.get(pair, side) != side for pair, side in gist.sides.items()
        )
    same = gist.counts == other.counts and gist.sides == other.sides
    return same and min(len(gist.words), len(other.words)) > _SHARED


def _signalled(each: Candidate, earlier: Candidate) -> Candidate:
    code = "contradicts_earlier"
    mark = Signal(
        code, WEIGHTS[code].weight, " ".join(earlier.quote.split()), earlier.start, earlier.end
    )
    reasons = signals.ordered((*each.signals, mark))
    return replace(each, signals=reasons, checkworthiness=signals.score(reasons))
