"""The names of an article as far as it has been read: who "Smith", "the mayor" and "the PKK" are.

A reader knows only what came before, and so does this index: a sentence is added, then asked
about. Two people of one surname are never told apart by guessing: the article's word stays.
"""

import itertools
from typing import Final, NamedTuple

from claims.splitting import lexicon, mentions
from claims.splitting.attribution import given, reporting, speaking
from claims.splitting.tokens import Token

FEMALE: Final = "f"
MALE: Final = "m"
_HONORIFICS: Final = {
    "mr": MALE, "mrs": FEMALE, "ms": FEMALE, "miss": FEMALE, "sir": MALE, "lord": MALE,
    "dame": FEMALE, "lady": FEMALE, "king": MALE, "queen": FEMALE, "prince": MALE,
    "princess": FEMALE, "spokesman": MALE, "spokeswoman": FEMALE, "chairman": MALE,
    "chairwoman": FEMALE, "congressman": MALE, "congresswoman": FEMALE, "actress": FEMALE,
}  # fmt: skip
_PARTICLES: Final = lexicon.words("de van von der den bin ibn del da dos du la le di el al ter")
_NO_NAME: Final = (
    lexicon.DETERMINERS | lexicon.FRONTED | lexicon.PREPOSITIONS | lexicon.PRONOUN_SUBJECTS
    | lexicon.SUBORDINATORS | lexicon.RELATIVE | lexicon.WEEKDAYS | lexicon.MONTHS
    | {"and", "but", "or", "so", "yet", "not", "also", "asked", "mr", "mrs"}
)  # fmt: skip
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
BODIES: Final = lexicon.words(
    "ministry committee council commission agency court university institute bank party union "
    "organization organisation department office police army fund group association foundation "
    "centre center bureau board observatory federation authority parliament senate government "
    "company corporation newspaper hospital tribunal league society network administration"
)
_FORMER: Final = frozenset({"former", "ex", "late", "then", "retired", "ousted", "one"})
_LESSER: Final = frozenset({"deputy", "vice", "assistant", "acting", "junior", "shadow"})
_MODIFYING: Final = _FORMER | _LESSER
_INTRODUCES: Final = reporting.DOCUMENTS | {"("}
_LONGEST: Final = 6


class Name(NamedTuple):
    """A name as first written, and where."""

    text: str
    start: int
    end: int
    gender: str = ""

    @property
    def is_person(self) -> bool:
        return bool(self.gender)


