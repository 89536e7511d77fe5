"""Where a sentence ends without an end mark: separators, stamps, addresses, emoticons, greetings.

Copied mails, comments and posts run such lines together. Every pattern is tried only where a
character that it needs occurs, and none repeats a repetition, so the cost stays linear.
"""

import re
from collections.abc import Iterator
from typing import Final

_RULED: Final = ("*", "_", "=", "~", "#", "•", "----")
_BULLETS: Final = ("•", "‣", "▪", "●", "►")
_SEPARATOR: Final = re.compile(r"(?:(?<=\s)|^)(?:[*_=~#•]{3,}|-{4,}|\* \* \*)(?=\s|$)")
_STAMP: Final = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: [AaPp]\.?[Mm]\b\.?)?(?=\s|$)"
)
_ADDRESS: Final = re.compile(
    r"(?:(?<![\w/.:])(?:https?://|www\.)\S{1,2000}|"
    r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,255}>?|<[^\s<>]{3,255}>)(?=\s)"
)
_FACE: Final = re.compile(r"(?<=\s)(?:[:;]['’]?-?[)(DP]+|:-?[/|])(?=\s+[A-Z“\"])")
_GREETING: Final = re.compile(
    r"(?:(?:best|kind|kindest|warm|warmest)\s+)?regards|sincerely(?:\s+yours)?|yours(?:\s+truly)?|"
    r"thanks|thank\s+you|cheers|hi|hello|hey|love",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(r"[.!?)*_\n]\s")
_GREETED: Final = re.compile(r",(?=\s+[A-Z])")
_CUT_OUT: Final = re.compile(r"[\[(](?:\.\.\.|…)[\])]")
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}(?:,\s[A-Z][\w. ]{2,30})?\s\((?:AP|AFP|Reuters|REUTERS|UPI|ANI|IANS|PTI"
    r"|Xinhua|BBC|CNN|dpa|EFE|DPA|TASS)\)\s?[-–—]+(?=\s)"
)
_BULLET: Final = re.compile(r"(?<=\s)[•‣▪●►](?=\s)")
_PIPE: Final = re.compile(r"(?<=[\u0900-\u097f])\s?\|(?=\s|$)")  # typed for a danda
_LONGEST_GREETING: Final = 24
_LONGEST_NAME: Final = 60


def seams(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets in text[start:end] where one sentence ends and the next begins, in no order."""
    yield from _around(text, start, end)
    yield from _stamps(text, start, end)
    yield from _after_addresses(text, start, end)
    yield from _greetings(text, start, end)
    opening = _DATELINE.match(text, start, end)
    if opening:
        yield opening.end()
    for found in _FACE.finditer(text, start, end) if text.find(" :", start, end) >= 0 else ():
        yield found.end()


def _around(text: str, start: int, end: int) -> Iterator[int]:
    """Separators, "[…]" and bullets stand alone."""
    for found in _SEPARATOR.finditer(text, start, end) if _holds(text, start, end, _RULED) else ():
        yield from found.span()
    if text.find("[", start, end) >= 0:
        for found in _CUT_OUT.finditer(text, start, end):
            if not text[found.end() : found.end() + 2].strip()[:1].islower():
                yield found.end()
    for found in _BULLET.finditer(text, start, end) if _holds(text, start, end, _BULLETS) else ():
        yield found.start()
    for found in _PIPE.finditer(text, start, end) if text.find("|", start, end) >= 0 else ():
        yield found.end()


def _holds(text: str, start: int, end: int, marks: tuple[str, ...]) -> bool:
    """Whether any of `marks` occurs; far quicker than to try a pattern at every character."""
    return max([text.find(mark, start, end) for mark in marks]) >= 0


def _stamps(text: str, start: int, end: int) -> Iterator[int]:
    """A date with an hour heads a mail or a comment, with the writer's name before it."""
    if text.find("/", start, end) < 0:
        return
    for found in _STAMP.finditer(text, start, end):
        head = text[max(start, found.start() - _LONGEST_NAME) : found.start()]
        before = head.rsplit(None, 1)[-1:]
        if before and (before[0][0].isupper() or not before[0][-1].isalnum()):
            yield found.start()
        yield found.end()


def _after_addresses(text: str, start: int, end: int) -> Iterator[int]:
    """An address ends its line when a capital, another address or a number follows."""
    if not _holds(text, start, end, ("@", "://", "www.")):
        return
    for found in _ADDRESS.finditer(text, start, end):
        ahead = text[found.end() : found.end() + 8].lstrip()
        if ahead[:1].isupper() or ahead.startswith("http") or ahead[:1] in {"-", "_", "<"}:
            yield found.end()


def _greetings(text: str, start: int, end: int) -> Iterator[int]:
    """ "Best regards, Anna" and "Hi, We are" at the head of a line or after an end mark."""
    for comma in _GREETED.finditer(text, start, end):
        head = text[max(start, comma.start() - _LONGEST_GREETING) : comma.start()]
        said = _ENDED.split(head)[-1]
        whole = len(said) < len(head) or comma.start() - _LONGEST_GREETING <= start
        if whole and _GREETING.fullmatch(said.strip()):
            yield comma.end()
