"""Words and punctuation with their places, the alphabet the rules are written in."""

import re
from typing import Final, NamedTuple

# One pass, no nested repetition over the same characters: linear on any input. The first line is
# only what most words are, so that they need not be tried against the two below.
_TOKEN: Final = re.compile(
    r"[^\W\d_]+(?=[ ,;])"
    r"|[^\W_]+(?:(?:[-–’'./&]|(?<=\d)[,:](?=\d))[^\W_]+)*\.?(?<=[A-Z]\.[A-Z]\.)"
    r"|[^\W_]+(?:(?:[-’'./&]|(?<=\d)[,:](?=\d))[^\W_]+)*"
    r"|[^\w\s]|_"
)
OPENING: Final = "“‘«„([{"
CLOSING: Final = "”’»)]}"


_MARKS: Final = frozenset(OPENING + CLOSING + '"')
_token: Final = tuple.__new__  # half the time of calling `Token`


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
    single = 0
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        first, last = match.span()
        if word not in _MARKS:
            found.append(_token(Token, (word, _as_listed(word), first, last, depth > 0)))
            continue
        opens = word in OPENING or (word == '"' and not straight)
        closes = word in CLOSING or (word == '"' and straight)
        straight ^= word == '"'
        if word == "‘":
            single += 1
        elif word == "’":  # an apostrophe, unless it closes what ‘ opened
            closes = single > 0
            single -= closes
        depth += opens
        found.append(_token(Token, (word, word, first, last, depth > 0)))
        depth = max(0, depth - closes)
    return found


def moved(tokens: list[Token], by: int) -> list[Token]:
    """The same tokens, that many code points further on."""
    return [
        _token(Token, (text, lower, start + by, end + by, inside))
        for text, lower, start, end, inside in tokens
    ]


def _as_listed(word: str) -> str:
    """How the word lists spell it. WHO is not "who", US is not "us", and May is a month."""
    lower = word.lower()
    if lower == word:
        return word
    return word if word == "May" or (len(word) > 1 and word.isupper()) else lower
