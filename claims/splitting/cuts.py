"""Where one clause of a sentence ends and the next begins.

Each rule answers, for one place in the sentence, where the right part begins, what clause it is
and what it must carry to stand alone. A rule that is not sure answers nothing.
"""

from collections.abc import Callable
from typing import Final

from claims.splitting import (
    bare_subjects,
    lexicon,
    places,
    same_subject,
    subjects,
    times_told,
    verbs,
)
from claims.splitting.places import Cut, Place
from claims.splitting.subjects import Clause
from claims.splitting.tokens import Token

NOT_PAST: Final = lexicon.MODAL | lexicon.PRESENT
_COORDINATORS: Final = frozenset({"and", "but", "yet", "so", "while", "whereas"})
_BREAKS: Final = frozenset({";", "—", "–"})
_FACTIVE: Final = lexicon.words("when after while although though whereas as before")
_UNREAL: Final = lexicon.words(
    "scheduled planned expected due set ordered told asked supposed wanted hoped able ready likely "
    "intended meant agreed promised vowed threatened used"
)
"""Verbs after which "when the market closed" need not have happened."""
_TENSED: Final = lexicon.BE | lexicon.HAVE
_UNFINISHED: Final = places.OPEN_SCOPE | {"between", "both", "either", "to", "that"}
_OPENED: Final = frozenset({"because", "that"})
_COMES: Final = lexicon.words("came comes come happened occurred followed follows")
_PEOPLE: Final = frozenset({"he", "she", "they"})
_THINGS: Final = lexicon.PRONOUN_SUBJECTS - _PEOPLE
_RETURNS: Final = frozenset({"before", "after", "until"})
_MEASURES: Final = lexicon.words(
    "day days week weeks month months year years hour hours minute minutes moments shortly soon "
    "just only immediately long even except and or right until not decades especially particularly"
)
_TAKES_CLAUSE: Final = lexicon.REPORTING | lexicon.words(
    "thought felt known shown found heard seen made let ensured expected feared hoped saw knew "
    "believed understood realised realized decided agreed proposed"
)
_SHORT_CLAUSE: Final = 2  # words, too few to stand alone
_SHORT_SUBJECT: Final = 6  # tokens of a subject after "and" without a comma
_CAUSES: Final = frozenset({"because", "although", "though"})
_RELATES: Final = lexicon.words("why how where when")
_MEANS: Final = frozenset({"means", "meant"})
_NEGATIONS: Final = lexicon.words("not never no nobody nothing neither nor")


def find(place: Place) -> Cut | None:
    """The cut at a place, by the first rule that is sure of one."""
    for rule in _RULES[place.tokens[place.at].lower]:
        cut = rule(place)
        if cut is not None:
            return cut
    return None


def with_clause(tokens: list[Token], left_end: int, right: int, clause: Clause) -> Cut:
    """The cut before a clause with a subject of its own; a pronoun gives way to its antecedent."""
    if clause.replaced:
        return Cut(left_end, right, clause, clause.replaced, right + 1, tokens[right].text)
    return Cut(left_end, right, clause, (), right, "")


def consequence_alone(tokens: list[Token], first: int, end: int) -> list[Cut]:
    """`…, which is why S` can be told without having read the clause before it."""
    for at in range(first, end - 4):
        follows = tokens[at + 1].lower
        if follows == "which" and tokens[at].text == "," and not tokens[at].inside:
            own = _after_consequence(tokens, at)
            return [Cut(at, own, None, (), own, "")] if own and own < end - 1 else []
    return []


def _consequence(place: Place) -> Cut | None:
    """`…, which is why S` and `…, which means that S` assert S, whatever its pronouns mean."""
    tokens, at = place.tokens, place.at
    if place.follows.lower != "which":
        return None
    own = _after_consequence(tokens, at)
    if not own or own >= place.end - 1:
        return None
    clause = subjects.next_clause(tokens, own, place.end, place.clause)
    if clause is None:
        return Cut(at, own, None, (), own, "")
    return with_clause(tokens, at, own, clause)


