"""A cheap guess at the language: enough to choose rules, never shown as a fact.

Scripts first, then function words and letters that few languages write. A library that knows
hundreds of languages is no better where it matters: py3langid takes Mandarin for Wu and short
Spanish for Venetian, brings numpy, and a wrong guess here costs only a rule.
"""

import re
from typing import Final

from claims.splitting import lexicon

UNKNOWN: Final = "und"

_SAMPLE: Final = 3000
_FEW_WORDS: Final = 12
_FEWEST_PLAIN: Final = 2
_NOT_LATIN: Final = re.compile("[\u0370-\u1fff\u2e80-\uffef]")
_SCRIPTS: Final = (
    # Letters and figures that Arabic does not use.
    ("ur", re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")),
    ("fa", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc\u06f0-\u06f9]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_RARE: Final = frozenset({"fa", "ur", "ja", "uk"})
"""A few of their letters tell them from what else is written in the script."""
_FUNCTION_WORDS: Final = {
    "en": "the of and to in is was that for on with as by at from it are were has have had "
    "not but they he she his their this which said who be been will an you we i my what a "
    "new two three four five seven eight nine ten says after over more than into about its "
    "per cent",
    "es": "el la los las de que y en un una por con para del se su al es no lo como más fue "
    "este esta pero sus le ya son ha hay o a sin sobre también dónde qué quién dos tres cuatro "
    "seis siete ocho nueve diez nuevo nueva tras según gobierno",
    "fr": "le la les des et en un une du que qui dans pour par sur est au aux avec ce il ne pas "
    "de elle sont a été plus ou où mais nous vous se sa son ses cette contre deux trois quatre "
    "cinq sept huit neuf dix nouveau nouvelle après selon",
    "de": "der die das und in den von zu mit dem des ist ein eine auf für nicht sich im auch am "
    "es er sie wir ich du bist wo was wer wie bei nach aus über um zum zur vom wird sind hat "
    "war als an gegen ohne neue neuer neues zwei drei vier fünf sechs sieben acht neun zehn seit",
    "pt": "o a os as de que e em um uma por com para do da dos das não se no na ao foi mais é "
    "são seu sua ou já mas pelo pela ele ela isso está quem onde dois duas três quatro sete oito "
    "nove dez novo nova após sem governo mil",
    "it": "il lo la gli le di che e in un una per con del della dei non si è sono al nel ha da "
    "i dal alla delle più ma anche come",
    "nl": "de het een en van in is op te dat die voor met zijn niet aan er om ook als bij",
    "tr": "ve bir bu da de için ile çok daha olan olarak gibi kadar ne ama en sonra mi mı mu mü "
    "iki üç dört beş altı yedi sekiz dokuz yeni "
    "kim kimdir nerede neresi neresinde neden nasıl kaç ise değil var yok her o şu göre dedi",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan adalah oleh ke",
    "sv": "och det att som en på är av för med den till inte har ett om var jag",
    "da": "og det at som en på er af for med den til ikke har et der var jeg",
    "pl": "w i na z się że do nie jest to o jak po od za dla przez są",
    "cs": "a v se na je že s z do o k to jsou jako pro ve které byl",
    "ro": "și în de la cu pe nu este că din un o care pentru sunt mai",
    "hu": "a az és hogy nem is egy van volt meg csak",
    "fi": "ja on ei että se oli hän myös ovat kun",
    "vi": "và của là có các được cho trong không một với người",
}
_LETTERS: Final = {
    "es": "ñ¿¡áéíóú",
    "fr": "èêùœçéàôâîûëï",
    "de": "äöüß",
    "pt": "ãõâçáéíóúêôà",
    "tr": "ğışİöüç",
    "sv": "åäö",
    "da": "åæø",
    "pl": "łżśąęź",
    "cs": "ěřůžáíý",
    "ro": "șțăâî",
    "hu": "őűáéóö",
    "fi": "äö",
    "vi": "ơưđạế",
}
FUNCTION_WORDS: Final = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
_CODES: Final = {
    word: tuple(code for code, known in FUNCTION_WORDS.items() if word in known)
    for word in frozenset().union(*FUNCTION_WORDS.values())
}
_MARKED: Final = {
    letter: tuple(code for code, letters in _LETTERS.items() if letter in letters)
    for letter in frozenset("".join(_LETTERS.values()))
}
_MARKS: Final = re.compile(f"[{''.join(_MARKED)}]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARK_WEIGHT: Final = 0.5
_ENDINGS: Final = {
    code: tuple(endings.split())
    for code, endings in {
        "en": "ing ed ght ck ly ness ings",
        "es": "ción ciones dad dades iento ientos ados adas illo",
        "fr": "eau eaux onne ette ettes age ages ique eur eurs euse ée ées ent aux ois",
        "de": "ung ungen keit heit isch lich cht sch",
        "pt": "ção ções dade ões ão ou eira eiro agem ei",
        "it": "zione zioni ità tto tti ggio",
        "tr": "lar ler lık lik ları leri dı dü tı",
    }.items()
}
_ENDING_WEIGHT: Final = 0.09
"""Endings break ties between function words; they never make a language alone."""
_ROMANCE: Final = re.compile(r"\b[a-z]{3,}(?<=[ao])s?\b")
_PLAIN: Final = re.compile(r"\b[a-z]{4,}\b")
_OF_ROMANCE: Final = {
    "es": re.compile("ue(?!i)|ie|ll|rr"),
    "pt": re.compile("ei|ou|lh|nh|ss|x"),
    "it": re.compile("zz|gli|cc|tt|zi"),
}
_PERSIAN: Final = lexicon.words("را از که این است شد شدند کرد کردند داد دادند بود به با برای خواهد")
_ARABIC: Final = re.compile("[ةىإأؤ]|\\bال")


def guess(text: str) -> str:
    """ISO 639 code from the script, else from function words; `UNKNOWN` when too little speaks."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if not sample.isascii() and len(_NOT_LATIN.findall(sample)) > 0.3 * letters > 0:
        return _by_script(sample, letters)
    points = _points(sample, words)
    # The order of the table breaks ties.
    best = max(FUNCTION_WORDS, key=lambda code: points[code])
    if words and points[best] * 10 >= len(words):
        return best
    # A line too short for function words; plain letters make English the likeliest here.
    few = words and len(words) <= _FEW_WORDS and sample.isascii()
    return _of_plain_letters(sample) if few else UNKNOWN


def _points(sample: str, words: list[str]) -> dict[str, float]:
    """What function words, letters and, in a short line, endings say for each language."""
    points = dict.fromkeys(FUNCTION_WORDS, 0.0)
    for word in filter(_CODES.__contains__, map(str.lower, words)):
        for code in _CODES[word]:
            points[code] += 1
    if not sample.isascii():
        for letter in _MARKS.findall(sample):
            for code in _MARKED[letter]:
                points[code] += _MARK_WEIGHT
    if len(words) <= _FEW_WORDS:
        _weigh_endings(words, points)
    return points


def _weigh_endings(words: list[str], points: dict[str, float]) -> None:
    for word in map(str.lower, words):
        for code, endings in _ENDINGS.items():
            if word.endswith(endings) and len(word) > len("cción") - 1:
                points[code] += _ENDING_WEIGHT


def _of_plain_letters(sample: str) -> str:
    """English, unless all its plain words end as Spanish, Portuguese and Italian ones do."""
    plain = _PLAIN.findall(sample)
    if len(plain) < _FEWEST_PLAIN or len(_ROMANCE.findall(sample)) < len(plain):
        return "en"
    lower = sample.lower()
    # The order of the table breaks ties.
    return max(_OF_ROMANCE, key=lambda code: len(_OF_ROMANCE[code].findall(lower)))


def _by_script(sample: str, letters: int) -> str:
    for code, pattern in _SCRIPTS:
        share = 0.02 if code in _RARE else 0.3
        if len(pattern.findall(sample)) > share * letters:
            return _of_arabic_letters(sample) if code == "ar" else code
    return UNKNOWN


def _of_arabic_letters(sample: str) -> str:
    """A short Persian line may hold no letter of its own, but words that Arabic has not."""
    persian = not _PERSIAN.isdisjoint(sample.split())
    return "fa" if persian and _ARABIC.search(sample) is None else "ar"


def primary(tag: str) -> str:
    """The language part of a BCP 47 tag: `en-GB` → `en`."""
    return tag.replace("_", "-").split("-")[0].strip().lower() or UNKNOWN
