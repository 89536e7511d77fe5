"""Whether two statements say the same, and why one should think so. Pure, and open to argument.

Words that two statements share, weighted, say whether they are about one thing (Dice, 1945, and
the share of the shorter one); figures, times, names and denials then say whether they say the same
of it. Each reason is kept: a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import Final, NamedTuple

from claims.likeness import figures, senses, words

RELATED: Final = 0.55
"""Score from which two statements are about one thing; chosen on `tests/claims/likeness`."""
_NAME: Final = 1.6
_FIGURE: Final = 1.0
_PART: Final = 0.6  # what a word weighs that is part of a longer one: Kran, Hafenkran
_LEAST_PART: Final = 4
_LEAST_BEGINNING: Final = 3
_BEGINNING: Final = 0.6  # share of the longer of two forms of a word that is the same
_BEFORE_PLACES: Final = frozenset({"in", "aus", "von", "nach", "bei"})
_LONGEST: Final = 1200  # characters of a statement that are compared
_FEWEST: Final = 2


class Kind(StrEnum):
    SAME = "same"
    CLOSE = "close"
    FIGURE = "figure"
    OPPOSITE = "opposite"


class Reason(NamedTuple):
    """`code` with the words of the one and of the other that it is about."""

    code: str
    one: str = ""
    other: str = ""


class Likeness(NamedTuple):
    kind: Kind
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Gist:
    """A statement reduced to what is compared. `weights`: stem → how much it says."""

    weights: dict[str, float]  # in the order of the statement
    written: dict[str, str]  # stem → as it was written first
    names: frozenset[str]
    figures: tuple[figures.Figure, ...]
    times: frozenset[str]
    sides: dict[int, int]
    denied: bool
    claimant: frozenset[str]
    said_by: str

    @cached_property
    def weight(self) -> float:
        return sum(self.weights.values())

    @cached_property
    def values(self) -> frozenset[tuple[float, str]]:
        return frozenset((each.value, each.unit) for each in self.figures)


def gist(statement: str, *, language: str = "", claimant: str = "") -> Gist:
    """`language` is a BCP 47 tag; "" is read as English."""
    tongue = words.tongue(language)
    spelled = words.tokens(statement[:_LONGEST])
    told = figures.told(spelled, tongue)
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    names: set[str] = set()
    sides: dict[int, int] = {}
    denials: set[str] = set()
    for at, token in enumerate(told.words):
        word = words.folded(token)
        if word in tongue.denials or (words.is_unspaced(word) and word[0] in tongue.denials):
            denials.add(word)
        if word in tongue.denials or words.is_empty(token, tongue) or word in senses.SHARES:
            continue
        stem = words.stem(word)
        pair = words.SIDES.get(stem)
        if pair is not None:
            sides.setdefault(*pair)
            stem = f"~{pair[0]}"
        elif _is_name(told.words, at, tongue):
            names.add(stem)
        weights[stem] = _NAME if stem in names else 1.0
        written.setdefault(stem, token)
    return Gist(
        weights=weights,
        written=written,
        names=frozenset(names),
        figures=told.figures,
        times=told.times,
        sides=sides,
        denied=len(denials - senses.PAIRED or denials) % 2 == 1,
        claimant=frozenset(map(words.folded, words.tokens(claimant))) - tongue.empty,
        said_by=claimant,
    )


def _is_name(spelled: list[str], at: int, tongue: words.Tongue) -> bool:
    """A capital where the language has none otherwise; in German, where every noun has one, after
    a word that places stand behind. The first word has one always, and is a name where another
    follows: `Port Almond`."""
    if not spelled[at][0].isupper():
        return False
    if not tongue.capitals:
        return at > 0 and spelled[at - 1].lower() in _BEFORE_PLACES
    return at > 0 or (len(spelled) > 1 and spelled[1][0].isupper())


def keys(of: Gist) -> frozenset[str]:
    """The words by which a likely match is looked up."""
    return frozenset(of.weights)


def compare(one: Gist, other: Gist) -> Likeness | None:
    """How alike they are; None where they are about different things."""
    if min(len(one.weights), len(other.weights)) < _FEWEST and not _told_of_one(one, other):
        return None
    shared, left, right = _shared(one, other)
    score = _score(one, other, shared)
    if score < RELATED or _about_another(one, other, left, right):
        return None
    kind, reasons = _judged(one, other, (left, right))
    return Likeness(kind, round(score, 3), tuple(reasons))


def _told_of_one(one: Gist, other: Gist) -> bool:
    """`Turnout was 61 percent`: one word is enough where both tell a figure of it."""
    same = bool(one.weights) and one.weights.keys() == other.weights.keys()
    return same and bool(one.values) and bool(other.values)


def turned(found: Likeness) -> Likeness:
    """The same, seen from the other statement."""
    swapped = {"more_here": "more_there", "more_there": "more_here"}
    reasons = [
        Reason(swapped.get(each.code, each.code), each.other, each.one) for each in found.reasons
    ]
    return found._replace(reasons=tuple(reasons))


def _score(one: Gist, other: Gist, shared: float) -> float:
    """Half by what both hold, half by what the shorter one holds: a fuller wording says the same.

    Equal figures count as a shared word, since few things have them.
    """
    same = _FIGURE * len(one.values & other.values)
    first = one.weight + _FIGURE * len(one.values)
    second = other.weight + _FIGURE * len(other.values)
    if one.values and other.values and not same:  # judged for themselves
        first, second = one.weight, other.weight
    alike = shared + same
    return 0.5 * (2 * alike / (first + second)) + 0.5 * alike / max(0.1, min(first, second))


def _shared(one: Gist, other: Gist) -> tuple[float, set[str], set[str]]:
    """The weight of the shared words, and the words that only one has."""
    both = one.weights.keys() & other.weights.keys()
    left, right = set(one.weights.keys() - both), set(other.weights.keys() - both)
    shared = sum(max(one.weights[word], other.weights[word]) for word in both)
    shared = min(shared, one.weight, other.weight)
    for word in sorted(left):
        part = next((each for each in sorted(right) if _is_kin(word, each, one, other)), None)
        if part is not None:
            left.discard(word)
            right.discard(part)
            shared += _PART * min(one.weights[word], other.weights[part])
    return shared, _unpaired(left, other), _unpaired(right, one)


def _unpaired(apart: set[str], other: Gist) -> set[str]:
    """Without pairs of letters that only stand in another order there."""
    letters = set("".join(other.weights))
    return {word for word in apart if not (words.is_unspaced(word) and set(word) <= letters)}


def _is_kin(word: str, another: str, one: Gist, other: Gist) -> bool:
    """Part of the other, or another form of it; of two names neither."""
    if word[0] == "~" or another[0] == "~" or (word in one.names and another in other.names):
        return False
    short, long = sorted((word, another), key=len)
    if len(short) >= _LEAST_PART and (long.startswith(short) or long.endswith(short)):
        return True
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False))
    )
    return same >= _LEAST_BEGINNING and same >= _BEGINNING * len(long)


def _about_another(one: Gist, other: Gist, left: set[str], right: set[str]) -> bool:
    """`The mayor of Porto resigned`, `the mayor of Lisbon resigned`: about two mayors. And
    `rents have risen`, `wages have risen`: what they begin with is what they are about."""
    if left & one.names and right & other.names:
        return True
    return next(iter(one.weights)) in left and next(iter(other.weights)) in right


def _judged(one: Gist, other: Gist, apart: tuple[set[str], set[str]]) -> tuple[Kind, list[Reason]]:
    reasons = [_time(one, other)] if _other_times(one, other) else []
    if one.claimant and other.claimant and not one.claimant & other.claimant:
        reasons.append(Reason("said_by_another", one.said_by, other.said_by))
    contrary = [pair for pair, side in one.sides.items() if other.sides.get(pair, side) != side]
    swapped = bool(apart[0]) and bool(apart[1])
    if contrary and not swapped:
        pair = f"~{contrary[0]}"
        return Kind.OPPOSITE, [Reason("opposite", one.written[pair], other.written[pair]), *reasons]
    if one.denied != other.denied and not swapped:
        return Kind.OPPOSITE, [Reason("denied"), *reasons]
    if (
        one.values
        and other.values
        and not (one.values <= other.values or other.values <= one.values)
    ):
        reasons = [Reason("other_figure", *_only(one, other)), *reasons]
        if not swapped:
            return Kind.FIGURE, reasons
    return _of_words(one, other, apart, reasons)


def _of_words(
    one: Gist, other: Gist, apart: tuple[set[str], set[str]], reasons: list[Reason]
) -> tuple[Kind, list[Reason]]:
    """The same only where no word, figure or time is left over: what is left may be what counts."""
    left, right = apart
    whole = not left and not right and one.values == other.values and one.denied == other.denied
    if whole:
        told = Reason("same_words")
    elif left and right:
        told = Reason("other_words", _listed(one, left), _listed(other, right))
    else:
        told = _more(one, other, left, right)
    same = whole and not _other_times(one, other)
    return (Kind.SAME if same else Kind.CLOSE), [told, *reasons]


def _more(one: Gist, other: Gist, left: set[str], right: set[str]) -> Reason:
    if left:
        return Reason("more_here", one=_listed(one, left))
    if right:
        return Reason("more_there", other=_listed(other, right))
    return Reason("more_figures", *_only(one, other))


def _other_times(one: Gist, other: Gist) -> bool:
    """Whether both name a year, or both a month, or a day, and not the same."""
    for kind in "ymdn":
        first = {each for each in one.times if each[0] == kind}
        second = {each for each in other.times if each[0] == kind}
        if first and second and not first & second:
            return True
    return False


def _time(one: Gist, other: Gist) -> Reason:
    """The years where they differ; months and days are told as such by no one word."""
    left, right = (" ".join(_years(each)) for each in (one.times, other.times))
    return Reason("other_years", left, right) if left != right else Reason("other_times")


def _years(times: Iterable[str]) -> list[str]:
    return sorted(each[1:] for each in times if each[0] == "y")


def _only(one: Gist, other: Gist) -> tuple[str, str]:
    return _spelled(one, other.values), _spelled(other, one.values)


def _spelled(of: Gist, known: frozenset[tuple[float, str]]) -> str:
    found = [each for each in of.figures if (each.value, each.unit) not in known]
    return ", ".join(f"{each.text}{'%' if each.unit else ''}" for each in found)


def _listed(of: Gist, stems: set[str]) -> str:
    return " ".join(word for stem, word in of.written.items() if stem in stems)
