"""Finding the finite verb of a clause without a tagger: sure forms first, doubtful ones checked."""

from typing import Final, NamedTuple

from claims.splitting import lexicon
from claims.splitting.tokens import Token

_COMPLEMENT: Final = (
    lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.OBJECT_PRONOUNS | {"that", "more", "less"}
)
_CONTRACTING: Final = lexicon.PRONOUN_SUBJECTS | {"you", "who", "what"}
_OBJECTS: Final = lexicon.DETERMINERS | lexicon.OBJECT_PRONOUNS
_CLAIMS_NOUN: Final = lexicon.DETERMINERS | lexicon.PREPOSITIONS | {"and", "or", "to"}
_REDUCES: Final = lexicon.PREPOSITIONS - {"to"}
_LISTED: Final = lexicon.PAST | lexicon.PRESENT
FINITE: Final = lexicon.AUXILIARY | lexicon.DISTINCT_PAST | lexicon.PAST | lexicon.PRESENT


class Verb(NamedTuple):
    """Token indices: `first` is the finite form, `head` what carries the meaning, `end` after."""

    first: int
    head: int
    end: int
    auxiliary: str  # "" when the head itself is finite


def at(tokens: list[Token], first: int) -> Verb:
    """The verb group that begins at `first`."""
    finite = tokens[first]
    if finite.lower not in lexicon.AUXILIARY:
        return Verb(first, first, first + 1, "")
    head = first + 1
    while head < len(tokens) and is_adverb(tokens[head]):
        head += 1
    if head < len(tokens) and tokens[head].lower in {"been", "be", "being"}:
        head += 1
    while head < len(tokens) and is_adverb(tokens[head]):
        head += 1
    head = min(head, len(tokens) - 1)
    return Verb(first, head, head + 1, finite.lower)


def is_adverb(token: Token) -> bool:
    return token.lower in lexicon.ADVERBS or (token.lower.endswith("ly") and len(token.text) > 4)


def is_participle(token: Token) -> bool:
    return token.lower.endswith(("ed", "en", "wn")) or token.lower in lexicon.PAST


def is_sure(token: Token) -> bool:
    """Forms that are finite wherever they stand."""
    return token.lower in lexicon.SURE_FINITE


def is_contraction(token: Token) -> bool:
    """`he's`, `they’ve`: a subject and a verb in one word, which no part could carry apart."""
    lower = token.lower
    if lower.isalpha() or ("’" not in lower and "'" not in lower):
        return False
    return lower.replace("’", "'").partition("'")[0] in _CONTRACTING


def looks_past(token: Token) -> bool:
    """A form that may be a past verb: in the list, or any other word in -ed."""
    return token.lower in lexicon.PAST or (
        token.lower.endswith("ed") and len(token.text) > 4 and token.lower not in _NOT_PAST
    )


def is_past(tokens: list[Token], index: int) -> bool:
    """Whether the doubtful form at `index` reads as a finite past verb with its complement.

    A verb outside the list needs an object that cannot be part of its own noun phrase.
    """
    token = tokens[index]
    if not looks_past(token) or token.inside or token.is_capitalised:
        return False
    if index + 1 >= len(tokens):
        return token.lower in lexicon.PAST
    if has_object(tokens, index):
        return True
    follows = tokens[index + 1]
    return token.lower in lexicon.PAST and (
        follows.lower in _COMPLEMENT
        or is_adverb(follows)
        or follows.text in {".", ","}
        or token.lower in _SELDOM_ADJECTIVES
    )


def has_object(tokens: list[Token], index: int) -> bool:
    """Whether a noun phrase that is surely new begins right after the token."""
    if index + 1 >= len(tokens):
        return False
    follows = tokens[index + 1]
    if index + 2 < len(tokens) and follows.lower in {"only", "about", "nearly", "almost"}:
        follows = tokens[index + 2]
    return (
        follows.lower in _OBJECTS
        or follows.text[0].isdigit()
        or follows.text in {"$", "€", "£"}
        or (follows.is_capitalised and follows.is_word)
    )


_NOT_PAST: Final = lexicon.words(
    "indeed hundred united aged armed based related limited alleged interested concerned needed "
    "speed breed exceed succeed proceed unprecedented so-called wicked naked sacred beloved "
    "supposed married talented experienced educated located known"
)
_INTRANSITIVE: Final = lexicon.words(
    "arrived clashed died marched protested lived worked travelled traveled retreated returned "
    "resigned rallied gathered remained stayed entered reached survived moved declined increased "
    "decreased dropped climbed jumped soared plunged slipped surged voted agreed failed succeeded "
    "demonstrated met won lost began started ended continued resumed collapsed occurred happened "
    "walked appeared emerged expired crashed exploded escaped fought stood sat slept talked argued "
    "struggled clashed surrendered stumbled vanished disappeared spoke ran thrived"
)
_SELDOM_ADJECTIVES: Final = lexicon.words(
    "launched attempted announced seized attacked declined refused failed left won lost sent "
    "began said denied sold bought built killed imposed raised lowered hired fired dismissed "
    "founded moved passed opposed backed"
)


