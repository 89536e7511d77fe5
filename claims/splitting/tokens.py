"""Words and punctuation with their places, the alphabet the rules are written in."""

import re
from typing import Final, NamedTuple

# One pass, no nested repetition over the same characters: linear on any input.
_TOKEN: Final = re.compile(
    r"[^\W_]+(?:(?:[-–’'./&]|(?<=\d)[,:](?=\d))[^\W_]+)*\.?(?<=[A-Z]\.[A-Z]\.)"
    r"|[^\W_]+(?:(?:[-’'./&]|(?<=\d)[,:](?=\d))[^\W_]+)*"
    r"|[^\w\s]|_"
)
OPENING: Final = "“‘«„([{"
CLOSING: Final = "”’»)]}"


class Token(NamedTuple):
    """`start` and `end` are offsets into the whole text; `inside` means in quotes or brackets."""

    text: str
    lower: str
    start: int
    end: int
    inside: bool

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


def tokenize(text: str, start: int, end: int, *, opened: bool = False) -> list[Token]:
    """Tokens of text[start:end]. A quotation mark or bracket counts as inside what it opens.

    `opened` says that the text begins inside a quotation.
    """
    found: list[Token] = []
    depth = int(opened)
    straight = opened
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        opens = word in OPENING or (word == '"' and not straight)
        closes = word in CLOSING or (word == '"' and straight)
        straight ^= word == '"'
        depth += opens
        found.append(Token(word, _as_listed(word), *match.span(), depth > 0))
        depth = max(0, depth - closes)
    return found


def _as_listed(word: str) -> str:
    """How the word lists spell it. WHO is not "who", US is not "us", and May is a month."""
    return word if word == "May" or (len(word) > 1 and word.isupper()) else word.lower()
