"""Where a sentence ends at an end mark: full stop, question mark, danda, 。 and their kin.

Each mark is judged by the word before it and the word after it. `None` means that neither says
enough: the caller asks `sentencex`, whose abbreviation lists know some 300 languages.
"""

import re
from typing import Final, NamedTuple

from claims.splitting import lexicon
from claims.splitting.abbreviations import ZONES, Rules

# One run of marks, then the quotation marks and brackets it closes; nothing nested, so linear.
MARK: Final = re.compile(
    r"([.!?…‥。！？؟۔।॥｡።፧։။។]+(?:[ \u00a0\u202f][.!?…](?![\w.]))*)"
    r"((?:[ \u00a0\u202f]?»(?=[\s.,;:!?)]|$))?[\"'”’»›“‘«)\]}」』】》）]*)"
)
_FACE: Final = re.compile(
    r"\s{0,2}(?:[:;=8xX]['’]?[-o^]?[)(DPpOo/\\|*3\]\[]+|<3|\^_?\^|[\U0001f300-\U0001faff\u2600-\u27bf"
    r"\ufe0f\u200d]+)(?=\s|$)"
)
_FACE_STARTS: Final = frozenset(":;=8xX<^")
_OPENERS: Final = "\"“„«‹'‘’([{¿¡*_-–—•"
_AROUND: Final = _OPENERS.replace("-", "") + ")]}”»"
_QUOTES: Final = "\"”’»›“«'"
_WIDE: Final = "。！？؟۔।॥｡።፧։။។"
_DASHES: Final = "—–-"
_SIGNATURE: Final = 90
_NAME: Final = 6
_PARTICLES: Final = lexicon.words("of the de van von der da du al bin")
_WINDOW: Final = 48
_DESIGNATED: Final = lexicon.words(
    "plan vitamin vitamins class group type grade section appendix schedule part point hepatitis "
    "influenza exhibit category block phase war level team league series option route figure"
)
_EXCLAIMED: Final = lexicon.words("yahoo jeopardy")
"""Names that end in a mark of their own."""
_SITES: Final = lexicon.words(
    "com org net edu gov mil int info co uk de fr es pt br tr ru ir eu us io js tv py md pdf htm "
    "html php asp doc jpg png"
)
_SAYS_IN_CHINESE: Final = re.compile(r"[^，。：！？\s]{0,12}(?:说|道|称|表示|指出|問|问|說|稱)[。]")
_AFTER_WORD: Final = re.compile(r"[^\w’']")
_APOSTROPHE: Final = re.compile("[’']")
_ROMAN: Final = re.compile(r"[IVXLC]+")
_FEWEST: Final = 4
_TIME_WORDS: Final = 4


class Place(NamedTuple):
    """One run of end marks: text[at:end], the sentence so far beginning at `floor`."""

    text: str
    floor: int
    at: int
    end: int
    ceiling: int
    marks: str
    closers: str


def decide(place: Place, rules: Rules) -> bool | None:
    """Whether the sentence ends at `place.end`; `None` leaves it to another judge."""
    if place.end >= place.ceiling:
        return True
    if not place.text[place.end].isspace():
        return _glued(place, rules)
    following = place.text[place.end : min(place.end + _WINDOW, place.ceiling)].split(None, 2)
    if not following:
        return None
    ahead = next(filter(None, (word.lstrip(_OPENERS) for word in following[:2])), "")
    if not ahead or ahead[0] in ",;:":
        return False
    if place.closers and following[0][0] in _DASHES and _is_signed(place):
        return False
    return _judged(place, ahead, rules)


def _judged(place: Place, ahead: str, rules: Rules) -> bool | None:
    if place.marks[-1] in _WIDE:
        return True
    if "!" in place.marks or "?" in place.marks:
        return _exclaimed(place, ahead, rules)
    if len(place.marks) > 1 or place.marks == "…":
        return _trailing_off(place, ahead)
    return _stopped(place, ahead, rules)


def _is_signed(place: Place) -> bool:
    """`…” — Anna Smith, mayor`: the rest of the paragraph, or its line, is a name."""
    if place.closers[-1] not in _QUOTES:
        return False
    line = place.text[place.end : min(place.end + _SIGNATURE, place.ceiling)]
    signature = line.strip().lstrip(_DASHES).strip()
    if len(line) == _SIGNATURE or not signature or signature[-1] in ".!?…":
        return False
    words = signature.split(",", 1)[0].split()
    return len(words) <= _NAME and all(word[0].isupper() or word in _PARTICLES for word in words)


