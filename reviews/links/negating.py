"""The words that turn a sentence into its opposite, in the languages that most sources are in.

A list is enough for our purpose: it says whether a passage that is nearly the quote has lost or
gained one of them, which a person is then shown. What is missing here is missed there.
"""

from __future__ import annotations

import unicodedata

import regex as re  # \p{M}: marks belong to the words of Hindi, Hebrew and Arabic

# By family: Germanic; Romance; Slavic, Baltic; Greek, Finnic, Hungarian; Semitic; Iranian, Indic;
# Turkic, Malay, Vietnamese, Swahili.
_WORDS = """
    not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely
    nicht nichts kein keine keinen keiner keinem keines nie niemals niemand nirgends ohne weder
    niet geen nooit niets niemand zonder nergens
    inte ej aldrig ingen inga inget icke utan ikke aldri intet uten uden ingenting
    ne pas jamais aucun aucune rien sans personne ni
    non nunca jamás ningún ninguna ninguno nada sin tampoco nadie ninguém
    não nem nenhum nenhuma sem mai nessuno nessuna senza niente nulla né
    nu nici fără niciodată nimeni nimic
    не нет ни никогда без никто никого ничего нельзя ні немає нікого ніколи ніхто нічого няма
    nie bez nigdy nikt nic żaden żadna żadne ani nije nisu nema nikad nikada nitko ništa
    δεν μη μην όχι χωρίς ποτέ κανείς
    ei en et emme ette eivät nem nincs sem soha senki semmi nélkül sincs
    لا لم لن ليس ليست ليسوا غير بدون دون عدم ما لیس
    לא אין בלי ללא אינו אינה אינם אף
    نه نیست نیستند نبود نشد ندارد هیچ بدون هیچکس هیچیک نہیں نہ بغیر
    नहीं न मत बिना না নয় নেই
    değil yok hayır hiç hiçbir olmadan asla
    tidak bukan tanpa belum tak không chưa chẳng hapana bila
"""
WORDS = frozenset(_WORDS.split())

CHARACTERS = "不没沒未無无非否勿莫않없못"
"""Of scripts that do not space their words, or write the negation into the verb."""

JAPANESE = re.compile(r"ない|なかった|なく|ません|ぬ(?=[。、」])|ずに")

PERSIAN_NOT = "نمی"
"""Begins every negated verb in the present; the zero-width non-joiner after it is folded away."""

PREFIXES = (
    *("un", "in", "il", "im", "ir", "non", "non-", "dis", "anti", "anti-", "a", "mis", "de"),
    *("ne", "не", "ни", "без", "бес", "nie", "niet-", "o", "ej", "غیر", "نا", "अ", "अन"),
)
SUFFIXES = (("ful", "less"),)
TURKISH = re.compile(r"(?<=\p{L}{2})m(?:[ae]y|[aeıiuü](?=[dmsk])|[ae]z$)")
"""The negation inside a Turkish verb: geldi, gelmedi; gelir, gelmez."""

_WORD = re.compile(r"\p{L}[\p{L}\p{M}]*+(?:'\p{L}[\p{L}\p{M}]*+)?")


def count(text: str) -> int:
    """How often a folded text says "not" in one of its ways."""
    found = sum(1 for word in _WORD.finditer(text) if _is_one(word[0]))
    return found + sum(map(text.count, CHARACTERS)) + len(JAPANESE.findall(text))


def opposed(one: str, other: str) -> bool:
    """Whether two words differ by a part that turns the meaning: legal, illegal; harmful, harmless.

    Only asked of words that stand in the same place of two sentences that are otherwise alike.
    """
    short, long = sorted((one.lower(), other.lower()), key=len)
    if len(short) > 3 and any(long == prefix + short for prefix in PREFIXES):
        return True
    if any(_swapped(short, long, *pair) for pair in SUFFIXES):
        return True
    return len(short) > 3 and TURKISH.sub("", long, count=1) == short


def _swapped(one: str, other: str, good: str, bad: str) -> bool:
    return any(
        first.endswith(good) and other_.endswith(bad)
        for first, other_ in ((one, other), (other, one))
        if first[: -len(good)] == other_[: -len(bad)]
    )


def _is_one(word: str) -> bool:
    plain = word.lower()
    if plain in WORDS or plain.endswith("n't") or plain.startswith(PERSIAN_NOT):
        return True
    return not plain.isascii() and _without_marks(plain) in WORDS


def _without_marks(word: str) -> str:
    """Without the vowels that Arabic and Hebrew may write above and below their letters."""
    return "".join(each for each in word if unicodedata.category(each) != "Mn")
