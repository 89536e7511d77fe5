"""The figures of a sentence, which must not change when a quote is only nearly found again.

A fuzzy match may forgive a typing error. It must never forgive "1,204" → "1,240", "million" →
"billion", "3 May" → "3 June" or "5 %" → "5 ‰": those are the changes that readers of a fact-check
care about.
"""

from __future__ import annotations

import unicodedata

import regex as re  # \p{M}: marks belong to the words of Hindi and Arabic

GROUPERS = ".,'\u066b\u066c"

_POINTS = str.maketrans(dict.fromkeys(GROUPERS, "."))

# A sign counts only where it cannot be a dash between two words or numbers.
_NUMBER = re.compile(rf"(?:^|(?<=[\s(\[<>=~]))-(?=\d)|\d+(?:[{GROUPERS}]\d+)*")
_THOUSANDS = re.compile(rf"(\d)[{GROUPERS}](?=\d{{3}}(?!\d))")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d])")
_FOOTNOTE = re.compile(r"(?<=\S)\[\d{1,3}\]")
_WORD = re.compile(r"\p{L}[\p{L}\p{M}]*+(?:'\p{L}[\p{L}\p{M}]*+)?")
_PERCENT = re.compile(
    r"[%\u066a]|\b(?:per ?cent|prozent|pour cent|por ciento|por cento|per cento|procent|proc\.|"
    r"yüzde|процент(?:а|ов)?|відсотк\w+|بالمئة|بالمائة|في المئة|في المائة|درصد|प्रतिशत)"
    r"(?!\w)(?!age)(?! (?:point|punkt))",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[‰°$€£¥₹₽₺₴₪₩]|(?<=\d)\^|(?<=\d) ?/ ?(?=\d)")
_IDEOGRAPHS = re.compile(r"[零〇一二两兩三四五六七八九十百千万萬亿億兆半]")

# English; French, Spanish, Portuguese, Italian; German, Dutch; Russian, Arabic, Persian, Turkish,
# Hindi.
_NUMBER_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred hundreds thousand thousands million millions billion billions
    trillion trillions dozen dozens half halves quarter quarters double triple twice
    first second third fourth fifth sixth seventh eighth ninth tenth once both
    deux trois quatre cinq sept huit neuf dix onze douze vingt trente quarante cinquante
    soixante cent cents mille milliard milliards moitié
    dos tres cuatro cinco seis siete ocho nueve diez veinte treinta cien ciento mil millón
    millones mitad dois duas três quatro sete oito nove vinte cem milhão milhões bilhão bilhões
    metade due tre quattro cinque sei sette otto dieci venti cento mila milione milioni miliardo
    miliardi metà
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend
    millionen milliarde milliarden hälfte twee drie vijf zes zeven negen tien honderd duizend
    miljoen miljard helft
    два две три четыре пять шесть семь восемь девять десять двадцать тридцать сто тысяча тысяч
    тысячи миллион миллионов миллиард миллиардов половина
    اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة سبعة ثمانية تسعة عشرة عشر عشرين
    مئة مائة ألف آلاف مليون ملايين مليار مليارات نصف
    یک دو سه چهار پنج شش هفت هشت نه ده بیست سی هزار میلیون میلیارد صد نصف نیم
    iki üç dört beş altı yedi sekiz dokuz yirmi otuz yüz bin milyon milyar yarım
    दो तीन चार पांच पाँच छह सात आठ नौ दस बीस सौ हज़ार हजार लाख करोड़ आधा
"""
_NOT_ONLY_NUMBERS = {"نه"}  # Persian "nine", and "not"
NUMBER_WORDS = frozenset(_NUMBER_WORDS.split()) - _NOT_ONLY_NUMBERS

# Words that stand for one another in no sentence: a month for a month, a unit for a unit.
_CLASSES = """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    lundi mardi mercredi jeudi vendredi samedi dimanche
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    januar februar märz april mai juni juli august september oktober november dezember
    montag dienstag mittwoch donnerstag freitag samstag sonntag
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    am pm bc ad bce ce
    seconds minutes hours days weeks months years decades centuries
    second minute hour day week month year decade century
    mm cm m km in ft yd mi millimetres centimetres metres kilometres inches feet yards miles
    mg g kg t lb lbs oz grams kilograms kilos tonnes tons pounds ounces
    ml l litres liters gallons barrels bytes kb mb gb tb w kw mw gw kwh mwh gwh hz khz mhz ghz
    celsius fahrenheit kelvin
    dollars euros pounds yen yuan rupees roubles rubles lira cents usd eur gbp jpy cny inr rub
    more less fewer most least above below over under before after until since up down
    higher lower rose fell increased decreased increase decrease won lost
    north south east west
"""
COMPARED = frozenset(_CLASSES.split())


def numbers(text: str) -> tuple[str, ...]:
    """All numbers of a folded text, in order, written alike; number words stand for themselves.

    Groups of exactly three digits are thousands ("1,204", "1.204", "1 204"); any other separator
    is a decimal point, so that "1.5" never equals "15". Percent signs and words are one thing;
    currencies, degrees and fractions count as they are written.
    """
    plain = _SPACED.sub(lambda found: found[0].replace(" ", ""), _FOOTNOTE.sub("", text))
    found = [(match.start(), _canonical(match[0])) for match in _NUMBER.finditer(plain)]
    found += [(match.start(), "%") for match in _PERCENT.finditer(plain)]
    found += [(match.start(), match[0].strip()) for match in _SIGNS.finditer(plain)]
    found += [(match.start(), match[0]) for match in _IDEOGRAPHS.finditer(plain)]
    found += [
        (match.start(), match[0].lower())
        for match in _WORD.finditer(plain)
        if match[0].lower() in NUMBER_WORDS
    ]
    return tuple(number for _, number in sorted(found))


def exchanged(one: str, other: str) -> bool:
    """Whether two words that stand in the same place tell of different months, units, ways."""
    old, new = one.lower(), other.lower()
    return old != new and old in COMPARED and new in COMPARED


def _canonical(number: str) -> str:
    digits = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character
        for character in number
    )
    joined: str = _THOUSANDS.sub(r"\1", digits)
    return joined.translate(_POINTS)
