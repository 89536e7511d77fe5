"""A part of a sentence that can be checked alone."""

from typing import NamedTuple

from claims.splitting.statement import Added, Pieces


class Part(NamedTuple):
    """Its own place, and the pieces that make its statement."""

    start: int
    end: int
    words: Pieces
    resolved: str = ""  # the pronoun that was replaced by its antecedent
    is_cut: bool = True

    @property
    def carries(self) -> bool:
        """Whether its statement begins with words from elsewhere."""
        first = self.words[0]
        return isinstance(first, Added) or first[0] < self.start

    @property
    def stated_end(self) -> int:
        """Where the words of its own that are stated end; they begin at its start."""
        last = self.words[-1]
        return self.end if isinstance(last, Added) else max(self.start + 1, last[1])
