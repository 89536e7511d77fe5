"""Cutting a compound sentence where each part can be checked alone.

English only, and only where the words leave no doubt: a wrong cut costs a reviewer more than a
missed one. `cuts` says where one clause ends and the next begins, `asides` what stands between
commas and asserts something of its own; nothing inside quotations or brackets is cut.
"""

from bisect import bisect_left
from operator import attrgetter
from typing import Final, NamedTuple

from claims.splitting import asides, cuts, subjects
from claims.splitting.parts import Part
from claims.splitting.places import Cut, Place
from claims.splitting.statement import Added, Pieces
from claims.splitting.subjects import Clause
from claims.splitting.tokens import Token

_NO_CUT: Final = frozenset({"if", "unless", "whether"})
_start: Final = attrgetter("start")
_SHORTEST: Final = 2  # words of a right part beside those it carries
_FRONTED: Final = frozenset({"after", "when", "while", "although", "though"})
_LONGEST_FRONTED: Final = 40  # tokens


class _Stretch(NamedTuple):
    """A part with the tokens it is of and the clause it is."""

    part: Part
    first: int
    end: int
    clause: Clause | None


def parts(tokens: list[Token], leading: int, trailing: int) -> list[Part]:
    """The parts of a sentence whose reported content lies between two offsets, by their start.

    The first part keeps the sentence's start and the last its end, so that nothing is lost.
    """
    start = bisect_left(tokens, leading, key=_start) if leading > tokens[0].start else 0
    start = start if start < len(tokens) else 0
    end = bisect_left(tokens, trailing, key=_start)
    made = _told(tokens, (start, end), trailing)
    return asides.of_speaker(tokens, made, start) if start else made


def _told(tokens: list[Token], within: tuple[int, int], trailing: int) -> list[Part]:
    """The parts of what is told; tokens[within] are it."""
    start, end = within
    opening = tokens[subjects.without_link(tokens)].start
    if opening >= trailing:  # "And according to the army": nothing but a link is told
        trailing = tokens[-1].end
    whole = Part(tokens[0].start, tokens[-1].end, ((opening, trailing),), is_cut=False)
    if end - start < 2 * _SHORTEST or _stays_whole(tokens[start:end]):
        return [whole]
    clause = subjects.first_clause(tokens, start, end)
    if clause is None:
        found = cuts.consequence_alone(tokens, start + _SHORTEST, end)
        return [s.part for s in _assembled(tokens, found, whole, (end, None))]
    fronted = _fronted(tokens, start, end) if start == 0 else None
    first = [fronted] if fronted else []
    if fronted and fronted.clause:
        clause = fronted.clause
        stated = tokens[subjects.without_link(tokens) + 1].start
        whole = whole._replace(words=((stated, trailing),))
    found = first + _cuts(tokens, clause, (start, end))
    made: list[Part] = []
    for stretch in _assembled(tokens, found, whole, (end, None if fronted else clause)):
        made += asides.taken_out(tokens, stretch.part, (stretch.first, stretch.end), stretch.clause)
    return made


def _stays_whole(told: list[Token]) -> bool:
    if _NO_CUT.isdisjoint([t.lower for t in told]):
        return False
    return any(t.lower in _NO_CUT and not t.inside for t in told)


def _fronted(tokens: list[Token], start: int, end: int) -> Cut | None:
    """`After the army left, rebels took the city.`: two things happened."""
    first = subjects.without_link(tokens)
    if tokens[first].lower not in _FRONTED:
        return None
    stop = min(end - 1, first + _LONGEST_FRONTED)
    commas = (i for i in range(first, stop) if tokens[i].text == "," and not tokens[i].inside)
    comma = next(commas, 0)
    if not comma or comma + 1 >= end or comma - first <= _SHORTEST:
        return None
    before = subjects.own_clause(tokens, first + 1, comma)
    if before is None or tokens[before.verb.first].lower in cuts.NOT_PAST:
        return None
    after = subjects.next_clause(tokens, comma + 1, end, before)
    return None if after is None else cuts.with_clause(tokens, comma, comma + 1, after)


def _cuts(tokens: list[Token], clause: Clause, within: tuple[int, int]) -> list[Cut]:
    start, end = within
    found: list[Cut] = []
    current = clause
    begins = clause.verb.end
    for at in [at for at in range(begins, end - 1) if tokens[at].lower in cuts.TRIGGERS]:
        if at < begins or tokens[at].inside:
            continue
        cut = cuts.find(Place(tokens, at, end, current, start))
        if cut is None or not _long_enough(tokens, cut, end):
            continue
        found.append(cut)
        if cut.clause is None:
            break
        current = cut.clause
        begins = current.verb.end
    return found


def _long_enough(tokens: list[Token], cut: Cut, end: int) -> bool:
    return sum([t.is_word for t in tokens[cut.right : end]]) >= _SHORTEST


def _assembled(
    tokens: list[Token], found: list[Cut], whole: Part, last: tuple[int, Clause | None]
) -> list[_Stretch]:
    """The stretches between the cuts; `last`: the token to end at and the first clause."""
    last_token, clause = last
    made: list[_Stretch] = []
    first, start, resolved = 0, whole.start, ""
    carried: Pieces = ()
    own, trailing = _span(whole)
    for cut in [*found, None]:
        end = tokens[cut.left_end - 1].end if cut else whole.end
        words: Pieces = (*carried, (own, end if cut else trailing))
        part = Part(start, end, words, resolved, is_cut=bool(found))
        made.append(_Stretch(part, first, cut.left_end if cut else last_token, clause))
        if cut:
            first, start, own = cut.right, tokens[cut.right].start, tokens[cut.own].start
            carried, resolved, clause = cut.carried, cut.resolved, cut.clause
    return made


def _span(whole: Part) -> tuple[int, int]:
    only = whole.words[0]
    return (whole.start, whole.end) if isinstance(only, Added) else only