def face_after(text: str, at: int, end: int) -> int:
    """Where an emoticon or emoji that follows `at` ends; `at` itself when none does."""
    nearest = text[at : at + 2].lstrip()[:1]
    if not nearest or not (nearest in _FACE_STARTS or nearest > "\u25ff"):
        return at
    found = _FACE.match(text, at, end)
    return found.end() if found else at


def _exclaimed(place: Place, ahead: str, rules: Rules) -> bool | None:
    """`“It is over!” Smith said` goes on; so does a mark alone in brackets, and "Yahoo! News"."""
    text, closers = place.text, place.closers
    if closers and text[place.at - 1 : place.at] in {"(", "["}:
        return False
    if any(mark in _QUOTES for mark in closers):
        if ahead[0].islower():
            return False
        window = text[place.end : min(place.end + 80, place.ceiling)]
        if any(mark in window for mark in '"“'):
            window = re.split(r"[\"“]", window, maxsplit=1)[0]
        words = [word.strip(".,:;").lower() for word in window.split()]
        return rules.reporting.isdisjoint(words[: lexicon.SPEAKER_WORDS + 1])
    if _before(place)[1] in _EXCLAIMED:
        return False
    if ahead[0].islower():
        if not rules.question_ends and text[place.end : place.end + 2].strip()[:1] in {"—", "–"}:
            return False  # — Когда? — спросил он.
        return (
            True if rules.question_ends and ("?" in place.marks or len(place.marks) > 1) else None
        )
    return True


def _trailing_off(place: Place, ahead: str) -> bool | None:
    """An ellipsis ends a sentence before a capital; one in brackets stands for what was cut."""
    if ahead[0].islower() or (not place.closers and _is_stammer(place, ahead)):
        return False
    if place.text[place.at - 1 : place.at] in {"(", "["} and place.closers:
        return ahead[0].isupper()
    return True if ahead[0].isupper() else None


def _is_stammer(place: Place, ahead: str) -> bool:
    """ "I … I don't know": the word before is said again."""
    said = place.text[max(place.floor, place.at - _WINDOW) : place.at].rsplit(None, 1)[-1:]
    return bool(said) and said[0].strip(_AROUND).lower() == ahead.rstrip(",.…").lower()


def _stopped(place: Place, ahead: str, rules: Rules) -> bool | None:
    """One full stop, by the word before it."""
    word, lower, chain = _before(place)
    if not word:
        return None
    goes_on = ahead[0].islower()
    if word == lower and lower in rules.capitalised:
        lower = chain = ""
    if lower in rules.joined or chain in rules.joined:
        return False
    if goes_on:
        return _before_lower(place, lower, chain, rules)
    first = _AFTER_WORD.split(ahead, maxsplit=1)[0].lower()
    starts = _starts(first, rules) and not (len(first) == 1 and ahead[1:2] == ".")
    if lower in rules.closing or chain in rules.closing:
        return _closes(place, "" if chain in rules.closing and chain != lower else word)
    if lower in rules.numbered and (ahead[0].isdigit() or _is_roman(first.upper())):
        return False
    if lower in rules.loose or chain in rules.loose:
        return starts or (_is_hour(lower) and first not in ZONES)
    return _by_shape(place, word, first, rules, starts=starts)


def _starts(first: str, rules: Rules) -> bool:
    return first in rules.starters or _APOSTROPHE.split(first, maxsplit=1)[0] in rules.starters


def _by_shape(place: Place, word: str, first: str, rules: Rules, *, starts: bool) -> bool | None:
    """An abbreviation no list holds: initials, dotted letters, numbers, short words."""
    if not word.isalnum() and not any(map(str.isalnum, word)):
        return True
    if word[-1].isdigit() or word[-1] == "%":
        return not word.isdecimal() or _after_number(place, word, rules, starts=starts)
    parts = word.replace("-", ".").split(".")
    if max(map(len, parts)) <= 1:
        return _after_initials(place, word, first, rules, starts=starts)
    if (len(parts) > 1 and max(map(len, parts)) <= 2) or (rules.ordinals and _is_roman(word)):
        return starts
    return _after_word(word, rules)


def _after_word(word: str, rules: Rules) -> bool | None:
    """A whole word ends a sentence; one of a language without lists is left to another judge."""
    if not word[0].isupper() and not word[0].islower():
        return len(word) > (2 if rules.short_words else 1)
    known = bool(rules.starters) and len(word) > 1
    return True if known and (word.islower() or word.isupper()) else None


def _is_roman(word: str) -> bool:
    return _ROMAN.fullmatch(word) is not None


