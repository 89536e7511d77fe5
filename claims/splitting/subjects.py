"""The subject of a clause: what a cut-off part must carry with it to stand alone."""

from typing import Final, NamedTuple

from claims.splitting import lexicon, times_told, verbs
from claims.splitting.statement import POSSESSIVE, Added, Pieces
from claims.splitting.tokens import Token

_LONGEST: Final = 40  # tokens of a subject worth repeating
POSSESSIVES: Final = frozenset({"its", "their", "his", "her", "my", "our", "your"})
_SHORTEST: Final = 2  # tokens, too few for a link and a clause
_LINKS: Final = lexicon.words(
    "however still meanwhile moreover furthermore nevertheless nonetheless additionally indeed "
    "besides likewise similarly instead therefore thus consequently"
)
"""Before a comma they only tie a sentence to the one before."""
_OPENS_CLAUSE: Final = lexicon.RELATIVE | {"when"}
_NEEDS_COMMA: Final = lexicon.SUBORDINATORS | lexicon.PREPOSITIONS
_NO_NOUN: Final = (
    lexicon.FRONTED
    | lexicon.AUXILIARY
    | lexicon.words("less as thus across besides perhaps always sometimes towards afterwards yes")
)
_VAGUE: Final = frozenset({"this", "these", "those", "that", "some", "others", "all", "both"})
_SAYS_NOTHING: Final = lexicon.PRONOUN_SUBJECTS | POSSESSIVES | _VAGUE
_NOBODYS: Final = lexicon.PRONOUN_SUBJECTS | _VAGUE
_BROKEN: Final = frozenset({"-", "–", "—", "…", ":", ";", "."})
_PAUSES: Final = frozenset({",", ";", ":"})
_PLURALS: Final = frozenset({"people", "police", "men", "women", "children", "troops", "members"})
_PLURAL_VERBS: Final = frozenset({"are", "were", "have", "aren't", "weren't", "aren’t", "weren’t"})
_SINGULAR_VERBS: Final = frozenset({"is", "was", "has", "does", "isn't", "wasn't", "wasn’t"})


class Clause(NamedTuple):
    """A clause with a safe reading. `opening` holds what stands before its verb, asides left out;
    `subject` the noun phrase alone; `front` a time or place before it, with its comma; `replaced`
    what the first word of the subject stands for; indices count tokens."""

    start: int
    verb: verbs.Verb
    opening: Pieces
    subject: Pieces
    noun: tuple[int, int]
    front: Pieces = ()
    replaced: Pieces = ()


def first_clause(tokens: list[Token], start: int, end: int) -> Clause | None:
    """The clause a sentence (or what is reported in it) begins with."""
    noun_start = _after_fronting(tokens, start, end)
    if noun_start is None:
        return None
    verb = verbs.main_verb(tokens, noun_start, end)
    if verb is None or verb.first == noun_start:
        return None
    noun_end = _noun_end(tokens, noun_start, verb.first)
    if not _is_noun_phrase(tokens[noun_start:noun_end]):
        return None
    subject = ((tokens[noun_start].start, tokens[noun_end - 1].end),)
    opened = without_link(tokens)
    opening = ((tokens[opened].start, tokens[noun_end - 1].end),)
    front = _front(tokens, max(start, opened), noun_start)
    return Clause(start, verb, opening, subject, (noun_start, noun_end), front)


def _front(tokens: list[Token], start: int, end: int) -> Pieces:
    """A fronted time or place, comma and all, that clauses coordinated later share."""
    if end - start < 2 or any(map(verbs.is_sure, tokens[start:end])):
        return ()
    place = tokens[start].lower in {"in", "at", "across"} and tokens[start + 1].is_capitalised
    if not place and not times_told.anywhere(tokens, start, end):
        return ()
    return ((tokens[start].start, tokens[end - 1].end),)


def without_link(tokens: list[Token]) -> int:
    """Index of the first word a statement needs: past "But" and the like."""
    if len(tokens) <= _SHORTEST:
        return 0
    linked = tokens[0].lower in {"and", "but", "so", "yet", "or"}
    if tokens[1].text == "," and (linked or tokens[0].lower in _LINKS):
        return 2
    return int(linked)


def _is_noun_phrase(words: list[Token]) -> bool:
    """Not a run of adverbs, not broken off by a dash, not with a pronoun in its middle."""
    if len(words) > _LONGEST or all(map(verbs.is_adverb, words)):
        return False
    if not _BROKEN.isdisjoint([t.text for t in words]):
        return False
    return lexicon.NOMINATIVE.isdisjoint([t.lower for t in words[1:]])


