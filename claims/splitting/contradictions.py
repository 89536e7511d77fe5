"""Where an article says otherwise further on: another number, a denial, or the opposite.

Precise rather than eager: both sentences must speak of the same thing in nearly the same words,
and name no different time. Linear: a sentence is compared with at most a few earlier ones.
"""

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

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


class _Word(NamedTuple):
    """A word without its plural -s; `is_mark`: it may tell two claims apart."""

    text: str
    weighs: bool
    is_mark: bool


class _Sense(NamedTuple):
    """What a claim says of its words, by which another one may say otherwise."""

    times: frozenset[str]
    counts: dict[str, str]  # what is counted → the figure
    sides: dict[int, int]  # pair of opposites → which of them
    denied: bool


_PLAIN: Final = _Sense(frozenset(), {}, {}, denied=False)


@dataclass(eq=False, slots=True)
class _Gist:
    """A candidate reduced to what is compared. Few share their words, so that most are not."""

    candidate: Candidate
    sentence: int
    spelled: list[str]  # what stands between its spaces
    words: dict[str, None]  # those of weight, each once, in their order
    known: frozenset[str]  # the same
    _sense: _Sense | None = None

    @property
    def sense(self) -> _Sense:
        """Made when it is first asked for."""
        if self._sense is None:
            self._sense = _sense(self.spelled)
        return self._sense


def marked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates; those that gainsay an earlier one have a further signal and a new score.

    The signal holds the earlier words and their place in the article.
    """
    known: dict[str, list[_Gist]] = defaultdict(list)
    found, sentence = [], 0
    for each in candidates:
        gist = _gist(each, sentence)
        earlier = _gainsaid(gist, known)
        found.append(_signalled(each, earlier.candidate) if earlier else each)
        for word in gist.words:
            known[word].append(gist)
        sentence += each.quote.rstrip(_CLOSING).endswith(_ENDS)
    return found


def _gist(each: Candidate, sentence: int) -> _Gist:
    spelled = each.statement[:_LONGEST].lower().split()
    words = dict.fromkeys(itertools.chain.from_iterable(map(_weighty, spelled)))
    return _Gist(each, sentence, spelled, words, frozenset(words))


@functools.lru_cache(maxsize=_REMEMBERED)
def _weighty(spelled: str) -> tuple[str, ...]:
    """The words of weight between two spaces, which no word reaches across."""
    return tuple([word.text for word in _read(spelled) if word.weighs])


@functools.lru_cache(maxsize=_REMEMBERED)
def _marks(spelled: str) -> tuple[str, ...]:
    return tuple([word.text for word in _read(spelled) if word.is_mark])


@functools.lru_cache(maxsize=_REMEMBERED)
def _read(spelled: str) -> tuple[_Word, ...]:
    return tuple([_word(word) for word in _WORD.findall(spelled)])


def _word(spelled: str) -> _Word:
    plural = len(spelled) > 4 and spelled[-1] == "s" and spelled[-2] not in "sui"
    word = spelled[:-1] if plural else spelled
    weighs = len(word) > 3 and word[0].isalpha() and word not in _NO_WEIGHT
    told = _is_figure(word) or word in _TIMES or word in _SIDE or word in _DENIALS
    return _Word(word, weighs, told or word.endswith(_DENYING))


def _sense(spelled: list[str]) -> _Sense:
    marks = list(itertools.chain.from_iterable(map(_marks, spelled)))
    if not marks:
        return _PLAIN
    return _Sense(
        frozenset([word for word in marks if word in _TIMES or _is_year(word)]),
        _counts(spelled) if any(map(_is_figure, marks)) else {},
        dict([_SIDE[word] for word in reversed(marks) if word in _SIDE]),
        sum([word in _DENIALS or word.endswith(_DENYING) for word in marks]) % 2 == 1,
    )


def _counts(spelled: list[str]) -> dict[str, str]:
    counts: dict[str, str] = {}
    figure, near = "", 0
    for word in itertools.chain.from_iterable(map(_read, spelled)):
        near -= 1
        if word.weighs and near > 0:
            counts.setdefault(word.text, figure)
            near = 0
        if word.is_mark and _is_figure(word.text):
            figure, near = word.text, _NEAR + 1
    return counts


def _is_figure(word: str) -> bool:
    return word[0].isdigit()


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and "1500" <= word <= "2099"


def _gainsaid(gist: _Gist, known: dict[str, list[_Gist]]) -> _Gist | None:
    """An earlier sentence that says otherwise, among the latest ones that share a word: it has all
    the words of this one, or the other way round, and no other time.
    """
    words = gist.known
    if len(words) < _SHARED:
        return None
    latest = [known[word][-_NEAREST:] for word in gist.words if word in known]
    for other in dict.fromkeys(itertools.chain.from_iterable(latest)):
        if not (words <= other.known or other.known <= words) or len(other.known) < _SHARED:
            continue
        if other.sentence != gist.sentence and _gainsays(gist, other):
            return other
    return None


def _gainsays(gist: _Gist, other: _Gist) -> bool:
    if gist.spelled == other.spelled:
        return False
    one, two = gist.sense, other.sense
    if one.times != two.times:
        return False
    if one.denied != two.denied:
        same = one.counts == two.counts and one.sides == two.sides
        return same and min(len(gist.known), len(other.known)) > _SHARED
    recounted = any(two.counts.get(what, figure) != figure for what, figure in one.counts.items())
    return recounted or any(two.sides.get(pair, side) != side for pair, side in one.sides.items())


def _signalled(each: Candidate, earlier: Candidate) -> Candidate:
    code = "contradicts_earlier"
    mark = Signal(
        code, WEIGHTS[code].weight, " ".join(earlier.quote.split()), earlier.start, earlier.end
    )
    reasons = signals.ordered((*each.signals, mark))
    return replace(each, signals=reasons, checkworthiness=signals.score(reasons))
