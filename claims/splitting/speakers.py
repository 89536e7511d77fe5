"""Who says a sentence when it stands in another one: quotations that go on, and "she said"."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from claims.splitting import attribution, candidate
from claims.splitting.attribution import Attribution
from claims.splitting.sentences import Sentence
from claims.splitting.tokens import Token

_SPEAKER_LASTS: Final = 6  # sentences for which "she said" may still mean the last speaker
_LONGEST_QUOTATION: Final = 12  # sentences held while the speaker of a quotation is looked for
_WHOLLY: Final = 0.95


class Read(NamedTuple):
    """A sentence with everything known before its parts are judged."""

    sentence: Sentence
    tokens: list[Token]
    found: Attribution
    opened: bool  # it begins inside a quotation
    unclosed: bool  # it ends inside one
    quoted: float  # the share of it that is quoted
    english: bool


def attributed(reads: Iterator[Read]) -> Iterator[Read]:
    """Give every sentence of one quotation its speaker, and "she said" the last person named."""
    speakers = _Speakers()
    held: list[Read] = []
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

    def assign(self, run: list[Read]) -> list[Read]:
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

    def _resolved(self, read: Read) -> Attribution:
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

    def _continued(self, read: Read) -> Attribution:
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
