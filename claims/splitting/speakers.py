"""Who says a sentence when it stands in another one: quotations that go on, "she", "the report"."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from claims.splitting import candidate, lexicon
from claims.splitting.attribution import (
    MARKS,
    Attribution,
    Second,
    english_subject,
    reporting,
    speaking,
)
from claims.splitting.blocks import Role
from claims.splitting.names import BODIES, FEMALE, MALE, Name, Names, spelled
from claims.splitting.sentences import Sentence
from claims.splitting.tokens import Token

_SPEAKER_LASTS: Final = 6  # sentences for which "she said" may still mean the last speaker
_GROUP_LASTS: Final = 4  # sentences for which "they said" and "it said" may still mean the last
_LONGEST_QUOTATION: Final = 12  # sentences held while the speaker of a quotation is looked for
_WITH_ROLE: Final = 3  # words of a role and a full name
_WHOLLY: Final = 0.95
_GENDERS: Final = {"he": MALE, "she": FEMALE}
_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "i", "we", "you", "this", "these"})
_AFTER_HEAD: Final = lexicon.PREPOSITIONS | lexicon.RELATIVE | {"familiar", "close"}
_DEFINITE: Final = frozenset({"the", "this", "these", "those", "that"})


class Read(NamedTuple):
    """A sentence with everything known before its parts are judged."""

    sentence: Sentence
    tokens: list[Token]
    found: Attribution
    opened: bool  # it begins inside a quotation
    unclosed: bool  # it ends inside one
    quoted: float  # the share of it that is quoted
    english: bool
    second: Second | None = None  # another speaker, whose words end the sentence

    def attribution_of(self, start: int, end: int) -> Attribution:
        """The attribution of the part from `start` to `end`: the sentence's, unless it is inner."""
        found = self.found
        if self.second is not None and start >= self.tokens[self.second.first].start:
            found = self.second.found
        if end <= found.leading:
            return _unsaid(found)  # what the article tells of the speaker
        if not found.inner or any(start <= first < end for first, _ in found.spans):
            return found
        return _unsaid(found)


def attributed(reads: Iterator[Read]) -> Iterator[Read]:
    """Give every sentence of one quotation its speaker, and "she said" the last person named."""
    speakers = _Speakers()
    held: list[Read] = []
    for read in reads:
        if held and not _goes_on(held[-1], read):
            yield from speakers.assign(held)
            held = []
        held.append(read)
        if read.unclosed and len(held) < _LONGEST_QUOTATION:
            continue
        yield from speakers.assign(held)
        held = []
    yield from speakers.assign(held)


def _goes_on(before: Read, read: Read) -> bool:
    """A quotation left open goes on in the next paragraph when that opens with a mark too."""
    return read.sentence.block == before.sentence.block or read.tokens[0].text in MARKS