_OPENS_CLAUSE: Final = frozenset({"when", "because", "while", "although", "though", "whereas"})
_ENDS_CLAUSE: Final = _OPENS_CLAUSE | lexicon.RELATIVE
"""Past a relative pronoun verbs belong to another clause; past the others, once one was read."""


def main_verb(tokens: list[Token], start: int, end: int) -> Verb | None:
    """The finite verb of the clause tokens[start:end]; None when no reading is safe.

    A doubtful form gives way to a sure one later in the same stretch ("goods made in China were").
    """
    reduced: Verb | None = None
    aside = closed = False
    for index in range(start, end):
        token = tokens[index]
        if token.text == "," and not token.inside:
            closed, aside = aside, _opens_aside(tokens, index, end)
            aside = aside and not closed
            continue
        if token.inside or aside:
            continue
        lower = token.lower
        ends = lower in lexicon.RELATIVE if reduced is None else lower in _ENDS_CLAUSE
        if (ends and index > start) or is_contraction(token):
            return reduced if lower in _OPENS_CLAUSE else None
        if lower in lexicon.SURE_FINITE:
            return at(tokens, index)
        if reduced is None and index > start and _doubtful(tokens, index, after_aside=closed):
            if not _could_be_reduced(tokens, index):
                return at(tokens, index)
            reduced = at(tokens, index)
    return _only_verb(tokens, reduced, end)


def _only_verb(tokens: list[Token], reduced: Verb | None, end: int) -> Verb | None:
    """What could be a participle is the verb where nothing else is: `The mine closed in May`."""
    if reduced is None or any(looks_past(tokens[i]) for i in range(reduced.end, end)):
        return None
    return reduced


def _doubtful(tokens: list[Token], index: int, *, after_aside: bool) -> bool:
    """A form that may be the finite verb: a past or present form that no determiner claims."""
    before, token = tokens[index - 1], tokens[index]
    if token.lower not in _LISTED and not token.lower.endswith(("ed", "s")):
        return False  # most words
    if before.lower in _CLAIMS_NOUN:
        return _is_told_of_this(tokens, index)
    if before.text == "," and looks_past(token) and not after_aside:
        return False  # ", made up of …": an aside
    if token.lower in lexicon.PRESENT or is_past(tokens, index) or _is_third(tokens, index):
        return True
    if is_adverb(before) or token.is_capitalised:
        return False
    # "the militias piled ammunition": a plural before a verb is hardly its modifier.
    return token.lower in lexicon.PAST or (looks_past(token) and before.lower.endswith("s"))


def _is_third(tokens: list[Token], index: int) -> bool:
    """`The firm recalls an …`: a form in -s between a singular noun and an article."""
    before, token = tokens[index - 1].lower, tokens[index]
    if not token.lower.endswith("s") or token.is_capitalised or len(token.text) < 4:
        return False
    if token.lower.endswith(("ss", "us", "is", "'s", "’s")) or before.endswith("s"):
        return False
    follows = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return follows in {"a", "an", "the", "its", "their", "that"} and not is_adverb(tokens[index])


def _is_told_of_this(tokens: list[Token], index: int) -> bool:
    """`This echoes an …`: a pronoun that opens the sentence, not the article of a noun."""
    return (
        index == 1
        and tokens[0].lower in {"this", "that"}
        and tokens[1].lower in lexicon.PRESENT
        and has_object(tokens, 1)
    )


def _could_be_reduced(tokens: list[Token], index: int) -> bool:
    """`goods made in …`, `areas held by …`: a participle, unless it is one that takes no object."""
    follows = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return looks_past(tokens[index]) and follows in _REDUCES and not is_intransitive(tokens[index])


def is_intransitive(token: Token) -> bool:
    """A past form that takes no object, so that it is no participle of what stands before it."""
    return token.lower in _INTRANSITIVE


def _opens_aside(tokens: list[Token], comma: int, end: int) -> bool:
    """Whether a comma opens an aside about the subject: `, made up of …,` or `, who …,`."""
    if comma + 1 >= end:
        return False
    follows = tokens[comma + 1]
    if follows.lower in {"who", "which", "whose", "whom", "where"}:
        return True
    return (is_participle(follows) or follows.lower.endswith("ing")) and not follows.is_capitalised
