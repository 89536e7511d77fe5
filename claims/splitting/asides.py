"""What stands between commas and asserts something of its own: `…, which was founded in 1875, …`.

An aside with a safe antecedent becomes a part of its own, stated of that antecedent. One that
only says how or with what result (`…, killing 12 people`) is stated with the clause it hangs on.
Either way the clause around it is left with its own assertion.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from claims.splitting import antecedents, lexicon, subjects, verbs
from claims.splitting.parts import Part
from claims.splitting.statement import PLACE, Added, Pieces
from claims.splitting.subjects import Clause
from claims.splitting.tokens import Token


class _Aside(NamedTuple):
    """Token indices: `comma` before it, `end` after its last word."""

    comma: int
    end: int
    words: Pieces
    resolved: str = ""


class _Place(NamedTuple):
    tokens: list[Token]
    comma: int
    end: int
    clause: Clause
    part: Part

    @property
    def is_subjects(self) -> bool:
        """Whether the comma follows the subject of the clause, before its verb."""
        return self.comma == self.clause.noun[1] < self.clause.verb.first - 1


_SHORTEST: Final = 3  # words of an aside worth a claim of its own
_IN_PLACE: Final = lexicon.words("in at near on outside inside across")
_GOES_ON: Final = lexicon.PREPOSITIONS | {"and", "but", "including", "according"}
_NO_RESULT: Final = lexicon.words(
    "including following according regarding concerning considering depending during pending "
    "excluding barring saying adding citing noting quoting telling referring insisting arguing "
    "claiming warning speaking starting beginning ranging nothing something anything everything "
    "morning evening building being meaning stating asserting suggesting explaining calling"
)
_OF_THE_WHOLE: Final = lexicon.words(
    "led leads caused causes made makes prompted sparked triggered forced allowed allows angered "
    "raised drew resulted left came brought helped gave would could may might should suggests "
    "meant means contributed pushed sent put took will can happened"
)
_HOW_TOLD: Final = lexicon.words(
    "anonymity anonymous anonymously named identified spoke speaks speaking declined requested"
)
_WITH_DEED: Final = 8  # tokens after "with" within which its verb must come


def taken_out(
    tokens: list[Token], part: Part, within: tuple[int, int], clause: Clause | None
) -> list[Part]:
    """The part without its asides, and the asides that can be checked; tokens[within] are its."""
    if clause is None:
        return [part]
    found = _found(tokens, part, within, clause)
    if not found:
        return [part]
    end, words = part.end, part.words
    for aside in found:
        first = tokens[aside.comma].start
        if aside is found[-1] and _is_last(tokens, aside, within[1]):
            words, end = _cut_out(words, first, max(end, _end(words))), tokens[aside.comma - 1].end
        else:
            words = _cut_out(words, first, _after(tokens, aside.end))
    made = [part._replace(end=end, words=words, is_cut=True)]
    for aside in found:
        last = tokens[aside.end - 1].end
        if aside is found[-1] and end != part.end:
            last = part.end
        made.append(Part(tokens[aside.comma + 1].start, last, aside.words, aside.resolved))
    return made


def of_speaker(tokens: list[Token], made: list[Part], told: int) -> list[Part]:
    """`Voss, who founded Norvik, said that …`: the aside is told by the article, not by Voss.

    What is reported begins at tokens[told]; its parts are left without the aside.
    """
    clause = subjects.first_clause(tokens, 0, told)
    if clause is None or tokens[clause.noun[1]].text != ",":
        return made
    comma = clause.noun[1]
    place = _Place(tokens, comma, told, clause, made[0])
    if not place.is_subjects or tokens[comma + 1].lower not in {"who", "which"}:
        return made
    aside = _aside(place)
    if aside is None or any(t.lower in _HOW_TOLD for t in tokens[comma : aside.end]):
        return made
    first, goes_on = tokens[comma].start, _after(tokens, aside.end)
    told_parts = [p._replace(words=_cut_out(p.words, first, goes_on), is_cut=True) for p in made]
    start, end = tokens[comma + 1].start, tokens[aside.end - 1].end
    return [told_parts[0], Part(start, end, aside.words, aside.resolved), *told_parts[1:]]


def _found(
    tokens: list[Token], part: Part, within: tuple[int, int], clause: Clause
) -> list[_Aside]:
    found: list[_Aside] = []
    begins = max(clause.noun[1], within[0])  # the subject may stand in another part
    stop = within[1] - _SHORTEST
    for at in [at for at in range(begins, stop) if tokens[at].text == ","]:
        if at < begins or tokens[at].inside:
            continue
        aside = _aside(_Place(tokens, at, within[1], clause, part))
        if aside is not None:
            found.append(aside)
            begins = aside.end
    return found


def _aside(place: _Place) -> _Aside | None:
    word = place.tokens[place.comma + 1].lower
    rule = _RULES.get(word)
    if rule is None and word.endswith("ing") and word not in _NO_RESULT:
        rule = _result
    aside = rule(place) if rule is not None else None
    if aside is None:
        return None
    words = sum(t.is_word for t in place.tokens[place.comma + 1 : aside.end])
    return aside if words >= _SHORTEST else None


def _is_last(tokens: list[Token], aside: _Aside, end: int) -> bool:
    return not any(t.is_word for t in tokens[aside.end : end])


def _after(tokens: list[Token], closing: int) -> int:
    """Where the clause goes on, past the comma that closes an aside."""
    goes_on = closing + 1 if tokens[closing].text == "," else closing
    return tokens[min(goes_on, len(tokens) - 1)].start


def _end(words: Pieces) -> int:
    last = words[-1]
    return 0 if isinstance(last, Added) else last[1]


def _cut_out(words: Pieces, start: int, end: int) -> Pieces:
    """The pieces without the words of the article between two offsets."""
    made: list[tuple[int, int] | Added] = []
    for piece in words:
        if isinstance(piece, Added) or piece[1] <= start or piece[0] >= end:
            made.append(piece)
            continue
        if piece[0] < start:
            made.append((piece[0], start))
        if piece[1] > end:
            made.append((end, piece[1]))
    return tuple(made)


def _relative(place: _Place) -> _Aside | None:
    """`Conoco, which was founded in 1875, …`: told of what is before the comma."""
    tokens, comma = place.tokens, place.comma
    verb_at = comma + 2
    while verb_at < place.end - 1 and verbs.is_adverb(tokens[verb_at]):
        verb_at += 1
    verb = tokens[verb_at]
    if verb.inside or not (verb.lower in verbs.FINITE or verbs.looks_past(verb)):
        return None
    end = _closing(place)
    if tokens[comma + 1].lower == "which" and verb.lower in _OF_THE_WHOLE:
        return None if place.is_subjects else _with_clause(place)
    if place.is_subjects:
        noun = antecedents.of_subject(tokens, place.clause, verb.lower)
    else:
        noun = antecedents.before(tokens, comma, place.clause, verb.lower)
    if noun is None or end <= verb_at + 1:
        return None
    said = (tokens[noun[0]].start, tokens[noun[1] - 1].end)
    own = (tokens[comma + 2].start, tokens[end - 1].end)
    return _Aside(comma, end, (said, own), tokens[comma + 1].text)


def _where(place: _Place) -> _Aside | None:
    """`in Leeds, where the mayor opened a school`: told with the place before the comma."""
    tokens, comma = place.tokens, place.comma
    if place.is_subjects or comma + 4 >= place.end:
        return None
    clause = subjects.next_clause(tokens, comma + 2, place.end, place.clause)
    first = antecedents.name_before(tokens, comma)
    if clause is None or first is None:
        return None
    leads = tokens[first - 1]
    if leads.lower == "to":
        carried: Pieces = (Added("In", PLACE), (tokens[first].start, tokens[comma].end))
    elif leads.lower in _IN_PLACE:
        carried = ((leads.start, tokens[comma].end),)
    else:
        return None
    end = _closing(place)
    own = comma + 3 if clause.replaced else comma + 2
    if end <= own:
        return None
    words = (*carried, *clause.replaced, (tokens[own].start, tokens[end - 1].end))
    return _Aside(comma, end, words, tokens[comma + 2].text if clause.replaced else "")


def _result(place: _Place) -> _Aside | None:
    """`…, killing 12 people`: only at the end, with something done to something."""
    tokens, comma = place.tokens, place.comma
    follows = tokens[comma + 2]
    if not (verbs.has_object(tokens, comma + 1) or follows.lower.endswith("s")):
        return None
    return _with_clause(place)


def _accompanied(place: _Place) -> _Aside | None:
    """`…, with the army holding the harbour`."""
    tokens, comma = place.tokens, place.comma
    for at in range(comma + 3, min(place.end - 1, comma + 2 + _WITH_DEED)):
        word = tokens[at]
        if word.text == "," or word.inside:
            return None
        if word.lower.endswith("ing") and not word.is_capitalised and word.lower not in _NO_RESULT:
            return _with_clause(place)
    return None


def _with_clause(place: _Place) -> _Aside | None:
    """An aside that closes its clause, stated together with it."""
    if place.comma < place.clause.verb.end:
        return None
    return _Aside(place.comma, place.end, place.part.words)


def _closing(place: _Place) -> int:
    """Where an aside that begins after the comma ends: at the next comma, unless in a list."""
    tokens, comma = place.tokens, place.comma
    if place.is_subjects:
        return place.clause.verb.first - 1
    after = range(comma + 2, place.end)
    commas = [i for i in after if tokens[i].text == "," and not tokens[i].inside]
    if not commas or commas[0] + 1 >= place.end:
        return place.end
    follows = tokens[commas[0] + 1].lower
    goes_on = follows in _GOES_ON or follows.endswith("ing")
    listed = any(t.lower in {"and", "or"} for t in tokens[commas[0] : place.end])
    return commas[0] if goes_on or not listed else place.end


_RULES: Final[dict[str, Callable[[_Place], _Aside | None]]] = {
    "which": _relative,
    "who": _relative,
    "where": _where,
    "with": _accompanied,
}
