"""The reported words: where they begin after a reporting verb, and where they end before one."""

from typing import Final

from claims.splitting import lexicon, verbs
from claims.splitting.attribution import reporting, speaking
from claims.splitting.attribution.phrases import MARKS, Phrase
from claims.splitting.tokens import Token

_NEAR: Final = 16
_ADDRESSEE: Final = 12
_WHEN: Final = reporting.DATELESS | {"via", "through", "next", "ahead", "as", "shortly", "just"}
_NO_CLAUSE: Final = (lexicon.SUBORDINATORS - {"that", "what", "how", "why", "whether"}) | {
    ",", ".", ";", "to", "of", "by", "and", "or", "but",
}  # fmt: skip
_FINITE: Final = verbs.FINITE
_SURE: Final = lexicon.SURE_FINITE
_ANY: Final = _FINITE | lexicon.words(
    "want say think believe support live work own face use get earn spend sleep eat die suffer "
    "feel favour favor oppose back trust fear know prefer drink smoke lose lead stand fall rise "
    "fail meet remain carry contain come go hold stay pay buy cost grow run vote seek lack "
    "owed used died lied"
)
_DAYS: Final = lexicon.WEEKDAYS | {"yesterday", "today"}
_DATES: Final = lexicon.WEEKDAYS | lexicon.MONTHS
_ADDRESSED: Final = lexicon.OBJECT_PRONOUNS | lexicon.words(
    "reporters journalists lawmakers parliament police supporters investors investigators "
    "listeners viewers readers crowds"
)
_DENIED: Final = lexicon.words(
    "any the all wrongdoing involvement responsibility it this that allegations accusations claims "
    "charges reports these those"
)
_DENIED_THINGS: Final = lexicon.words(
    "allegations accusations claims charges reports allegation accusation claim report charge "
    "wrongdoing involvement responsibility rumours rumors suggestions knowledge"
)
_STILL_SPEAKER: Final = lexicon.words("who whose which speaking citing according a an the")


def begins(tokens: list[Token], phrase: Phrase, at: int) -> int | None:
    """Index of the first reported token after the verb at `at`; None when nothing is reported."""
    word, follows = tokens[at].lower, at + 1
    if follows >= len(tokens) - 1:
        return follows if tokens[-1].text == ":" and follows < len(tokens) else None
    if word in reporting.TELLING:
        return _after_addressee(tokens, follows)
    marked = _after_mark(tokens, follows)
    if marked is not None:
        return marked if word not in reporting.CALLING or word == "warned" else phrase.start
    if word in reporting.ACCUSING:
        return phrase.start if _has(tokens, follows, {"of", "for", "on"}) else None
    if word in {"denied", "denies", "deny"} and _is_denied(tokens, follows):
        return phrase.start
    if word in reporting.CALLING and _quotes_soon(tokens, follows):
        return phrase.start
    if word in reporting.SAYING or word == "saying":
        return follows if _is_clause(tokens, follows, _ANY) else None
    return _noted(tokens, phrase, at)


def _noted(tokens: list[Token], phrase: Phrase, at: int) -> int | None:
    """After a verb that as often takes a thing: a clause with a sure verb before any aside."""
    word, follows = tokens[at].lower, at + 1
    if word in reporting.QUOTING and word not in reporting.NOTING:
        return None
    if speaking.is_document(tokens[phrase.start : phrase.end]):
        return follows if _is_clause(tokens, follows, _ANY) else None
    if word in reporting.SHOWING:
        return None
    return follows if _is_clause(tokens, follows, _SURE) else None


def _after_mark(tokens: list[Token], first: int) -> int | None:
    """Past `that`, `:` or `, “`, which may stand after when and where: `said on Monday that`."""
    timed = tokens[first].lower in _WHEN
    for index in range(first, min(len(tokens) - 1, first + (_NEAR if timed else 1))):
        token = tokens[index]
        if token.lower == "that" and not token.inside:
            return index + 1
        if token.text in {":", ","} and tokens[index + 1].text in MARKS and not token.inside:
            return index + 1
        if token.text == ":" and not token.inside:
            return index + 1
        if token.text in MARKS:
            return index if index == first else None
        if token.text == "," and not token.inside:
            return None
    return None


def _is_clause(tokens: list[Token], first: int, finite: frozenset[str]) -> bool:
    """Whether a clause begins here: a finite verb comes before anything that closes."""
    if tokens[first].lower in _DAYS:
        first += 1
    elif tokens[first].lower in {"on", "in"} and first + 2 < len(tokens):
        timed = tokens[first + 1].lower in _DATES
        first += 2 if timed or tokens[first + 1].text.isdigit() else 0
    if first >= len(tokens) or tokens[first].lower in _NO_CLAUSE:
        return False
    strict = finite is _SURE
    for token in tokens[first : first + _NEAR]:
        if token.text in {";", "."} or (strict and token.lower in {",", "that", "which", "who"}):
            return False
        if token.lower in finite or verbs.is_contraction(token):
            return True
        if not strict and token is not tokens[first] and verbs.looks_past(token):
            return True
    return False


