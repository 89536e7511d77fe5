"""Cutting a compound sentence where each part can be checked alone.

English only, and only where the words leave no doubt: a wrong cut costs a reviewer more than a
missed one. Each rule answers, for one place in the sentence, where the right part begins and
what clause it is; `parts` walks the sentence once and never looks inside quotations or brackets.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from claims.splitting import lexicon, subjects, verbs
from claims.splitting.statement import Added, Pieces
from claims.splitting.subjects import Clause, Slices
from claims.splitting.tokens import Token


class Part(NamedTuple):
    """A checkable part: its own place, and the places whose words make its statement."""

    start: int
    end: int
    words: Pieces
    resolved: str = ""  # the pronoun that was replaced by its antecedent
    is_cut: bool = True

    @property
    def carries(self) -> bool:
        """Whether its statement begins with words from elsewhere."""
        return isinstance(self.words[0], Added) or self.words[0][0] < self.start


class _Cut(NamedTuple):
    left_end: int  # token index just after the left part
    right: int  # token index where the right part begins
    clause: Clause | None  # None: nothing further may be cut
    carried: Slices  # words the statement begins with, before the right part's own
    own: int  # token index from which the right part's own words are taken
    resolved: str


class _Place(NamedTuple):
    tokens: list[Token]
    at: int
    end: int
    clause: Clause
    reported: bool  # whether the clause stands in someone's reported words


_COORDINATORS: Final = frozenset({"and", "but", "yet", "so", "while", "whereas"})
_FACTIVE: Final = frozenset({"when", "after", "while", "although", "though", "whereas"})
_OPEN_SCOPE: Final = lexicon.words(
    "because if whether when while although though unless until whereas that why how what lest "
    "who whom whose which where"
)
_NO_CUT: Final = frozenset({"if", "unless", "whether"})
_NOT_PAST: Final = lexicon.MODAL | lexicon.PRESENT
_SHARES_PARTICIPLE: Final = lexicon.BE | lexicon.MODAL
_NEVER_SHARES: Final = lexicon.DO | {"have"}
_BASE_FORMS: Final = lexicon.words(
    "set put cut hit cost beat run come become let shut quit read bet burst cast"
)
"""Past forms that may as well go on with an infinitive: "to audit the books and set up …"."""
_SHORTEST: Final = 2  # words of a right part beside those it carries


def parts(tokens: list[Token], leading: int, trailing: int) -> list[Part]:
    """The parts of a sentence whose reported content lies between two offsets.

    The first part keeps the sentence's start and the last its end, so that nothing is lost.
    """
    start = next((i for i, t in enumerate(tokens) if t.start >= leading), 0)
    end = next((i for i, t in enumerate(tokens) if t.start >= trailing), len(tokens))
    whole = Part(tokens[0].start, tokens[-1].end, ((_opening(tokens), trailing),), is_cut=False)
    if end - start < 2 * _SHORTEST or any(
        t.lower in _NO_CUT and not t.inside for t in tokens[start:end]
    ):
        return [whole]
    clause = subjects.first_clause(tokens, start, end)
    if clause is None:
        return _assembled(tokens, _consequences_alone(tokens, (start, end)), whole)
    return _assembled(tokens, _cuts(tokens, clause, (start, end)), whole)


def _opening(tokens: list[Token]) -> int:
    return tokens[subjects.without_link(tokens)].start


def _cuts(tokens: list[Token], clause: Clause, within: tuple[int, int]) -> list[_Cut]:
    start, end = within
    found: list[_Cut] = []
    current: Clause | None = clause
    at = clause.verb.end
    while current is not None and at < end - 1:
        place = _Place(tokens, at, end, current, start > 0)
        cut = None if tokens[at].inside else _cut(place)
        if cut is not None and _long_enough(tokens, cut, end):
            found.append(cut)
            current = cut.clause
            at = current.verb.end if current is not None else end
        else:
            at += 1
    return found


def _long_enough(tokens: list[Token], cut: _Cut, end: int) -> bool:
    return sum(t.is_word for t in tokens[cut.right : end]) >= _SHORTEST


def _cut(place: _Place) -> _Cut | None:
    rules: tuple[Callable[[_Place], _Cut | None], ...] = (
        _consequence, _new_clause, _subordinate, _same_subject,
    )  # fmt: skip
    for rule in rules:
        cut = rule(place)
        if cut is not None:
            return cut
    return None


def _assembled(tokens: list[Token], cuts: list[_Cut], whole: Part) -> list[Part]:
    if not cuts:
        return [whole]
    trailing = whole.words[0][1]
    made: list[Part] = []
    start, resolved = whole.start, ""
    carried: Slices = ()
    own = whole.words[0][0]
    edges: list[_Cut | None] = [*cuts, None]
    for cut in edges:
        end = tokens[cut.left_end - 1].end if cut else whole.end
        words: Slices = (*carried, (own, end if cut else trailing))
        made.append(Part(start, end, words, resolved))
        if cut:
            start, own = tokens[cut.right].start, tokens[cut.own].start
            carried, resolved = cut.carried, cut.resolved
    return made


def _consequence(place: _Place) -> _Cut | None:
    """`…, which is why S` keeps the whole sentence as statement; `…, which means that S` is S."""
    tokens, at = place.tokens, place.at
    follows = [t.lower for t in tokens[at : at + 5]]
    if follows[:2] != [",", "which"]:
        return None
    if follows[2:4] == ["is", "why"]:
        return _why(tokens, at)
    if follows[2] in {"means", "meant"} and follows[3] == "that" and at + 4 < place.end:
        clause = subjects.next_clause(tokens, at + 4, place.end, place.clause)
        if clause is not None and tokens[at + 4].lower not in lexicon.PRONOUN_SUBJECTS:
            return _Cut(at, at + 4, clause, (), at + 4, "")
    return None


def _why(tokens: list[Token], at: int) -> _Cut:
    """The right part begins at "which" and is stated by the sentence so far and itself."""
    before = ((_opening(tokens), tokens[at].end),)
    return _Cut(at, at + 1, None, before, at + 1, "")


def _consequences_alone(tokens: list[Token], within: tuple[int, int]) -> list[_Cut]:
    """`…, which is why S` can be told without having read the clause before it."""
    for at in range(within[0] + _SHORTEST, within[1] - 4):
        words = [t.lower for t in tokens[at : at + 4]]
        if words == [",", "which", "is", "why"] and not tokens[at].inside:
            return [_why(tokens, at)]
    return []


def _new_clause(place: _Place) -> _Cut | None:
    """`…, but they were …`, `…, and the ministry has …`, `…; the army …`."""
    tokens, at = place.tokens, place.at
    right = at + 1
    if tokens[at].text == ",":
        if tokens[right].lower not in _COORDINATORS:
            return None
        right += 1
    elif tokens[at].text != ";" and not (_joins_alone(tokens, at) and _is_flat(place)):
        return None
    elif tokens[right].lower in _COORDINATORS:
        right += 1
    if right >= place.end or _scope_is_open(place, frozenset({"because", "although", "though"})):
        return None
    return _with_subject(place, right)


def _joins_alone(tokens: list[Token], at: int) -> bool:
    if tokens[at].lower in {"while", "whereas"}:
        return at > 0 and tokens[at - 1].text != ","
    # Not "I" and "we": "Smith and I differed" has one clause.
    return tokens[at].lower in {"and", "but"} and tokens[at + 1].lower in {"he", "she", "they"}


def _scope_is_open(place: _Place, openers: frozenset[str]) -> bool:
    between = place.tokens[place.clause.verb.end : place.at]
    return any(t.lower in openers and not t.inside for t in between)


def _with_subject(place: _Place, right: int) -> _Cut | None:
    clause = subjects.next_clause(place.tokens, right, place.end, place.clause)
    if clause is None:
        return None
    pronoun = place.tokens[right]
    if clause.subject == ((pronoun.start, pronoun.end),) or clause.noun[1] - right > 1:
        return _Cut(place.at, right, clause, (), right, "")
    return _Cut(place.at, right, clause, clause.subject, right + 1, pronoun.text)


def _subordinate(place: _Place) -> _Cut | None:
    """`…, when the militias launched …`: what happened then happened too."""
    tokens, at = place.tokens, place.at
    if tokens[at].text != "," or tokens[at + 1].lower not in _FACTIVE or at + 2 >= place.end:
        return None
    verb = tokens[place.clause.verb.first].lower
    if verb in _NOT_PAST or _scope_is_open(place, frozenset({"because", "that"})):
        return None
    if tokens[at + 2].lower in lexicon.PRONOUN_SUBJECTS:
        return None
    return _with_subject(place, at + 2)


def _same_subject(place: _Place) -> _Cut | None:
    """`… and attempted …`: the right part carries the subject, and "have" where it is shared."""
    tokens, at = place.tokens, place.at
    if tokens[at].lower not in {"and", "but"} or not _is_flat(place):
        return None
    verb_at = at + 1
    while verb_at < place.end and verbs.is_adverb(tokens[verb_at]):
        verb_at += 1
    if verb_at >= place.end or tokens[verb_at].inside:
        return None
    shared = _shared_auxiliary(place, verb_at)
    if shared is None:
        return None
    clause = place.clause._replace(start=at + 1, verb=verbs.at(tokens, verb_at))
    left_end = at - 1 if tokens[at - 1].text == "," else at
    return _Cut(left_end, at + 1, clause, (*place.clause.opening, *shared), at + 1, "")


def _is_flat(place: _Place) -> bool:
    """No clause was opened since the verb, and the verb has something to itself."""
    tokens, verb = place.tokens, place.clause.verb
    between = tokens[verb.end : place.at]
    if not any(t.is_word for t in between):
        return False
    for index in range(verb.end, place.at):
        token = tokens[index]
        if token.inside:
            continue
        if token.lower in _OPEN_SCOPE or verbs.is_sure(token) or verbs.is_contraction(token):
            return False
        follows = tokens[index + 1].lower
        if follows != "by" and tokens[index - 1].lower != "to" and verbs.is_past(tokens, index):
            return False
    return True


def _shared_auxiliary(place: _Place, verb_at: int) -> Slices | None:
    """The auxiliary to repeat: () for none, None when the verb cannot be read safely."""
    tokens, verb = place.tokens, place.clause.verb
    finite = tokens[verb_at]
    if place.reported and finite.lower in lexicon.SPEECH_ACTS:
        return None  # the speaker may be its subject: "said the plant closed and declined to …"
    if finite.lower in _NEVER_SHARES:
        return None
    if finite.lower in _BASE_FORMS and _scope_is_open(place, frozenset({"to"})):
        return None
    if verbs.is_sure(finite) or (finite.lower in lexicon.SURE_PRESENT and verb.auxiliary == ""):
        return ()
    if not verbs.is_past(tokens, verb_at):
        return None
    if verb.auxiliary in _SHARES_PARTICIPLE:
        return None  # "was arrested and charged" or "was born and moved": nobody can tell
    if verb.auxiliary in lexicon.HAVE and verbs.is_participle(tokens[verb.head]):
        return ((tokens[verb.first].start, tokens[verb.first].end),)
    return ()