class _Speakers:
    """Remembers who spoke last, by full name, and for how many sentences that holds."""

    def __init__(self) -> None:
        self._names = Names()
        self._at = 0
        self._people: list[tuple[int, Name]] = []  # newest last
        self._groups: dict[str, Attribution] = {}
        self._plural: tuple[int, Attribution] | None = None
        self._body: tuple[int, Attribution] | None = None
        self._quoted: tuple[int, Attribution] | None = None
        self._announced: tuple[int, Attribution] | None = None
        self._label: tuple[int, Attribution] | None = None
        self._before: Read | None = None
        self._last: tuple[int, Attribution] | None = None
        self._claimants: dict[str, Attribution] = {}  # by their last word

    def assign(self, run: list[Read]) -> list[Read]:
        """The sentences of one quotation (usually one sentence), each with its claimant."""
        run = [self._heard(read) for read in run]
        spoken = next((r.found for r in run if r.found.is_known and not r.found.inner), None)
        if spoken is None or len(run) == 1:
            return run
        return [
            read if read.found.is_known else read._replace(found=_said_by(read.found, spoken))
            for read in run
        ]

    def _heard(self, read: Read) -> Read:
        found = self._resolved(read)
        if found is not read.found:
            read = read._replace(found=found)
        if read.second is None:
            return read
        found = self._identified(read.second.found)
        self._remember(found, read)
        return read._replace(second=read.second._replace(found=found))

    def _resolved(self, read: Read) -> Attribution:
        self._at += 1
        found = self._continued(read)
        opener = self._names.read(read.tokens) if read.english else None
        if found.is_known and found is not read.found:
            return found
        if opener is not None and read.sentence.role is not Role.HEADING:
            self._salient(opener)
        if found.is_known:
            found = self._identified(found)
            self._remember(found, read)
            self._look_ahead(found, read)
        self._before = read
        return found

    def _identified(self, found: Attribution) -> Attribution:
        """The same attribution with the claimant's full name, where there is no doubt."""
        lower = found.claimant.lower()
        if lower in _GENDERS:
            return self._person(found, _GENDERS[lower])
        if lower in {"they", "it"}:
            return self._group(found, self._plural if lower == "they" else self._body)
        if not found.claimant:
            return self._left_out(found)
        name = self._full(found.claimant)
        if name is not None:
            return _named(found, name)
        known = self._claimants.get(lower)
        if known is not None and known.claimant != found.claimant:
            return _same_speaker(found, known)
        words = lower.split()
        first = self._groups.get(words[-1]) if words[0] in _DEFINITE and len(words) < 4 else None
        return _same_speaker(found, first) if first else found

    def _full(self, claimant: str) -> Name | None:
        """The name in `Holm mayor Ann Voss`, where the claimant as a whole is none."""
        name = self._names.full(claimant)
        words = claimant.split()
        if name is not None or len(words) < _WITH_ROLE:
            return name
        role = words[-3].islower() or words[-3].lower() in reporting.TITLES
        named = all(word[0].isupper() and word.isalpha() for word in words[-2:])
        return self._names.full(" ".join(words[-2:])) if role and named else None

    def _group(self, found: Attribution, last: tuple[int, Attribution] | None) -> Attribution:
        """Who "they" or "it" is: whoever spoke last, unless a sentence between has a subject."""
        if last is not None and self._at - last[0] == 1:
            return _same_speaker(found, last[1])
        before = self._before
        subject = english_subject(before.tokens) if before is not None and before.english else []
        if (subject and not speaking.is_name_word(subject[0])) or len(subject) > 1:
            many = speaking.is_plural(subject)
            if many == (found.claimant.lower() == "they") and subject[0].lower not in _PRONOUNS:
                return self._said_by_subject(found, subject)
        fresh = last is not None and self._at - last[0] <= _GROUP_LASTS
        return _same_speaker(found, last[1]) if last and fresh and not subject else found

    def _said_by_subject(self, found: Attribution, subject: list[Token]) -> Attribution:
        text = spelled(subject)
        name = self._names.full(text)
        place = (subject[0].start, subject[-1].end)
        status = speaking.status(subject, text)
        claimant = name.text if name else text
        return found._replace(
            claimant=claimant, attribution=status, spans=(*found.spans[:1], place)
        )

    def _left_out(self, found: Attribution) -> Attribution:
        """A verb without a subject, as in `«…», añadió.`: whoever spoke last, else nobody."""
        if found.attribution == candidate.UNNAMED:
            return found
        last = self._last
        if last is None or self._at - last[0] > _GROUP_LASTS:
            return _unsaid(found)
        return _same_speaker(found, last[1])

    def _person(self, found: Attribution, gender: str) -> Attribution:
        """The last person who spoke or whom a sentence opened with, if "she" fits them."""
        for at, name in reversed(self._people):
            if self._at - at > _SPEAKER_LASTS:
                break
            if name.gender in {"", gender}:
                self._salient(name._replace(gender=gender))
                return _named(found, name)
        return found

    def _salient(self, name: Name) -> None:
        self._people = [(at, n) for at, n in self._people if n.text != name.text][-5:]
        self._people.append((self._at, name))

    def _remember(self, found: Attribution, read: Read) -> None:
        name = self._full(found.claimant)
        person = name is not None and name.is_person
        thing = found.claimant[:4].lower() == "the " or (name and _is_body(name.text.split(), "-"))
        if name is not None and found.attribution == candidate.NAMED and (person or not thing):
            self._salient(name)
        if self._quoted is not None and self._quoted[1] is not found and read.quoted:
            self._quoted = (read.sentence.block, found) if not found.inner else None
        speaker = found.claimant.split()
        if not speaker:
            return
        self._last = (self._at, found)
        if len(speaker) > 1 and speaking.is_written_as_name(speaker[-1]) and name is None:
            self._claimants.setdefault(speaker[-1].lower(), found)
        head = _head(speaker)
        self._groups.setdefault(head, found)
        if found.attribution == candidate.UNNAMED or head.endswith("s") or head in {"police"}:
            self._plural = (self._at, found)
        is_body = not person and _is_body(speaker, head)
        if is_body or speaking.is_document(_within(read.tokens, found.spans[:1])):
            self._body = (self._at, found)

    def _look_ahead(self, found: Attribution, read: Read) -> None:
        """What `Smith said:` and a label at the start of a paragraph mean for what follows."""
        if read.tokens[-1].text == ":":
            self._announced = (read.sentence.block, found)
        elif found.spans and found.spans[0][0] == read.sentence.start:
            colon = next((t for t in read.tokens if t.start >= found.spans[0][1]), None)
            if colon is not None and colon.text == ":" and not read.quoted:
                self._label = (read.sentence.block, found)

    def _continued(self, read: Read) -> Attribution:
        """A whole quotation after an attributed one, a label's further sentences, `said:`."""
        found, block = read.found, read.sentence.block
        silent, whole = not found.is_known, read.quoted > _WHOLLY
        before, self._quoted = self._quoted, None
        announced, self._announced = self._announced, None
        if silent and self._label and self._label[0] == block:
            return _said_by(found, self._label[1])
        if silent and before and whole and before[0] == block:
            found = _said_by(found, before[1])
        elif silent and announced and (whole or read.sentence.role is Role.LIST_ITEM):
            found = _said_by(found, announced[1])
            self._announced = announced
        if found.is_known and read.quoted and not found.inner:
            self._quoted = (block, found)
        return found