def _after_fronting(tokens: list[Token], start: int, end: int) -> int | None:
    """Where the subject begins: past `In October, ` or `After the army attacked, `."""
    if start == 0:
        start = without_link(tokens)
    first = tokens[start]
    if first.lower not in lexicon.FRONTED or _is_pronoun(tokens, start):
        return start
    for index in range(start + 1, min(end - 1, start + 25)):
        if tokens[index].lower in _OPENS_CLAUSE:
            return None
        if tokens[index].text == "," and not tokens[index].inside:
            return index + 1
    return None if first.lower in _NEEDS_COMMA else start


def _is_pronoun(tokens: list[Token], start: int) -> bool:
    """`This echoes …` against `This week, …`."""
    follows = tokens[min(start + 1, len(tokens) - 1)].lower
    return tokens[start].lower == "this" and follows in verbs.FINITE


def _noun_end(tokens: list[Token], start: int, verb: int) -> int:
    """Past the noun phrase: an aside between commas before the verb is left out."""
    if tokens[verb - 1].text != ",":
        return _without_adverbs(tokens, start, verb)
    commas = [i for i in range(start, verb) if tokens[i].text == "," and not tokens[i].inside]
    return commas[0] if len(commas) > 1 and commas[0] > start else _last_word(tokens, start, verb)


def _without_adverbs(tokens: list[Token], start: int, verb: int) -> int:
    end = verb
    while end > start + 1 and verbs.is_adverb(tokens[end - 1]):
        end -= 1
    return end


def _last_word(tokens: list[Token], start: int, end: int) -> int:
    while end > start + 1 and tokens[end - 1].text == ",":
        end -= 1
    return end


def next_clause(tokens: list[Token], start: int, end: int, before: Clause) -> Clause | None:
    """A clause with its own subject at `start`, or None when none can be read safely.

    A pronoun subject is given the antecedent's words: the subject of the clause before, when the
    number fits. Subjects prefer subjects as antecedents; where that may be wrong we do not cut.
    """
    if tokens[start].lower in lexicon.PRONOUN_SUBJECTS:
        return _pronoun_clause(tokens, start, end, before)
    return own_clause(tokens, start, end)


def own_clause(tokens: list[Token], start: int, end: int) -> Clause | None:
    """A clause whose subject is a noun phrase that says itself what it means."""
    first = tokens[start]
    if first.lower in _SAYS_NOTHING:
        return None
    return noun_clause(tokens, start, end) if _starts_noun_phrase(first) else None


def owned_clause(tokens: list[Token], start: int, end: int, before: Clause) -> Clause | None:
    """`after their supplies were …`: owned by the subject before, when nothing else can own them.

    For adverbial clauses only: "closed the mine, and its workers …" may mean the mine's.
    """
    owner = before.noun
    named = _looks_named(tokens, owner)
    plural = is_plural(tokens[owner[0] : owner[1]], tokens[before.verb.first].lower)
    fits = {"their": plural, "its": not plural, "his": named, "her": named}
    if not fits.get(tokens[start].lower) or verbs.has_object(tokens, before.verb.head):
        return None
    if tokens[owner[0]].lower in _NOBODYS or start + 1 >= end:
        return None
    clause = noun_clause(tokens, start, end)
    if clause is None:
        return None
    ending = "’" if tokens[owner[1] - 1].lower.endswith("s") else "’s"
    replaced = (*before.subject, Added(ending, POSSESSIVE))
    owned = (tokens[start + 1].start, tokens[clause.noun[1] - 1].end)
    subject = (*replaced, owned)
    return clause._replace(opening=subject, subject=subject, replaced=replaced)


def noun_clause(tokens: list[Token], start: int, end: int) -> Clause | None:
    verb = verbs.main_verb(tokens, start, min(end, start + 24))
    if verb is None or verb.first == start or not _is_safe(tokens, start, verb):
        return None
    noun_end = _noun_end(tokens, start, verb.first)
    subject = ((tokens[start].start, tokens[noun_end - 1].end),)
    return Clause(start, verb, subject, subject, (start, noun_end))


def _starts_noun_phrase(token: Token) -> bool:
    return token.is_word and (
        token.lower in lexicon.DETERMINERS
        or token.is_capitalised
        or token.text[0].isdigit()
        or (token.lower.endswith("s") and token.lower not in _NO_NOUN)
    )


