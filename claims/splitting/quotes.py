"""Quotation marks: how much of a sentence they hold, and whether a quotation goes on."""

import re
from typing import Final

_QUOTED: Final = re.compile(r"“[^”]*”?|«[^»]*»?|„[^“”]*[“”]?|\"[^\"]*\"?|「[^」]*」?|『[^』]*』?")
_OPENS: Final = re.compile('[“«„"「『]')
_CLOSES: Final = re.compile('[”»"」』]')
_SINGLE_OPENS: Final = re.compile(r"(?<!\w)[‘'](?=\w)")
_SINGLE_CLOSES: Final = re.compile(r"[,.?!…][’'](?!\w)")
_PAIRS: Final = ("“”", "«»", "「」")
_WHOLE: Final = re.compile(r"^[“\"«「](?P<said>[^“”\"«»「」]+?)[,.]?[”\"»」]?[,.]?$")


def share(text: str, *, opened: bool) -> float:
    """The part of a text's letters inside quotation marks, 0–1."""
    if not opened and _OPENS.search(text) is None:
        return _single_share(text) if "‘" in text or "'" in text else 0.0
    letters = sum(c.isalnum() for c in text)
    quoted = 0
    rest = text
    if opened:
        closing = _CLOSES.search(text)
        cut = closing.start() if closing else len(text)
        quoted, rest = sum(c.isalnum() for c in text[:cut]), text[cut + 1 :]
    for match in _QUOTED.finditer(rest):
        quoted += sum(c.isalnum() for c in match.group())
    return quoted / letters if letters else 0.0


def _single_share(text: str) -> float:
    """As `share`, for ‘sentences, in single marks’: an apostrophe follows no comma or full stop."""
    quoted = position = 0
    for opening in _SINGLE_OPENS.finditer(text):
        if opening.start() < position:
            continue
        closing = _SINGLE_CLOSES.search(text, opening.end())
        if closing is None:
            break
        position = closing.end()
        quoted += sum(c.isalnum() for c in text[opening.end() : position])
    letters = sum(c.isalnum() for c in text) if quoted else 1
    return quoted / letters


def left_open(text: str, *, opened: bool) -> bool:
    """Whether a quotation is still open at the end of a sentence."""
    for opening, closing in _PAIRS:
        last_opened, last_closed = text.rfind(opening), text.rfind(closing)
        if last_opened != last_closed:
            return last_opened > last_closed
    return opened ^ (text.count('"') % 2 == 1)


def bare(statement: str) -> str:
    """A statement that is one quotation, without its marks; any other as it is."""
    match = _WHOLE.match(statement)
    return match["said"] if match else statement