def _after_consequence(tokens: list[Token], at: int) -> int:
    """Index of S in `, which is why S` and its kin; 0 when the comma at `at` leads to none."""
    links, leads = tokens[at + 2 : at + 3], tokens[at + 3 : at + 4]
    if not leads or links[0].inside:
        return 0
    link, lead = links[0].lower, leads[0].lower
    if link in {"is", "was"}:
        return at + 4 if lead in _RELATES else 0
    if link not in _MEANS:
        return 0
    if lead == "that":
        return at + 4
    # "which means a loss" and "which meant losing it" have no clause.
    told = lead in lexicon.NOMINATIVE or lead in {"it", "there"}
    return at + 3 if told else 0


def _reported_too(place: Place) -> Cut | None:
    """`He said that A and that B`: he said B as well."""
    tokens, at = place.tokens, place.at
    if place.follows.lower != "that" or not place.content:
        return None
    if at + 3 >= place.end or tokens[place.content - 1].lower != "that":
        return None
    clause = subjects.next_clause(tokens, at + 2, place.end, place.clause)
    if clause is None:
        return None
    left_end = at - 1 if tokens[at - 1].text == "," else at
    opening = tokens[subjects.without_link(tokens)].start
    said = (opening, tokens[place.content - 1].end)
    carried = (said, *clause.replaced)
    own, resolved = (at + 3, tokens[at + 2].text) if clause.replaced else (at + 2, "")
    return Cut(left_end, at + 1, clause, carried, own, resolved)


def _new_clause(place: Place) -> Cut | None:
    """`…, but they were …`, `…, and the ministry has …`, `…; the army …`."""
    tokens, at = place.tokens, place.at
    right = at + 1
    if tokens[at].text == ",":
        if tokens[right].lower not in _COORDINATORS:
            return None
        right += 1
    elif tokens[at].text in _BREAKS:
        if tokens[at].text != ";" and _comes_back(place):
            return None
        right += tokens[right].lower in _COORDINATORS
    elif not _joins_alone(place):
        return None
    if right + 1 >= place.end or places.scope_is_open(place, _CAUSES):
        return None
    return _with_subject(place, right, shares_time=tokens[at].text not in _BREAKS)


def _comes_back(place: Place) -> bool:
    """Whether a second dash closes what the first opened: an aside, not a clause."""
    rest = place.tokens[place.at + 1 : place.end]
    before = place.tokens[place.clause.verb.end : place.at]
    return any(t.text in {"—", "–"} and not t.inside for t in [*rest, *before])


def _joins_alone(place: Place) -> bool:
    """Whether a conjunction without a comma joins clauses rather than noun phrases."""
    tokens, at = place.tokens, place.at
    if tokens[at].lower in {"while", "whereas"}:
        return tokens[at - 1].text != "," and places.is_flat(place)
    if tokens[at].lower not in {"and", "but"}:
        return False
    # Not "I" and "we": "Smith and I differed" has one clause.
    if tokens[at + 1].lower in {"he", "she", "they"}:
        return places.is_flat(place)
    return _is_complete(place) and _agrees_with_itself(place)


def _is_complete(place: Place) -> bool:
    """The left clause needs no more, so that a noun after "and" begins another one."""
    tokens, verb = place.tokens, place.clause.verb
    if verb.auxiliary not in _TENSED and not verbs.has_object(tokens, verb.head):
        return False
    if tokens[verb.head].lower in _TAKES_CLAUSE or not verbs.is_participle(tokens[verb.head]):
        return False
    return _UNFINISHED.isdisjoint([t.lower for t in tokens[verb.end : place.at]])


def _agrees_with_itself(place: Place) -> bool:
    """`… and four others were`: one noun phrase with a verb of its own number, by an auxiliary."""
    tokens, right = place.tokens, place.at + 1
    clause = subjects.own_clause(tokens, right, place.end)
    if clause is None or clause.noun[1] - right > _SHORT_SUBJECT:
        return False
    verb = tokens[clause.verb.first].lower
    if verb in {"was", "is", "has", "were", "are", "have"}:
        noun = tokens[right : clause.noun[1]]
        return subjects.is_plural(noun, "") == (verb in {"were", "are", "have"})
    return verb == "had" or verb in lexicon.DISTINCT_PAST or _has_done(tokens, clause)


