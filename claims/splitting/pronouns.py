"""Who "he", "she" and "they" are at the start of a sentence, when the sentence before leaves one.

Only the subject of the sentence before is considered, and only when nothing else in that sentence
could be meant; otherwise the pronoun stays and the reasons say that it needs its context.
"""

from typing import Final

from claims.splitting import lexicon, subjects, times_told
from claims.splitting.blocks import Role
from claims.splitting.parts import Part
from claims.splitting.speakers import Read
from claims.splitting.statement import Added, Pieces, Slice
from claims.splitting.tokens import Token

_PEOPLE: Final = frozenset({"he", "she"})
_MEANT: Final = _PEOPLE | {"they"}
_IN_PLACE: Final = lexicon.words("in at to from near across outside inside on of over into")


class Antecedents:
    """Remembers the sentence before; asked once for every sentence, in their order."""

    def __init__(self) -> None:
        self._before: Read | None = None
        self._meant: tuple[str, Slice] | None = None  # what the sentence before began with

    def resolved(self, read: Read, parts: list[Part]) -> list[Part]:
        """The parts with the pronoun the sentence begins with replaced, where that is safe."""
        pronoun = _opening(read)
        antecedent = None
        if pronoun is not None and self._before is not None and _follows(self._before, read):
            antecedent = self._antecedent(self._before, pronoun)
        self._before = read
        self._meant = (pronoun.lower, antecedent) if pronoun and antecedent else None
        if pronoun is None or antecedent is None:
            return parts
        return [_replaced(part, pronoun, antecedent) for part in parts]

    def _antecedent(self, before: Read, pronoun: Token) -> Slice | None:
        words = before.tokens
        if self._meant is not None and self._meant[0] == pronoun.lower:
            opening = subjects.without_link(words) + 1
            return None if _rivals(words, opening, pronoun.lower) else self._meant[1]
        clause = subjects.first_clause(words, 0, len(words))
        if clause is None or _opening(before) is not None:
            return None
        start, end = clause.noun
        noun = words[start:end]
        if not _fits(noun, pronoun.lower, words[clause.verb.first].lower):
            return None
        if _rivals(words, clause.verb.end, pronoun.lower):
            return None
        return noun[0].start, noun[-1].end


def _opening(read: Read) -> Token | None:
    """The pronoun a sentence in nobody's quotation begins with."""
    first = read.tokens[subjects.without_link(read.tokens)]
    if read.opened or first.inside or not read.english:
        return None
    return first if first.lower in _MEANT else None


def _follows(before: Read, read: Read) -> bool:
    """In the same paragraph or the next, and both prose in nobody's mouth."""
    near = read.sentence.block - before.sentence.block <= 1
    return near and before.sentence.role is Role.PROSE and not before.quoted


def _fits(noun: list[Token], pronoun: str, verb: str) -> bool:
    if noun[0].lower in lexicon.PRONOUN_SUBJECTS:
        return False
    if pronoun == "they":
        return subjects.is_plural(noun, verb)
    named = all(t.is_capitalised for t in noun) and noun[0].lower not in lexicon.DETERMINERS
    return named and len(noun) > 1 and not noun[-1].text.isupper()


def _rivals(words: list[Token], start: int, pronoun: str) -> bool:
    """Whether anything after the subject could be meant as well."""
    for index in range(start, len(words)):
        token, before = words[index], words[index - 1]
        if not token.is_word or times_told.tells(token):
            continue
        if pronoun == "they":
            if token.lower.endswith("s") and len(token.text) > 3 and not token.text[0].isdigit():
                return True
        elif token.is_capitalised and not (
            before.lower in _IN_PLACE or before.is_capitalised or before.lower == "the"
        ):
            return True
    return False


def _replaced(part: Part, pronoun: Token, antecedent: Slice) -> Part:
    words: list[Slice | Added] = []
    for piece in part.words:
        if isinstance(piece, Added) or piece[0] != pronoun.start:
            words.append(piece)
            continue
        words.append(antecedent)
        if piece[1] > pronoun.end + 1:
            words.append((pronoun.end + 1, piece[1]))
    made: Pieces = tuple(words)
    return part if made == part.words else part._replace(words=made, resolved=pronoun.text)