def _within(tokens: list[Token], spans: tuple[tuple[int, int], ...]) -> list[Token]:
    return [t for start, end in spans for t in tokens if start <= t.start < end]


def _is_body(speaker: list[str], head: str) -> bool:
    """What "it" may stand for: a lower-case noun, an acronym, a word like Ministry."""
    return head.islower() or head.isupper() or any(w.lower() in BODIES for w in speaker)


def _head(words: list[str]) -> str:
    """The head noun of "two people familiar with the matter": people."""
    head = words[0]
    for word in words[1:]:
        if word.lower() in _AFTER_HEAD:
            break
        head = word
    return head


def _unsaid(found: Attribution) -> Attribution:
    return Attribution("", candidate.NO_ATTRIBUTION, "", found.leading, found.trailing)


def _named(found: Attribution, name: Name) -> Attribution:
    place = (name.start, name.end)
    spans = found.spans
    if not any(start <= place[0] < end for start, end in spans):
        spans = (*spans, place)
    claimant = found.claimant if name.text in found.claimant else name.text
    return found._replace(claimant=claimant, spans=spans)


def _same_speaker(found: Attribution, other: Attribution) -> Attribution:
    """ "They" and "the sources" are who they were before; the words are this sentence's."""
    if found.spans[:1] == other.spans[:1]:
        return found
    spans = (*found.spans[:1], *other.spans[:1])
    return found._replace(claimant=other.claimant, attribution=other.attribution, spans=spans)


def _said_by(found: Attribution, other: Attribution) -> Attribution:
    """The speaker of `other`; what leads and trails stays the sentence's own."""
    return found._replace(
        claimant=other.claimant,
        attribution=other.attribution,
        words=other.words,
        spans=other.spans,
    )
