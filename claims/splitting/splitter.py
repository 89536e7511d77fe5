"""From a text to its candidate claims: the order of the steps, each of which is a module."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from claims.splitting import (
    attribution,
    candidate,
    clauses,
    contradictions,
    dates,
    furniture,
    kinds,
    languages,
    pronouns,
    quotes,
    sentences,
    signals,
    speakers,
    statement,
    tokens,
    verbs,
)
from claims.splitting.attribution import Attribution, Second
from claims.splitting.blocks import Role
from claims.splitting.candidate import Candidate, Signal, Time
from claims.splitting.parts import Part
from claims.splitting.sentences import Sentence
from claims.splitting.speakers import Read
from claims.splitting.statement import Statement
from claims.splitting.tokens import Token

VERSION: Final = "splitter-2"

_FEWEST_LETTERS: Final = 4
_FEWEST_WORDS: Final = 4
_STRETCH: Final = 64  # sentences that go through the steps together; bounds what is held of them


class _Marks(NamedTuple):
    """What the quotation marks of a sentence say of it, in the order of `Read`."""

    opened: bool
    unclosed: bool
    quoted: float


class _Stated(NamedTuple):
    """A part with its statement, before it is judged."""

    read: Read
    part: Part
    made: Statement
    found: Attribution
    quoted: float
    times: tuple[Time, ...]

    @property
    def reading(self) -> signals.Reading:
        return signals.Reading(
            self.made.text,
            self.made.words,
            self.read.english,
            self.found.attribution,
            self.found.words,
            self.quoted,
            self.part.resolved,
            self.times,
        )


def split(
    text: str, *, language: str | None = None, published_on: date | None = None
) -> list[Candidate]:
    """The checkable claims of a text, sorted by `start`.

    `language` is a BCP 47 tag; without one it is guessed from the text. `published_on`, the day
    the text appeared, is what "last week" is counted from. Only English is cut below
    the sentence: elsewhere whole sentences are returned, with the signals that digits and
    punctuation give. Offsets count code points of `text` as given; `clean` it first. The time is
    linear in its length.

    Every step goes over a stretch of sentences before the next one does: going through all steps
    with each sentence took a fifth longer, because no step stayed in the processor's cache.
    """
    code = languages.primary(language) if language else languages.guess(text)
    made: list[Candidate] = []
    antecedents = pronouns.Antecedents()
    reads = speakers.attributed(_reads(text, code))
    while stretch := list(islice(reads, _STRETCH)):
        times = [
            dates.found(text, read.tokens, published_on=published_on, language=code)
            for read in stretch
        ]
        proposed = [_is_proposed(text, read) for read in stretch]
        parts = [
            antecedents.resolved(read, _parts(read) if may_be else [])
            for read, may_be in zip(stretch, proposed, strict=True)
        ]
        stated = [
            _stated(text, read, part, named)
            for read, own, named in zip(stretch, parts, times, strict=True)
            for part in own
        ]
        made += _candidates(text, stated)
    return contradictions.marked(made)


def _reads(text: str, code: str) -> Iterator[Read]:
    english = code == "en"
    found = _sentences(text, code)
    opened, block = False, -1
    while stretch := list(islice(found, _STRETCH)):
        marks: list[_Marks] = []
        for start, end, _, number in stretch:
            marks.append(_marks(text[start:end], opened=opened and number == block))
            opened, block = marks[-1].unclosed, number
        words = [
            tokens.tokenize(text, start, end, opened=around.opened)
            for (start, end, _, _), around in zip(stretch, marks, strict=True)
        ]
        if english:
            said = [_said(text, each) for each in words]
        else:
            said = [(attribution.find_abroad(text, s.start, s.end, code), None) for s in stretch]
        for sentence, each, around, (source, other) in zip(
            stretch, words, marks, said, strict=True
        ):
            yield Read(sentence, each, source, *around, english, other)


def _sentences(text: str, code: str) -> Iterator[Sentence]:
    """The sentences of a text, in English without a dateline before them."""
    for sentence in sentences.sentences(text, code):
        if code != "en":
            yield sentence
            continue
        told = furniture.after_dateline(text, sentence.start, sentence.end)
        if told == sentence.start:
            yield sentence
        elif told < sentence.end:
            yield sentence._replace(start=told)


def _marks(words: str, *, opened: bool) -> _Marks:
    unclosed = quotes.left_open(words, opened=opened)
    return _Marks(opened, unclosed, quotes.share(words, opened=opened))


def _said(text: str, words: list[Token]) -> tuple[Attribution, Second | None]:
    """Who says an English sentence, and who else does."""
    source = attribution.find(text, words)
    other = attribution.second(text, words, source)
    return (source if other is None else attribution.find(text, words[: other.stop])), other


def _is_proposed(text: str, read: Read) -> bool:
    """Whether anything of a sentence is: nothing of a heading, a question or a fragment."""
    start, end, role, _ = read.sentence
    if role is Role.HEADING or role is Role.BYLINE:
        return False
    if kinds.is_question(text[start:end]) or not _says_something(read):
        return False
    return not (read.english and furniture.is_furniture(text, start, end))


def _parts(read: Read) -> list[Part]:
    """What can be checked alone."""
    start, end, *_ = read.sentence
    if not read.english:
        return [Part(start, end, ((start, end),), is_cut=False)]
    if read.second is None:
        return clauses.parts(read.tokens, read.found.leading, read.found.trailing)
    return _parts_of_two(read, read.second)


def _parts_of_two(read: Read, other: Second) -> list[Part]:
    """What the one says and what the other says, as if they were two sentences."""
    words, found = read.tokens[: other.stop], read.found
    one = clauses.parts(words, found.leading, min(found.trailing, words[-1].end))
    two = clauses.parts(read.tokens[other.first :], other.found.leading, other.found.trailing)
    return [part._replace(is_cut=True) for part in (*one, *two)]


def _says_something(read: Read) -> bool:
    """Not a fragment: letters at all, and in English a verb unless there are words enough."""
    if not _has_letters(read.tokens):
        return False
    if not read.english:
        return True
    has_verb = (
        not verbs.FINITE.isdisjoint([t.lower for t in read.tokens])
        or any(map(verbs.looks_past, read.tokens))
        or any(map(verbs.is_contraction, read.tokens))
    )
    if has_verb or read.sentence.role is Role.LIST_ITEM:
        return has_verb
    return sum(t.is_word for t in read.tokens) >= _FEWEST_WORDS


def _has_letters(words: list[Token]) -> bool:
    letters = 0
    for word in words:
        letters += len(word.text) if word.text.isalpha() else sum(map(str.isalpha, word.text))
        if letters >= _FEWEST_LETTERS:
            return True
    return False


def _stated(text: str, read: Read, part: Part, times: tuple[Time, ...]) -> _Stated:
    made = statement.assemble(text, part.words, read.tokens, mend=read.english)
    quoted = read.quoted
    if part.is_cut and quoted:
        quoted = quotes.share(text[part.start : part.end], opened=read.opened)
    found = read.attribution_of(part.start, part.end)
    return _Stated(read, part, made, found, quoted, dates.within(times, part.words))


def _candidates(text: str, stated: list[_Stated]) -> list[Candidate]:
    judged = [_kind(text, each) for each in stated]
    claims = [
        (each, kind)
        for each, kind in zip(stated, judged, strict=True)
        if kind not in candidate.NOT_CLAIMS
    ]
    reasons = [signals.found(each.reading, kind) for each, kind in claims]
    return [
        _candidate(text, each, kind, found)
        for (each, kind), found in zip(claims, reasons, strict=True)
    ]


def _candidate(text: str, stated: _Stated, kind: str, reasons: tuple[Signal, ...]) -> Candidate:
    part, made, found = stated.part, stated.made, stated.found
    return Candidate(
        start=part.start,
        end=part.end,
        quote=text[part.start : part.end],
        statement=made.text,
        kind=kind,
        checkworthiness=signals.score(reasons),
        signals=reasons,
        claimant=" ".join(found.claimant.split()),
        attribution=found.attribution,
        statement_parts=made.parts,
        attribution_spans=found.spans,
        times=stated.times,
    )


def _kind(text: str, stated: _Stated) -> str:
    """Judged on the part's own words, not on those it carries to stand alone."""
    part, own = stated.part, stated.made
    if part.carries:
        words: statement.Pieces = ((part.start, part.stated_end),)
        own = statement.assemble(text, words, stated.read.tokens, mend=False)
    quoted = _quoted_of_told(text, stated) if stated.quoted else 0.0
    has_quantity = bool(signals.quantity(own.text, own.words))
    return kinds.of(own.text, own.words, has_quantity=has_quantity, quoted=quoted)


def _quoted_of_told(text: str, stated: _Stated) -> float:
    """The quoted share of what is reported, however long the words about the speaker are."""
    part, found = stated.part, stated.found
    start, end = max(part.start, found.leading), min(part.end, found.trailing)
    if start >= end:
        start, end = part.start, part.end
    opened = stated.read.opened and start == stated.read.sentence.start
    return quotes.share(text[start:end], opened=opened)
