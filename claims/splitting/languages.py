"""A cheap guess at the language: enough to choose rules, never shown as a fact."""

import re
from typing import Final

UNKNOWN: Final = "und"

_SAMPLE: Final = 4000
_FEW_WORDS: Final = 12
_SCRIPTS: Final = (
    ("fa", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),  # letters Arabic does not use
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_FUNCTION_WORDS: Final = {
    "en": "the of and to in is was that for on with as by at from it are were has have had "
    "not but they he she his their this which said who be been will an",
    "es": "el la los las de que y en un una por con para del se su al es no lo como más fue",
    "fr": "le la les des et en un une du que qui dans pour par sur est au aux avec ce il ne pas",
    "de": "der die das und in den von zu mit dem des ist ein eine auf für nicht sich im auch",
    "pt": "o a os as de que e em um uma por com para do da dos das não se no na ao foi mais",
    "it": "il lo la gli le di che e in un una per con del della dei non si è sono al nel",
    "nl": "de het een en van in is op te dat die voor met zijn niet aan er om ook als bij",
    "tr": "ve bir bu da de için ile çok daha olan olarak gibi kadar ne ama en sonra",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan adalah oleh ke",
}
_WORDS: Final = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
_WORD: Final = re.compile(r"[^\W\d_]+")


def guess(text: str) -> str:
    """ISO 639 code from the script, else from function words; `UNKNOWN` when too little speaks."""
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    for code, pattern in _SCRIPTS:
        share = 0.02 if code in {"fa", "ja", "uk"} else 0.3
        if letters and len(pattern.findall(sample)) > share * letters:
            return code
    words = [word.lower() for word in _WORD.findall(sample)]
    scores = {code: sum(w in known for w in words) for code, known in _WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    if words and scores[best] * 10 >= len(words):
        return best
    # A line too short for function words; plain letters make English the likeliest here.
    return "en" if words and len(words) <= _FEW_WORDS and sample.isascii() else UNKNOWN


def primary(tag: str) -> str:
    """The language part of a BCP 47 tag: `en-GB` → `en`."""
    return tag.replace("_", "-").split("-")[0].strip().lower() or UNKNOWN