def _after_addressee(tokens: list[Token], first: int) -> int | None:
    """`told reporters on Monday that …`, `told him the mine was closed`; not `told him to go`."""
    last = min(len(tokens) - 1, first + _ADDRESSEE)
    for index in range(first, last):
        token = tokens[index]
        if token.lower in {"that", "how", "why"} or (token.text == ":" and not token.inside):
            return index + 1 if token.lower in {"that", ":"} else index
        if token.text in MARKS:
            return index
        if token.text == "," and tokens[index + 1].text in MARKS:
            return index + 1
        if token.lower in {"to", "about", "of"} and index > first and index - first < 4:
            before = tokens[index - 1].lower
            return None if token.lower == "to" or before in _ADDRESSED else first
        if index > first and token.lower in _FINITE:
            break
    start = first + 1 if tokens[first].lower in _ADDRESSED else first
    return start if _is_clause(tokens, start, _FINITE) else None


def _has(tokens: list[Token], first: int, words: set[str]) -> bool:
    return any(t.lower in words for t in tokens[first + 1 : first + _NEAR])


def _is_denied(tokens: list[Token], first: int) -> bool:
    if tokens[first].lower.endswith("ing"):
        return True
    if tokens[first].lower not in _DENIED and tokens[first].lower not in lexicon.DETERMINERS:
        return False
    return any(t.lower in _DENIED_THINGS for t in tokens[first : first + 5])


def _quotes_soon(tokens: list[Token], first: int) -> bool:
    return any(t.text in MARKS for t in tokens[first : first + _NEAR])


def stands_before(tokens: list[Token], phrase: Phrase, at: int) -> bool:
    """Whether what the speaker says stands before the speaker and the verb."""
    first = min(phrase.start, at)
    if first < 2:
        return False
    mark = first - 1
    while mark > 0 and tokens[mark].text in {",", "—", "–", "-"} and not tokens[mark].inside:
        mark -= 1
    if tokens[mark].text in MARKS:
        return True
    if mark == first - 1 or _only_opens(tokens, first):
        return False
    has_verb = _has_verb(tokens, first)
    if phrase.start > at:
        return has_verb
    if not _stops(tokens, at):
        return False
    if has_verb:
        return True
    after = tokens[at + 2 : at + 12]
    goes_on = [t.text for t in tokens[at + 1 : at + 2]] == [","]
    return goes_on and any(t.lower in _FINITE or verbs.looks_past(t) for t in after)


def is_fronting(tokens: list[Token], first: int) -> bool:
    """Whether the words before `first` only say when or where, or join the sentence on."""
    if first == 0 or _only_opens(tokens, first):
        return True
    return not _has_verb(tokens, first) and not any(t.text in MARKS for t in tokens[:first])


def _only_opens(tokens: list[Token], first: int) -> bool:
    """`After the mine closed, …`, `Asked about it, …`: a clause that waits for another one."""
    words = tokens[:first]
    opener = words[0].lower
    if opener not in lexicon.FRONTED and not opener.endswith(("ing", "ed")):
        return False
    comma = next((i for i, t in enumerate(words) if t.text == "," and not t.inside), first)
    return not any(t.lower in _FINITE for t in words[comma + 1 :])


def _has_verb(tokens: list[Token], first: int) -> bool:
    return any(
        t.lower in _FINITE or (i and verbs.looks_past(t))
        for i, t in enumerate(tokens[:first])
        if not t.inside
    )


def _stops(tokens: list[Token], at: int) -> bool:
    """Whether nothing is reported after the verb: it ends, or says when and to whom."""
    if at + 1 >= len(tokens):
        return True
    follows = tokens[at + 1]
    if follows.text in {",", ".", ";", "—", "–"} or follows.text in MARKS:
        return True
    if tokens[at].lower in reporting.TELLING:
        return _after_addressee(tokens, at + 1) is None or _comma_soon(tokens, at + 1)
    return follows.lower in _WHEN and _after_mark(tokens, at + 1) is None


def _comma_soon(tokens: list[Token], first: int) -> bool:
    for token in tokens[first : first + 5]:
        if token.text in {",", "."}:
            return True
        if token.lower == "that":
            return False
    return False


def closes(tokens: list[Token], last: int, *, inverted: bool) -> int:
    """Index of the comma after an attribution amid the reported words; 0 when it ends them."""
    for index in range(last + 1, len(tokens) - 1):
        token = tokens[index]
        if token.text in MARKS:
            return index
        if token.text != "," or token.inside:
            continue
        rest = tokens[index + 1 :]
        if inverted and not any(t.text in MARKS for t in rest):
            return 0
        return 0 if rest[0].lower in _STILL_SPEAKER and not _says_more(rest) else index
    return 0


def _says_more(rest: list[Token]) -> bool:
    commas = [i for i, t in enumerate(rest) if t.text == "," and not t.inside]
    return bool(commas) and any(t.lower in _SURE for t in rest[commas[0] :])


def end_before(tokens: list[Token], at: int) -> int:
    """End of the reported words before the attribution at `at`, without the comma between."""
    last = at - 1
    while last > 0 and tokens[last].text in {",", "—", "–", "-"} and not tokens[last].inside:
        last -= 1
    return tokens[last].end
