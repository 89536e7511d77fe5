"""Places in an article: `start` and `end` in Unicode code points, end exclusive."""

import bisect
import re
import unicodedata
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import regex
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import AlreadyProposed, InvalidSpan
from claims.models import Article, Claim

PERSON = "person"
LONGEST_STATEMENT = 2000
_WORD = re.compile(r"\S+")
_BOUNDARY = regex.compile(r"\b", regex.WORD)  # between words as Unicode has it (UAX 29)
_UNSPACED = regex.compile(r"(?<=[\p{Katakana}ー])(?=[\p{Katakana}ー])")
_WITHOUT_SPACES = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
)
_CHARACTER = regex.compile(r"\X")
_LONGEST_CHARACTER = 100  # code points; more of them is no character anybody reads
_NEAR = 100


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends; None where nothing is left."""
    if not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    kept = words.strip()
    return (start + left, start + left + len(kept)) if kept else None


def between_words(text: str, at: int) -> bool:
    """Whether `at` cuts no word, no letter with its marks, and no emoji.

    Scripts without spaces may be cut anywhere; so may words that lost the space after a full stop.
    """
    if at in (0, len(text)):
        return True
    if not _between_characters(text, at):
        return False
    if _BOUNDARY.match(text, at) or text[at - 1].isspace() or text[at].isspace():
        return True
    if _UNSPACED.match(text, at):
        return True
    return text[at].isalpha() and unicodedata.category(text[at - 1]).startswith("P")


def words(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words from `start` to `end`, each with where it begins; in scripts that put no spaces
    between words, every piece that `between_words` allows."""
    for found in _WORD.finditer(text[start:end]):
        first, last = start + found.start(), start + found.end()
        cuts = [first]
        if _WITHOUT_SPACES.search(found[0]):
            cuts += [at for at in range(first + 1, last) if between_words(text, at)]
        for at, until in zip(cuts, [*cuts[1:], last], strict=True):
            yield at, text[at:until]


def _between_characters(text: str, at: int) -> bool:
    """Whether a character as people see it, of however many code points, begins at `at`."""
    begin = max(0, at - _LONGEST_CHARACTER)
    return any(begin + each.start() == at for each in _CHARACTER.finditer(text[begin : at + 1]))


def check_whole(
    text: str, start: int, end: int, *, kept: tuple[int | None, int | None] = (None, None)
) -> None:
    """Raises InvalidSpan, naming the nearest good bounds, where a bound cuts a word in two.

    A bound as in `kept` has been good enough so far.
    """
    cut = {
        name: at
        for name, at, was in (("start", start, kept[0]), ("end", end, kept[1]))
        if at != was and not between_words(text, at)
    }
    if not cut:
        return
    near = _nearest(text, start, end)
    told = _("These bounds cut a word or a character in two.")
    if near is not None:
        words = wording.shortened(text[slice(*near)], longest=100)
        told += " " + _("The nearest good ones are %(start)s to %(end)s: “%(words)s”.") % {
            "start": near[0],
            "end": near[1],
            "words": words,
        }
    raise InvalidSpan(told, field=next(iter(cut)))


def _nearest(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of whole words nearest to this one, wider rather than narrower."""
    wider = (_good(text, start, -1), _good(text, end, 1))
    if wider[0] is None or wider[1] is None:
        return None
    narrower = (_good(text, start, 1) or start, _good(text, end, -1) or end)
    first = min(wider[0], narrower[0], key=lambda at: (abs(at - start), at))
    last = min(wider[1], narrower[1], key=lambda at: (abs(at - end), -at))
    return trimmed(text, first, last) or trimmed(text, wider[0], wider[1])


def _good(text: str, at: int, step: int) -> int | None:
    """The first place in this direction that cuts nothing; None where none is near."""
    places = range(at, min(max(at + step * _NEAR, -1), len(text) + 1), step)
    return next((each for each in places if between_words(text, each)), None)


def located(
    article: Article, quote: str, *, near: tuple[int, int] | None = None
) -> tuple[int, int]:
    """Where the words stand in the article, whatever the white space between them.

    Of several places the only one that shares characters with `near`. Raises InvalidSpan where
    the words stand nowhere, or in more than one place.
    """
    wanted = " ".join(unicodedata.normalize("NFC", quote).split())
    if not wanted:
        raise InvalidSpan(_("Write or select the words of the claim."), field="quote")
    flat, origins = _flattened(article.text)
    times = flat.count(wanted)
    if not times:
        raise InvalidSpan(
            _("These words are not in the article. Copy them exactly as they stand there."),
            field="quote",
        )
    places = [_origins_of(at, len(wanted), origins) for at in _places(flat, wanted)]
    if near is not None and len(places) > 1:
        places = [each for each in places if each[0] < near[1] and each[1] > near[0]]
    if len(places) != 1:
        raise InvalidSpan(
            _("These words stand %(times)s times in the article. Add the words around them.")
            % {"times": times},
            field="quote",
        )
    return places[0]


def _places(flat: str, wanted: str) -> Iterator[int]:
    at = flat.find(wanted)
    while at >= 0:
        yield at
        at = flat.find(wanted, at + len(wanted))


def _origins_of(first: int, length: int, origins: list[tuple[int, int]]) -> tuple[int, int]:
    return _origin(first, origins), _origin(first + length - 1, origins) + 1


def _flattened(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` with single spaces; of each word where it begins there and in `text`.

    Looked up like this, a quote of any length takes no longer than reading the text: a pattern
    made of its words took minutes to compile.
    """
    flat: list[str] = []
    origins = []
    at = 0
    for word in _WORD.finditer(text):
        origins.append((at, word.start()))
        flat.append(word[0])
        at += len(word[0]) + 1
    return " ".join(flat), origins


def _origin(at: int, origins: list[tuple[int, int]]) -> int:
    there, here = origins[bisect.bisect_right(origins, at, key=itemgetter(0)) - 1]
    return here + at - there


def checked(article: Article, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends. Raises InvalidSpan where it holds no words."""
    span = trimmed(article.text, start, end)
    if span is None:
        raise InvalidSpan(
            _("Characters %(start)s to %(end)s hold no words; the article has %(length)s.")
            % {"start": start, "end": end, "length": len(article.text)},
            field="start",
        )
    return span


def anchor(article: Article, start: int, end: int) -> dict[str, Any]:
    """The fields that say where a claim stands."""
    return {"start": start, "end": end, "quote": article.text[start:end]}


def quoted(article: Article, start: int, end: int) -> dict[str, Any]:
    """A claim says what is quoted until somebody words it better."""
    quote = article.text[start:end]
    statement = wording.shortened(quote, longest=LONGEST_STATEMENT)
    same = statement == quote
    parts = [{"text": quote, "start": start, "end": end}] if same else []
    return {"statement": statement, "statement_parts": parts}


def save(*claims: Claim) -> None:
    """Save claims just placed. Raises AlreadyProposed where another open claim is right there."""
    try:
        with transaction.atomic():
            for claim in claims:
                claim.save()
    except IntegrityError as error:
        if "one_open_claim_per_span" not in str(error):
            raise
        raise AlreadyProposed(
            _("There is a claim on exactly these words already. Look for it in the list.")
        ) from error