class Names:
    """The index. Reading an article and asking about each sentence is linear in its length."""

    def __init__(self) -> None:
        self._by_last: dict[str, list[Name]] = {}
        self._by_first: dict[str, list[Name]] = {}
        self._roles: dict[str, list[Name]] = {}
        self._bodies: dict[str, list[Name]] = {}
        self._acronyms: dict[str, list[Name]] = {}

    def read(self, tokens: list[Token]) -> Name | None:
        """Take in a sentence's names; the person it opens with, if it opens with one."""
        opener: Name | None = None
        stop = 0
        for index in [i for i, t in enumerate(tokens) if t.is_name or t.lower in _INTRODUCES]:
            if not tokens[index].is_name:
                if tokens[index].text == "(":
                    self._keep_acronym(tokens, index)
                else:
                    self._keep_document(tokens, index)
                continue
            if index < stop:
                continue
            stop = _run_end(tokens, index)
            kept = self._keep(tokens, index, stop)
            if index == 0 or (opener is None and _after_fronting(tokens, index)):
                opener = kept or self.full(spelled(tokens[index:stop]))
        return opener if opener is not None and opener.is_person else None

    def full(self, claimant: str) -> Name | None:
        """The name as first written, when there is exactly one it can be."""
        words = claimant.replace(".", " ").split()
        definite = bool(words) and words[0].lower() == "the"
        words = words[1:] if definite else words
        if definite and words and words[-1].islower():
            return _only(self._roles, " ".join(words)) or _only(self._bodies, words[-1])
        while len(words) > 1 and words[0].lower() in reporting.TITLES:
            words = words[1:]
        if not words:
            return None
        if len(words) > 1:
            same = [n for n in self._by_last.get(_last(words), []) if _same(n.text, words)]
            return same[0] if len(same) == 1 else _only(self._by_last, _key(" ".join(words)))
        word = _bare(words[0])
        return (
            _only(self._acronyms, word)
            or _only(self._by_last, _key(word))
            or (None if _key(word) in self._by_last else _only(self._by_first, _key(word)))
        )

    def _keep(self, tokens: list[Token], start: int, stop: int) -> Name | None:
        while start < stop and (tokens[start].lower in _NO_NAME or not tokens[start].is_word):
            start += 1
        if stop - start < 2 and (stop == start or tokens[start].lower not in BODIES):
            return None
        first = start
        is_body = stop > start and tokens[stop - 1].lower in BODIES
        while (
            not is_body
            and first < stop - 1
            and (_is_title(tokens[first]) or _is_title_of(tokens, first))
        ):
            first += 1
        words = [t for t in tokens[first:stop] if t.is_word]
        if not words or len(words) > _LONGEST or tokens[first].inside:
            return None
        titles = [t.lower for t in tokens[start:first] if t.is_word]
        if is_body:
            self._keep_body(tokens, first, stop)
            return None
        if len(words) == 1 and not titles:
            return None
        name = self._known(tokens, first, stop, _gender(titles, words))
        self._keep_roles(tokens, (start, first, stop), titles, name)
        return name

    def _known(self, tokens: list[Token], first: int, stop: int, gender: str) -> Name:
        """The person of this name met before, else a new one."""
        words = [_bare(t.text) for t in tokens[first:stop] if t.is_word]
        key = _last(words)
        if len(words) == 1:
            one = _only(self._by_last, key)
            return one or _named(tokens, first, stop, gender)
        same = [n for n in self._by_last.get(key, []) if _same(n.text, words)]
        if same:
            return same[0]
        name = _named(tokens, first, stop, gender)
        if words[0].lower() in _PARTICLES:
            return name
        self._by_last.setdefault(key, []).append(name)
        self._by_first.setdefault(words[0].lower(), []).append(name)
        if any(w.lower() in _PARTICLES for w in words[1:-1]):
            surname = _key(" ".join(words[1:]))
            self._by_last.setdefault(surname, []).append(name)
        return name

    def _keep_body(self, tokens: list[Token], first: int, stop: int) -> None:
        """`Health Ministry`, `Ministry of Health`: what "the ministry" may mean later."""
        head = tokens[stop - 1].lower
        if stop + 1 < len(tokens) and tokens[stop].lower in {"of", "for"}:
            last = stop + 1 + (tokens[stop + 1].lower == "the")
            after = last
            while after < len(tokens) and speaking.is_name_word(tokens[after]):
                after += 1
            stop = after if after > last else stop
        if stop - first > 1:
            _add(self._bodies, head, _named(tokens, first, stop, ""))

    def _keep_roles(
        self, tokens: list[Token], place: tuple[int, int, int], titles: list[str], name: Name
    ) -> None:
        start, _, stop = place
        held = [t for t in titles if t not in _HONORIFICS or t.endswith(("man", "woman"))]
        self._add_role(held, name)
        if start and tokens[start - 1].text[0].islower() and not titles:
            before = tokens[start - 1].lower
            if before.endswith(("man", "woman", "person", "ist", "er", "or", "ian")):
                modified = start > 1 and tokens[start - 2].lower in _MODIFYING
                self._add_role([tokens[start - 2].lower] * modified + [before], name)
        if start > 2 and tokens[start - 1].text == ",":
            self._add_role(mentions.role_before(tokens, start - 1), name)
        if stop + 1 < len(tokens) and tokens[stop].text == ",":
            self._add_role(mentions.role_after(tokens, stop + 1), name)

    def _add_role(self, words: list[str], name: Name) -> None:
        if not words or not _FORMER.isdisjoint(words):
            return
        _add(self._roles, " ".join(words), name)
        if len(words) > 1 and _LESSER.isdisjoint(words):
            _add(self._roles, words[-1], name)

    def _keep_document(self, tokens: list[Token], at: int) -> None:
        """`a report by the Court of Auditors`: what "the report" may mean later."""
        place = mentions.document(tokens, at)
        if place is not None:
            _add(self._bodies, tokens[at].lower, _named(tokens, *place, ""))

    def _keep_acronym(self, tokens: list[Token], bracket: int) -> None:
        """`Kurdistan Workers’ Party (PKK)`."""
        if bracket + 2 >= len(tokens) or tokens[bracket + 2].text not in {")", ",", ";"}:
            return
        letters = tokens[bracket + 1].text
        if len(letters) < 2 or not letters.isupper() or not letters.isalnum():
            return
        start = mentions.spelled_out(tokens, bracket, letters)
        if start < bracket:
            _add(self._acronyms, letters, _named(tokens, start, bracket, ""))


