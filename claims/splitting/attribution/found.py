"""What a rule hands back: who said it, where it says so, and which words are theirs."""

from typing import NamedTuple

from claims.splitting.candidate import NO_ATTRIBUTION, UNNAMED
from claims.splitting.tokens import Token

Span = tuple[int, int]


class Attribution(NamedTuple):
    """`leading` and `trailing` are offsets: where the reported words begin and where they end.

    `words` are the article's, at the first of `spans`; further spans are elsewhere in the article
    (the name a pronoun stands for). `inner` means that only the part of the sentence which holds
    the span is somebody's: "The mine closed, and officials said that it was unsafe".
    """

    claimant: str
    attribution: str
    words: str
    leading: int
    trailing: int
    spans: tuple[Span, ...] = ()
    inner: bool = False

    @property
    def is_known(self) -> bool:
        return self.attribution != NO_ATTRIBUTION


def nobody(tokens: list[Token]) -> Attribution:
    return Attribution("", NO_ATTRIBUTION, "", tokens[0].start, tokens[-1].end)


def rumour(text: str, tokens: list[Token], place: Span) -> Attribution:
    """Somebody is said to have said it, but nobody in particular."""
    start, end = tokens[0].start, tokens[-1].end
    return Attribution("", UNNAMED, text[slice(*place)], start, end, (place,), inner=True)
