"""From a text to its candidate claims: the order of the steps, each of which is a module."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from claims.splitting import (
    attribution,
    candidate,
    clauses,
    kinds,
    languages,
    quotes,
    sentences,
    signals,
    tokens,
    verbs,
)
from claims.splitting.attribution import Attribution
from claims.splitting.blocks import Role
from claims.splitting.candidate import Candidate
from claims.splitting.clauses import Part
from claims.splitting.sentences import Sentence
from claims.splitting.tokens import Token

VERSION: Final = "splitter-2"

_SPEAKER_LASTS: Final = 6  # sentences for which "she said" may still mean the last speaker
_LONGEST_QUOTATION: Final = 12  # sentences held while the speaker of a quotation is looked for
_WHOLLY: Final = 0.95
_FEWEST_LETTERS: Final = 4
_FEWEST_WORDS: Final = 4


class _Read(NamedTuple):
    """A sentence with everything known before its parts are judged."""

    sentence: Sentence
    tokens: list[Token]
    found: Attribution
    opened: bool  # it begins inside a quotation
    unclosed: bool  # it ends inside one
    quoted: float  # the share of it that is quoted
    english: bool


def split(
    text: str, *, language: str | None = None, published_on: date | None = None
) -> list[Candidate]:
    """The checkable claims of a text, sorted by `start`.

    `language` is a BCP 47 tag; without one it is guessed from the text. `published_on`, the day
    the text appeared, is what "last week" is counted from. Only English is cut below
    the sentence: elsewhere whole sentences are returned, with the signals that digits and
    punctuation give. Offsets count code points of `text` as given; `clean` it first. The time is
    linear in its length.
    """
    code = languages.primary(language) if language else languages.guess(text)
    made: list[Candidate] = []
    for read in _attributed(_reads(text, code)):
        made.extend(_candidates(text, read))
    return made


def _reads(text: str, code: str) -> Iterator[_Read]:
    opened, block = False, -1
    english = code == "en"
    for sentence in sentences.sentences(text, code):
        start, end = sentence.start, sentence.end
        opened = opened and sentence.block == block
        block = sentence.block
        found = tokens.tokenize(text, start, end, opened=opened)
        if english:
            source = attribution.find(text, found)
        else:
            source = attribution.find_abroad(text, start, end)
        unclosed = quotes.left_open(text[start:end], opened=opened)
        quoted = quotes.share(text[start:end], opened=opened)
        yield _Read(sentence, found, source, opened, unclosed, quoted, english)
        opened = unclosed


def _attributed(reads: Iterator[_Read]) -> Iterator[_Read]:
    """Give every sentence of one quotation its speaker, and "she said" the last person named."""
    speakers = _Speakers()
    held: list[_Read] = []
    for read in reads:
        held.append(read)
        if read.unclosed and len(held) < _LONGEST_QUOTATION:
            continue
        yield from speakers.assign(held)
        held = []
    yield from speakers.assign(held)


class _Speakers:
    """Remembers who spoke last, by full name, and for how many sentences that holds."""

    def __init__(self) -> None:
        self._name = ""
        self._age = 0
        self._quoted: tuple[int, Attribution] | None = None

    def assign(self, run: list[_Read]) -> list[_Read]:
        """The sentences of one quotation (usually one sentence), each with its claimant."""
        run = [read._replace(found=self._resolved(read)) for read in run]
        spoken = next(
            (r.found for r in run if r.found.attribution != candidate.NO_ATTRIBUTION), None
        )
        if spoken is None or len(run) == 1:
            return run
        return [
            read
            if read.found.attribution != candidate.NO_ATTRIBUTION
            else read._replace(found=_said_by(read.found, spoken))
            for read in run
        ]

    def _resolved(self, read: _Read) -> Attribution:
        found = self._continued(read)
        self._age += 1
        if found.claimant.lower() in {"he", "she"} and self._name and self._age <= _SPEAKER_LASTS:
            self._age = 0
            return found._replace(claimant=self._name)
        if attribution.is_full_name(found.claimant) or (
            found.claimant and found.claimant in self._name.split()
        ):
            self._name, self._age = found.claimant, 0
        return found

    def _continued(self, read: _Read) -> Attribution:
        """A whole quotation right after an attributed one, in the same paragraph, goes on."""
        found, block = read.found, read.sentence.block
        before, self._quoted = self._quoted, None
        silent = found.attribution == candidate.NO_ATTRIBUTION and read.quoted > _WHOLLY
        if silent and before is not None and before[0] == block:
            found = _said_by(found, before[1])
        if found.attribution != candidate.NO_ATTRIBUTION and read.quoted:
            self._quoted = (block, found)
        return found


def _said_by(found: Attribution, other: Attribution) -> Attribution:
    """The speaker of `other`; what leads and trails stays the sentence's own."""
    return found._replace(claimant=other.claimant, attribution=other.attribution, words=other.words)


def _candidates(text: str, read: _Read) -> Iterator[Candidate]:
    if read.sentence.role in {Role.HEADING, Role.BYLINE}:
        return
    start, end = read.sentence.start, read.sentence.end
    if kinds.is_question(text[start:end]) or not _says_something(read):
        return
    if read.english:
        parts = clauses.parts(read.tokens, read.found.leading, read.found.trailing)
    else:
        parts = [Part(start, end, ((start, end),), "")]
    for part in parts:
        made = _candidate(text, read, part)
        if made.kind not in candidate.NOT_CLAIMS:
            yield made


def _says_something(read: _Read) -> bool:
    """Not a fragment: letters at all, and in English a verb unless there are words enough."""
    letters = sum(c.isalpha() for token in read.tokens for c in token.text)
    if letters < _FEWEST_LETTERS:
        return False
    if not read.english:
        return True
    words = [t for t in read.tokens if t.is_word]
    has_verb = any(
        t.lower in verbs.FINITE or verbs.looks_past(t) or verbs.is_contraction(t) for t in words
    )
    if read.sentence.role is Role.LIST_ITEM:
        return has_verb
    return has_verb or len(words) >= _FEWEST_WORDS


def _candidate(text: str, read: _Read, part: Part) -> Candidate:
    quote = text[part.start : part.end]
    statement = _statement(text, part) or " ".join(quote.split())
    words = tokens.tokenize(statement, 0, len(statement))
    found = read.found
    if found.attribution == candidate.NO_ATTRIBUTION and read.english:
        found = attribution.find(statement, words)
    quoted = quotes.share(quote, opened=read.opened)
    reading = signals.Reading(
        statement, words, read.english, found.attribution, found.words, quoted, part.resolved
    )
    kind = _kind(text, part, statement, quoted)
    reasons = signals.found(reading, kind)
    return Candidate(
        start=part.start,
        end=part.end,
        quote=quote,
        statement=statement,
        kind=kind,
        checkworthiness=signals.score(reasons),
        signals=reasons,
        claimant=" ".join(found.claimant.split()),
        attribution=found.attribution,
    )


def _kind(text: str, part: Part, statement: str, quoted: float) -> str:
    """Judged on the part's own words, not on those it carries to stand alone."""
    carries = part.words[0][0] < part.start
    own = text[part.start : part.words[-1][1]] if carries else statement
    words = tokens.tokenize(own, 0, len(own))
    return kinds.of(own, words, has_quantity=bool(signals.quantity(own, words)), quoted=quoted)


def _statement(text: str, part: Part) -> str:
    """The part's words on one line; a quotation alone loses its marks."""
    joined = " ".join(" ".join(text[start:end] for start, end in part.words).split())
    return quotes.bare(joined)
