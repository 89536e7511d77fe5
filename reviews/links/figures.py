"""The parts of a sentence that must not change when a quote is only nearly found again.

A fuzzy match may forgive a typing error. It must never forgive "1,204" → "1,240", "million" →
"billion" or "was" → "was not": those are the changes that readers of a fact-check care about.
"""

from __future__ import annotations

import re
import unicodedata

# A sign counts only where it cannot be a dash between two words or numbers.
_NUMBER = re.compile(r"(?:^|(?<=[\s(\[]))-(?=\d)|\d+(?:[.,'\u066b\u066c]\d+)*")
_THOUSANDS = re.compile(r"(\d)[.,'\u066b\u066c](?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d])")
_FOOTNOTE = re.compile(r"(?<=\S)\[\d{1,3}\]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

# English; French, Spanish, German; Russian, Arabic, Persian.
_NUMBER_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred hundreds thousand thousands million millions billion billions
    trillion trillions dozen dozens half halves quarter quarters double triple twice
    first second third fourth fifth sixth seventh eighth ninth tenth once both
    deux trois quatre cinq sept huit neuf dix cent mille milliard milliards moitié
    dos tres cuatro cinco seis siete ocho nueve diez cien mil millón millones mitad
    zwei drei vier fünf sechs sieben acht neun zehn hundert tausend millionen milliarde
    milliarden hälfte
    два три четыре пять шесть семь восемь девять десять сто тысяча тысяч миллион миллионов
    миллиард миллиардов
    مئة مائة ألف آلاف مليون ملايين مليار مليارات هزار میلیون میلیارد صد نصف نیم
"""
NUMBER_WORDS = frozenset(_NUMBER_WORDS.split())

# English; the Romance languages, German, Dutch; Russian, Ukrainian; Arabic, Persian, Turkish.
_NEGATIONS = """
    not no never none nobody nothing nowhere neither nor without cannot
    ne pas jamais aucun aucune rien sans non nunca jamás ningún ninguna ninguno nada sin ni
    não nem nenhum nenhuma sem mai nessuno nessuna senza nicht kein keine keinen keiner
    keinem nie niemals ohne niet geen nooit
    не нет нет ни никогда без ні немає
    لا لم لن ليس ليست ليسوا غير بدون دون نه نیست نیستند نبود نشد ندارد هیچ بدون değil yok
    hayır
    niemand nichts nirgends nadie ninguém никто никого ничего нельзя هیچکس هیچیک عدم
"""
NEGATIONS = frozenset(_NEGATIONS.split())

PERSIAN_NOT = "نمی"
"""Begins every negated verb in the present; the zero-width non-joiner after it is folded away."""

NEGATING_PREFIXES = ("un", "in", "il", "im", "ir", "non", "dis", "anti")


def numbers(text: str) -> tuple[str, ...]:
    """All numbers of a folded text, in order, written alike; number words stand for themselves.

    Groups of exactly three digits are thousands ("1,204", "1.204", "1 204"); any other separator
    is a decimal point, so that "1.5" never equals "15".
    """
    plain = _SPACED.sub(lambda found: found[0].replace(" ", ""), _FOOTNOTE.sub("", text))
    found = [(match.start(), _canonical(match[0])) for match in _NUMBER.finditer(plain)]
    found += [
        (match.start(), match[0].lower())
        for match in _WORD.finditer(plain)
        if match[0].lower() in NUMBER_WORDS
    ]
    return tuple(number for _, number in sorted(found))


def negations(text: str) -> int:
    """How often a folded text says "not" in one of its ways."""
    return sum(
        1
        for match in _WORD.finditer(text)
        if match[0].lower() in NEGATIONS
        or match[0].lower().endswith("n't")
        or match[0].startswith(PERSIAN_NOT)
    )


def opposed(one: str, other: str) -> bool:
    """Whether two words differ by a prefix that turns the meaning: legal, illegal."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return len(short) > 3 and long in {prefix + short for prefix in NEGATING_PREFIXES}


def _canonical(number: str) -> str:
    digits = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character
        for character in number
    )
    joined = _THOUSANDS.sub(r"\1", digits)
    return re.sub(r"[,'\u066b\u066c]", ".", joined)