def _has_done(tokens: list[Token], clause: Clause) -> bool:
    first = clause.verb.first
    return verbs.looks_past(tokens[first]) and verbs.has_object(tokens, first)


def _with_subject(place: Place, right: int, *, shares_time: bool) -> Cut | None:
    """The clause at `right`, past a time of its own; else with the time that was fronted."""
    tokens = place.tokens
    begins = times_told.past(tokens, right, place.end)
    clause = subjects.next_clause(tokens, begins, place.end, place.clause)
    if clause is None and tokens[place.at].text == ",":
        clause = bare_subjects.clause(tokens, begins, place.end)
    if clause is None:
        return None
    if begins > right:
        return None if clause.replaced else Cut(place.at, right, clause, (), right, "")
    cut = with_clause(tokens, place.at, right, clause)
    front = place.clause.front
    if not front or not shares_time or times_told.anywhere(tokens, right, place.end):
        return cut
    clause = clause._replace(front=front, opening=(*front, *clause.opening))
    return cut._replace(carried=(*front, *cut.carried), clause=clause)


def _subordinate(place: Place) -> Cut | None:
    """`…, when the militias launched …`: what happened then happened too."""
    if place.follows.lower not in _FACTIVE or place.at + 3 >= place.end:
        return None
    return _factive(place, place.at + 2)


def _subordinate_alone(place: Place) -> Cut | None:
    """`… after the army took …`, without a comma, where no measure of time leads to it."""
    tokens, at = place.tokens, place.at
    if at + 3 >= place.end:
        return None
    before = tokens[at - 1]
    if not before.is_word or before.lower in _MEASURES or _is_negated(place):
        return None
    if tokens[at].lower == "as" and not _follows_noun(tokens, at):
        return None
    if at - place.clause.noun[0] <= _SHORT_CLAUSE or _only_places(place):
        return None
    return _factive(place, at + 1)


def _only_places(place: Place) -> bool:
    """`The move came after …`, `It happened two days before …`: nothing is told without it."""
    return place.tokens[place.clause.verb.head].lower in _COMES


def _follows_noun(tokens: list[Token], at: int) -> bool:
    """`as` is "while" only before a name or a definite phrase: not "as many", "as president"."""
    return tokens[at + 1].is_capitalised or tokens[at + 1].lower == "the"


def _is_negated(place: Place) -> bool:
    verb = place.clause.verb
    told = place.tokens[verb.first : place.at]
    return any(t.lower in _NEGATIONS or t.lower.endswith(("n't", "n’t")) for t in told)


def _factive(place: Place, right: int) -> Cut | None:
    tokens = place.tokens
    verb = place.clause.verb
    if tokens[verb.first].lower in NOT_PAST or tokens[verb.head].lower in _UNREAL:
        return None
    if places.scope_is_open(place, _OPENED):
        return None
    first = tokens[right].lower
    if first in _THINGS or _returns(place):
        return None
    if first in subjects.POSSESSIVES:
        clause = subjects.owned_clause(tokens, right, place.end, place.clause)
        return None if clause is None else with_clause(tokens, place.at, right, clause)
    cut = _with_subject(place, right, shares_time=True)
    if cut is None or cut.clause is None or tokens[cut.clause.verb.first].lower in NOT_PAST:
        return None
    return cut


def _returns(place: Place) -> bool:
    """`fell, as investors sold, before being halted`: the end belongs to the beginning."""
    tokens = place.tokens
    for at in range(place.at + 3, place.end - 1):
        if (
            tokens[at].lower in _RETURNS
            and tokens[at - 1].text == ","
            and not tokens[at - 1].inside
        ):
            return True
    return False


_Rule = Callable[[Place], Cut | None]
_RULES: Final[dict[str, tuple[_Rule, ...]]] = {
    ",": (_consequence, _new_clause, _subordinate, same_subject.cut),
    "and": (_reported_too, _new_clause, same_subject.cut),
    "but": (_new_clause, same_subject.cut),
    **dict.fromkeys([";", "—", "–", "while", "whereas"], (_new_clause,)),
    **dict.fromkeys(["when", "after", "before", "as"], (_subordinate_alone,)),
}
"""The rules for each word or mark at which a clause may end, in their order."""
TRIGGERS: Final = frozenset(_RULES)
