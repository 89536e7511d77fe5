"""A statement as words that can be compared: folded, stemmed, without what only joins them.

Light stemming in the manner of Porter's first steps, then the first six letters: enough that
"councils", "Häfen" and "aumentaron" meet their kin in any language with endings, and cheap.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from claims.likeness import senses
from claims.splitting import languages

_TOKEN: Final = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%٪％]")
_UNSPACED: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_CLITICS: Final = ("وال", "بال", "فال", "كال", "لل", "ال")
_ENDINGS: Final = ("ات", "ون", "ين", "ها", "ية", "ة", "ه")
_ALIKE: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي"})
_BEFORE_MARKS: Final = "\u0700"  # letters of later scripts have vowels as marks, which stay
_KEPT: Final = 6
_LEAST: Final = 4
_REMEMBERED: Final = 16_384


def tokens(text: str) -> list[str]:
    """Words, figures and per cent signs in their order; pairs of letters where no spaces are."""
    found: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFC", text)):
        run = _UNSPACED.fullmatch(token)
        if run is None:
            found.extend(_parted(token) if "'" in token or "’" in token else (token,))
        elif len(token) == 1:
            found.append(token)
        else:
            found.extend(token[at : at + 2] for at in range(len(token) - 1))
    return found


def _parted(token: str) -> list[str]:
    """`l'usine` is a word, `didn't` a denial; `port's` is the port."""
    if token[0].isdigit():
        return [token]
    head, _, tail = token.replace("’", "'").partition("'")
    if tail.lower() == "t" and head.lower().endswith("n"):
        return [head[:-1] or head, "not"]
    if len(tail) < 2 or tail.lower() in {"re", "ll", "ve"}:
        return [head]
    return (["ne"] if head.lower() == "n" else []) + [tail]


@functools.lru_cache(maxsize=_REMEMBERED)
def folded(word: str) -> str:
    """Without case, accents and the vowel signs of Arabic and Hebrew."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    if any(unicodedata.combining(each) for each in plain):
        plain = "".join(
            each
            for at, each in enumerate(plain)
            if not unicodedata.combining(each) or (at and plain[at - 1] >= _BEFORE_MARKS)
        )
    return unicodedata.normalize("NFC", plain.translate(_ALIKE).replace("ـ", ""))


@functools.lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """What a folded word has in common with its other forms."""
    if _ARABIC.search(word):
        return _arabic(word)
    if len(word) > _LEAST and word[-1] == "s" and word[-2] not in "su":
        word = word[:-1]
    if word.isascii():
        if len(word) > 5 and word.endswith("ing"):
            word = word[:-3]
        elif len(word) > _LEAST and word.endswith("ed"):
            word = word[:-2]
        if len(word) > 3 and word[-1] == "e":
            word = word[:-1]
    return word[:_KEPT]


def _arabic(word: str) -> str:
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) > 2:
            word = word[len(clitic) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Tongue:
    """The word lists of one language, folded. An unknown language has those of English."""

    empty: frozenset[str]  # as written, and folded
    denials: frozenset[str]
    numbers: dict[str, int]
    tens: dict[str, int]
    capitals: bool  # a capital inside of a sentence begins a name


@functools.lru_cache(maxsize=64)
def tongue(language: str) -> Tongue:
    """Of a BCP 47 tag."""
    code = languages.primary(language) if language else "en"
    code = code if code in languages.FUNCTION_WORDS or code in senses.DENIALS else "en"
    denials = _set(senses.DENIALS.get(code, ""))
    joining = languages.FUNCTION_WORDS.get(code, frozenset())
    joining |= frozenset(senses.EMPTY.get(code, "").split())
    return Tongue(
        empty=(joining | frozenset(map(folded, joining))) - denials - _OF_WEIGHT,
        denials=denials,
        numbers=_counted(senses.NUMBERS.get(code, ""), first=1),
        tens={word: 10 * n for word, n in _counted(senses.TENS.get(code, ""), first=2).items()},
        capitals=code not in _NOUNS_HAVE_CAPITALS,
    )


def is_empty(token: str, of: Tongue) -> bool:
    """Whether a word only joins others. `bajó` is no `bajo`, but Arabic is written either way."""
    lower = token.lower()
    return lower in of.empty or (bool(_ARABIC.search(lower)) and folded(token) in of.empty)


def is_unspaced(word: str) -> bool:
    """Whether it is of a script without spaces, so that a word is a pair of letters."""
    return bool(_UNSPACED.match(word))


def _set(listed: str) -> frozenset[str]:
    return frozenset(map(folded, listed.split()))


def _counted(listed: str, *, first: int) -> dict[str, int]:
    found = enumerate(map(folded, listed.split()), start=first)
    return {word: number for number, word in found if word != "-"}


_OF_WEIGHT: Final = _set(
    "new nuevo nueva neue neuer neues novo nova nouveau nouvelle government gobierno governo"
)
_NOUNS_HAVE_CAPITALS: Final = frozenset({"de", "lb"})
SIDES: Final = {
    stem(folded(word)): (pair, side)
    for pair, line in enumerate(senses.OPPOSITES.split(";"))
    for side, listed in enumerate(line.split("/"))
    for word in listed.split()
}
"""Stem → which pair of opposites, and which side of it."""