def _add(index: dict[str, list[Name]], key: str, name: Name) -> None:
    known = index.setdefault(key, [])
    if all(other.text.lower() != name.text.lower() for other in known[:3]) and len(known) < 3:
        known.append(name)


def _only(index: dict[str, list[Name]], key: str) -> Name | None:
    known = index.get(key, [])
    return known[0] if len(known) == 1 else None


def _after_fronting(tokens: list[Token], index: int) -> bool:
    """Whether the sentence proper begins here: `At the forum, Smith …`."""
    fronted = tokens[index - 1].text == "," and tokens[0].lower in lexicon.FRONTED
    return fronted and not any(t.lower in lexicon.SURE_FINITE for t in tokens[:index])


def _run_end(tokens: list[Token], start: int) -> int:
    """Past the capitalised words from `start`, with their particles, initials and titles."""
    stop = start
    while stop < len(tokens):
        token = tokens[stop]
        if token.is_name:
            stop += 1
            if token.lower.endswith(("'s", "’s")):
                break
        elif stop > start and _goes_on(tokens, stop):
            stop += 1
        else:
            break
    return stop


def _goes_on(tokens: list[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if at + 1 == len(tokens) or not tokens[at + 1].is_name:
        return False
    if token.text == ".":
        return before.end == token.start and (len(before.text) == 1 or _is_title(before))
    return token.lower in _PARTICLES


def _is_title(token: Token) -> bool:
    return token.lower in reporting.TITLES or token.text == "."


def _is_title_of(tokens: list[Token], at: int) -> bool:
    """`NYPD Commissioner`: letters that say whose commissioner."""
    return tokens[at].text.isupper() and len(tokens[at].text) > 1 and _is_title(tokens[at + 1])


def _key(word: str) -> str:
    return word.lower().replace("’", "'")


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _last(words: list[str]) -> str:
    last = _key(_bare(words[-1]))
    return _key(_bare(words[-2])) if last in _SUFFIXES and len(words) > 1 else last


def _same(known: str, words: list[str]) -> bool:
    """The same first and last word: with or without what stands between."""
    others = known.replace(".", " ").split()
    return others[0].lower() == words[0].lower() and _last(others) == _last(words)


def _gender(titles: list[str], words: list[Token]) -> str:
    for title in titles:
        if title in _HONORIFICS:
            return _HONORIFICS[title]
    first = words[0].lower
    if len(words) > 1 and first in given.WOMEN:
        return FEMALE
    return MALE if len(words) > 1 and first in given.MEN else ""


def spelled(words: list[Token]) -> str:
    """The words as they stand, on one line."""
    text = words[0].text
    for before, token in itertools.pairwise(words):
        text += " " * (token.start > before.end) + token.text
    return text


def _named(tokens: list[Token], start: int, stop: int, gender: str) -> Name:
    text = spelled(tokens[start:stop])
    bare = _bare(text)
    return Name(bare, tokens[start].start, tokens[stop - 1].end - len(text) + len(bare), gender)