def _before_lower(place: Place, lower: str, chain: str, rules: Rules) -> bool | None:
    """What goes on in lower case seldom starts a sentence, save in careless writing."""
    if place.closers or lower in rules.loose or chain in rules.loose or lower in rules.numbered:
        return False
    if lower in rules.closing or chain in rules.closing or len(lower) == 1:
        return False
    if "." in lower or lower.isdigit():
        return False if rules.ordinals or "." in lower else None
    return None if rules.question_ends or len(lower) >= _FEWEST else False


def _after_initials(
    place: Place, word: str, first: str, rules: Rules, *, starts: bool
) -> bool | None:
    """ "J. K. Rowling" goes on, "plan B. The" and "World War I. The" end."""
    if _is_hour(word.lower()):
        return first not in ZONES
    if word.islower() and not rules.starters:
        return None  # a word of one letter, in a language we have no list of
    head = place.text[max(place.floor, place.at - len(word) - 14) : place.at - len(word)].split()
    designated = bool(head) and head[-1].lower() in _DESIGNATED
    return starts or (designated and len(word) == 1)


def _after_number(place: Place, word: str, rules: Rules, *, starts: bool) -> bool | None:
    """A number ends a sentence, save as an ordinal ("am 3. Oktober") or as a list's own."""
    if place.at - len(word) <= place.floor and len(word) <= 3:
        return False
    if rules.ordinals and len(word) <= 2:
        return starts if rules.starters else None
    return True


def _is_hour(lower: str) -> bool:
    return lower in {"a.m", "p.m"}


def _closes(place: Place, word: str) -> bool:
    """One letter closes after its number ("в 2020 г."); else it is an initial or "г. Москва"."""
    if len(word) == 1:
        before = place.text[max(place.floor, place.at - _WINDOW) : place.at - 1].split()[-1:]
        if word.isupper() or not (before and (before[0][-1].isdigit() or _is_roman(before[0]))):
            return False
    return not _is_date_alone(place)


def _is_date_alone(place: Place) -> bool:
    """Only a time so far ("В 2020 г."): the sentence is still to come."""
    told = place.text[place.floor : place.at].split(None, _TIME_WORDS)
    return len(told) < _TIME_WORDS and any(part[0].isdigit() or _is_roman(part) for part in told)


def _before(place: Place) -> tuple[str, str, str]:
    """The word before the mark, in lower case, and with the abbreviation before it ("z.b")."""
    pieces = place.text[max(place.floor, place.at - 24) : place.at].rsplit(None, 2)
    if not pieces:
        return "", "", ""
    word = pieces[-1].strip(_AROUND)
    lower = word.lower()
    if lower[1:2] in {"’", "'"} or lower[2:3] in {"’", "'"}:
        lower = _APOSTROPHE.split(lower, maxsplit=1)[1]  # l’art. 5
    if "-" in lower and lower[0] in "dri" and lower[1] == "-":
        lower = lower[2:]  # D-Mass., R-Calif.
    if len(pieces) > 1 and len(word) <= 2 and pieces[-2].endswith("."):
        return word, lower, pieces[-2].lstrip(_OPENERS).lower() + lower
    return word, lower, lower


def _glued(place: Place, rules: Rules) -> bool:
    """Text goes on without a space: usual in Chinese, a slip elsewhere ("end.Next")."""
    text, end = place.text, place.end
    nearest = text[end]
    if place.marks[-1] in _WIDE:
        if "”" in place.closers or "」" in place.closers:
            return not _SAYS_IN_CHINESE.match(text, end)
        return nearest.isalnum() or nearest in '“「『《（【«"'
    if not nearest.isalpha() or place.closers:
        return False
    left = text[max(place.floor, place.at - 24) : place.at].rsplit(None, 1)[-1:]
    right = text[end : min(end + 24, place.ceiling)].split(None, 1)[0]
    if not left or not _are_words(left[0], right):
        return False
    lower = left[0].lstrip(_OPENERS).lower()
    listed = lower in rules.joined or lower in rules.loose or lower in rules.numbered
    return not listed and right.rstrip(".,;:!?").lower() not in _SITES


def _are_words(left: str, right: str) -> bool:
    """Whether a full stop between them ends a sentence: no site, path, initials or version."""
    if any(mark in left or mark in right for mark in "@/\\_=.:"[:-1]) and "." not in right[-1:]:
        return False
    if not right[0].isupper():
        return not right[0].islower() and len(left) >= _FEWEST and left.isalpha()
    head = right.rstrip(".,;:!?")
    plain = (head[1:].isalpha() and head[1:].islower()) or head == "I"
    return plain and ((left[-2:].islower() and left[-2:].isalpha()) or left.isdigit())