def _is_safe(tokens: list[Token], start: int, verb: verbs.Verb) -> bool:
    """No list or aside between subject and verb, and a doubtful verb has a direct object."""
    between = tokens[start : verb.first]
    if [t for t in between if t.text in _PAUSES and not t.inside]:
        return _is_one_aside(between)
    finite = tokens[verb.first]
    if verbs.is_sure(finite) or finite.lower in lexicon.PRESENT:
        return True
    if verbs.has_object(tokens, verb.first):
        return True
    # "the militias piled ammunition": a plural before a verb is hardly its modifier.
    before, follows = tokens[verb.first - 1], tokens[min(verb.end, len(tokens) - 1)]
    if follows.text in {".", ",", ";"} and verbs.looks_past(finite):
        return True
    if before.is_capitalised and verbs.looks_past(finite):
        return follows.lower not in lexicon.PREPOSITIONS or verbs.is_intransitive(finite)
    return before.lower.endswith("s") and follows.is_word and follows.lower != "by"


def _is_one_aside(between: list[Token]) -> bool:
    """`the results, showing a fall, were …`: closed right before the verb."""
    commas = [i for i, t in enumerate(between) if t.text in _PAUSES and not t.inside]
    if len(commas) != 2 or commas[1] != len(between) - 1 or commas[1] - commas[0] < 2:
        return False
    opens = between[commas[0] + 1].lower
    return opens.endswith(("ing", "ed")) or opens in {"who", "which"}


def _pronoun_clause(tokens: list[Token], start: int, end: int, before: Clause) -> Clause | None:
    pronoun = tokens[start].lower
    verb_at = start + 1
    while verb_at < end and verbs.is_adverb(tokens[verb_at]):
        verb_at += 1
    if verb_at >= end - 1:
        return None
    if tokens[verb_at].lower not in verbs.FINITE and not verbs.looks_past(tokens[verb_at]):
        return None
    verb = verbs.at(tokens, verb_at)
    own = ((tokens[start].start, tokens[start].end),)
    noun = (start, start + 1)
    if pronoun in {"we", "i", "there"} or _same_pronoun(tokens, before, pronoun):
        return Clause(start, verb, own, own, noun)
    if not _agrees(tokens, before, verb, pronoun) or _is_expletive(tokens, verb, pronoun):
        return None
    return Clause(start, verb, before.subject, before.subject, noun, replaced=before.subject)


def _same_pronoun(tokens: list[Token], before: Clause, pronoun: str) -> bool:
    start, end = before.noun
    return end - start == 1 and tokens[start].lower == pronoun


def _is_expletive(tokens: list[Token], verb: verbs.Verb, pronoun: str) -> bool:
    """`it is likely that …`: there is nothing "it" stands for."""
    rest = [t.lower for t in tokens[verb.head : verb.end + 3]]
    return pronoun == "it" and verb.auxiliary != "" and ("that" in rest or "to" in rest)


def _needs_agent(tokens: list[Token], verb: verbs.Verb) -> bool:
    return tokens[verb.head].lower in lexicon.AGENTIVE


def _agrees(tokens: list[Token], before: Clause, verb: verbs.Verb, pronoun: str) -> bool:
    """Whether the subject before can be what the pronoun means, by number and kind."""
    start, end = before.noun
    words = tokens[start:end]
    if words[0].lower in lexicon.PRONOUN_SUBJECTS:
        return False
    if verbs.has_object(tokens, before.verb.head) and not _needs_agent(tokens, verb):
        return False  # "approved the law, but it was overturned": the object may be meant
    plural = is_plural(words, tokens[before.verb.first].lower)
    if pronoun == "they":
        return plural
    names = sum(t.is_capitalised for t in words)
    looks_named = _looks_named(tokens, before.noun)
    if pronoun == "it":
        return not plural and not (looks_named and names > 1)
    after = tokens[before.verb.end : before.verb.end + 30]
    rivals = any(t.is_capitalised and t.is_word for t in after)
    return pronoun in {"he", "she"} and not plural and looks_named and not rivals


def _looks_named(tokens: list[Token], noun: tuple[int, int]) -> bool:
    words = tokens[noun[0] : noun[1]]
    return words[0].lower not in lexicon.DETERMINERS and all(t.is_capitalised for t in words)


def is_plural(words: list[Token], verb: str) -> bool:
    """By the verb where it tells, else by the head of the phrase."""
    if verb in _PLURAL_VERBS:
        return True
    if verb in _SINGULAR_VERBS:
        return False
    head = words[-1]
    if len(words) > 1 and head.is_capitalised and words[0].lower not in lexicon.DETERMINERS:
        return any(t.lower == "and" for t in words)
    for index, token in enumerate(words[1:], start=1):
        if token.lower in lexicon.PREPOSITIONS or token.text == ",":
            head = words[index - 1]
            break
    if any(t.lower == "and" for t in words) or head.lower in _PLURALS:
        return True
    return head.lower.endswith("s") and not head.lower.endswith(("ss", "us", "is"))
