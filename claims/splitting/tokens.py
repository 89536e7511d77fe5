"""Words and punctuation with their places, the alphabet the rules are written in."""

import functools
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


_SINGLE: Final = frozenset("‘’'")
_MARKS: Final = frozenset(OPENING + CLOSING + "\"'")
_KNOWN: Final = 8192  # words whose spelling is remembered
_LONGEST_SAID: Final = 1000  # characters of a quotation in single marks
_NO_WORD: Final = (False, False, False, False)
_token: Final = tuple.__new__  # half the time of calling `Token`


class Token(NamedTuple):
    """`start` and `end` are offsets into the whole text; `inside` means in quotes or brackets.

    What depends on the word alone is worked out once for each word, not at each question.
    """

    text: str
    lower: str
    start: int
    end: int
    inside: bool
    is_word: bool
    is_capitalised: bool
    is_number: bool  # it begins with a digit
    is_name: bool  # a capitalised word, or one like "al-Sharaa"


def tokenize(text: str, start: int, end: int, *, opened: bool = False) -> list[Token]:
    """Tokens of text[start:end]. A quotation mark or bracket counts as inside what it opens.

    `opened` says that the text begins inside a quotation.
    """
    found: list[Token] = []
    depth = int(opened)
    straight = opened
    single = 0
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first, last = match.span()
        lower, is_word, is_capitalised, is_number, is_name = _spelled(word)
        if is_word or word not in _MARKS:
            inside = depth > 0
            values = (word, lower, first, last, inside, is_word, is_capitalised, is_number, is_name)
            found.append(_token(Token, values))
            continue
        if word in _SINGLE:
            opens = _opens(text, word, first, end) if not single else word == "‘"
            closes = not opens and single > 0 and not _is_possessive(text, first, end)
            single += opens - closes
            if (opens and not depth) or (closes and depth == 1):
                word = '"'  # a quotation in single marks is read like one in double marks
        else:
            opens = word in OPENING or (word == '"' and not straight)
            closes = word in CLOSING or (word == '"' and straight)
            straight ^= word == '"'
        depth += opens
        found.append(_token(Token, (word, word, first, last, depth > 0, *_NO_WORD)))
        depth = max(0, depth - closes)
    return found


def _opens(text: str, mark: str, at: int, end: int) -> bool:
    """Whether a single mark opens a quotation: ' does before a word when one closes it later."""
    if mark != "'":
        return mark == "‘"
    if (at and text[at - 1].isalnum()) or not text[at + 1 : at + 2].isalpha():
        return text[at + 1 : at + 2] == "…"
    last = text.rfind("'", at + 1, end)
    return last > 0 and not text[last - 1].isspace() and not text[last + 1 : last + 2].isalnum()


def _is_possessive(text: str, at: int, end: int) -> bool:
    """Whether the mark at `at`, in a quotation in single marks, is the one of "the workers' fault":
    a word goes on after it, and another mark ends the quotation."""
    if text[at - 1] != "s" or text[at + 1 : at + 2] != " " or not text[at + 2 : at + 3].islower():
        return False
    near = min(end, at + _LONGEST_SAID)
    return any(text.find(mark, at + 1, near) > 0 for mark in (",’", ".’", ",'", ".'"))


@functools.lru_cache(maxsize=_KNOWN)
def _spelled(word: str) -> tuple[str, bool, bool, bool, bool]:
    """How the word lists spell it, and what else a token says of its word."""
    first = word[0]
    is_name = first.isupper() or word.partition("-")[2][:1].isupper()
    return _as_listed(word), first.isalnum(), first.isupper(), first.isdigit(), is_name


def _as_listed(word: str) -> str:
    """WHO is not "who", US is not "us", and May is a month."""
    lower = word.lower()
    if lower == word:
        return word
    return word if word == "May" or (len(word) > 1 and word.isupper()) else lower
