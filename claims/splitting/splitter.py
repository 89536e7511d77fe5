"""From a text to its candidate claims: the order of the steps, each of which is a module."""

from collections.abc import Iterator
from datetime import date
from typing import Final

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
from claims.splitting.blocks import Role
from claims.splitting.candidate import Candidate, Time
from claims.splitting.parts import Part
from claims.splitting.speakers import Read
from claims.splitting.statement import Statement
from claims.splitting.tokens import Token

VERSION: Final = "splitter-2"

_FEWEST_LETTERS: Final = 4
_FEWEST_WORDS: Final = 4


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
    antecedents = pronouns.Antecedents()
    for read in speakers.attributed(_reads(text, code)):
        times = dates.found(text, read.tokens, published_on=published_on, language=code)
        parts = antecedents.resolved(read, _parts(text, read))
        made.extend(_candidates(text, read, parts, times))
    return contradictions.marked(made)


def _reads(text: str, code: str) -> Iterator[Read]:
    opened, block = False, -1
    english = code == "en"
    for sentence in sentences.sentences(text, code):
        if english:
            told = furniture.after_dateline(text, sentence.start, sentence.end)
            if told == sentence.end:
                continue
            sentence = sentence._replace(start=told)
        start, end = sentence.start, sentence.end
        opened = opened and sentence.block == block
        block = sentence.block
        found = tokens.tokenize(text, start, end, opened=opened)
        if english:
            source = attribution.find(text, found)
        else:
            source = attribution.find_abroad(text, start, end, code)
        unclosed = quotes.left_open(text[start:end], opened=opened)
        quoted = quotes.share(text[start:end], opened=opened)
        other = attribution.second(text, found, source) if english else None
        if other is not None:
            source = attribution.find(text, found[: other.stop])
        yield Read(sentence, found, source, opened, unclosed, quoted, english, other)
        opened = unclosed


def _parts(text: str, read: Read) -> list[Part]:
    """What of a sentence can be proposed: nothing of a heading, a question or a fragment."""
    if read.sentence.role in {Role.HEADING, Role.BYLINE}:
        return []
    start, end = read.sentence.start, read.sentence.end
    if kinds.is_question(text[start:end]) or not _says_something(read):
        return []
    if not read.english:
        return [Part(start, end, ((start, end),), is_cut=False)]
    if furniture.is_furniture(text, start, end):
        return []
    if read.second is None:
        return clauses.parts(read.tokens, read.found.leading, read.found.trailing)
    return _parts_of_two(read, read.second)


def _parts_of_two(read: Read, other: attribution.Second) -> list[Part]:
    """What the one says and what the other says, as if they were two sentences."""
    words, found = read.tokens[: other.stop], read.found
    one = clauses.parts(words, found.leading, min(found.trailing, words[-1].end))
    two = clauses.parts(read.tokens[other.first :], other.found.leading, other.found.trailing)
    return [part._replace(is_cut=True) for part in (*one, *two)]


def _candidates(
    text: str, read: Read, parts: list[Part], times: tuple[Time, ...]
) -> Iterator[Candidate]:
    for part in parts:
        made = _candidate(text, read, part, dates.within(times, part.words))
        if made.kind not in candidate.NOT_CLAIMS:
            yield made


def _says_something(read: Read) -> bool:
    """Not a fragment: letters at all, and in English a verb unless there are words enough."""
    if not _has_letters(read.tokens):
        return False
    if not read.english:
        return True
    has_verb = any(
        t.lower in verbs.FINITE or verbs.looks_past(t) or verbs.is_contraction(t)
        for t in read.tokens
    )
    if has_verb or read.sentence.role is Role.LIST_ITEM:
        return has_verb
    return sum(t.is_word for t in read.tokens) >= _FEWEST_WORDS


def _has_letters(words: list[Token]) -> bool:
    letters = 0
    for word in words:
        letters += sum(map(str.isalpha, word.text))
        if letters >= _FEWEST_LETTERS:
            return True
    return False


def _candidate(text: str, read: Read, part: Part, times: tuple[Time, ...]) -> Candidate:
    quote = text[part.start : part.end]
    made = statement.assemble(text, part.words, read.tokens, mend=read.english)
    found = read.attribution_of(part.start, part.end)
    quoted = read.quoted
    if part.is_cut:
        quoted = quotes.share(quote, opened=read.opened) if quoted else 0.0
    reading = signals.Reading(
        made.text,
        made.words,
        read.english,
        found.attribution,
        found.words,
        quoted,
        part.resolved,
        times,
    )
    told = _quoted_of_told(text, read, part) if quoted else 0.0
    kind = _kind(text, read, part, made, told)
    reasons = signals.found(reading, kind)
    return Candidate(
        start=part.start,
        end=part.end,
        quote=quote,
        statement=made.text,
        kind=kind,
        checkworthiness=signals.score(reasons),
        signals=reasons,
        claimant=" ".join(found.claimant.split()),
        attribution=found.attribution,
        statement_parts=made.parts,
        attribution_spans=found.spans,
        times=times,
    )


def _quoted_of_told(text: str, read: Read, part: Part) -> float:
    """The quoted share of what is reported, however long the words about the speaker are."""
    found = read.attribution_of(part.start, part.end)
    start, end = max(part.start, found.leading), min(part.end, found.trailing)
    if start >= end:
        start, end = part.start, part.end
    opened = read.opened and start == read.sentence.start
    return quotes.share(text[start:end], opened=opened)


def _kind(text: str, read: Read, part: Part, made: Statement, quoted: float) -> str:
    """Judged on the part's own words, not on those it carries to stand alone."""
    own = made
    if part.carries:
        words: statement.Pieces = ((part.start, part.stated_end),)
        own = statement.assemble(text, words, read.tokens, mend=False)
    has_quantity = bool(signals.quantity(own.text, own.words))
    return kinds.of(own.text, own.words, has_quantity=has_quantity, quoted=quoted)
