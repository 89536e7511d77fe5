"""What to call a text that brings no title, and a guess at its language."""

import re

from claims import wording
from claims.splitting import languages

_LONGEST = 120
_SENTENCE_END = re.compile(r"(?<=[.!?…؟。！？۔])(?:\s|$)")


def of(text: str) -> str:
    """The first line that is not empty: a heading as it is, else its first sentence, shortened."""
    first = next(line for line in text.splitlines() if line.strip())[:10_000]
    heading = re.sub(r"^\s*#{1,6}\s+", "", first)
    sentence = _SENTENCE_END.split(heading.strip(), maxsplit=1)[0]
    return wording.shortened(sentence, longest=_LONGEST) or "—"


def language(text: str) -> str:
    """A BCP 47 code guessed from the script and common words, "" where too little speaks."""
    guessed = languages.guess(text)
    return "" if guessed == languages.UNKNOWN else guessed
