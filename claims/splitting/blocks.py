"""From lines to blocks: a paragraph, a list item or a heading each, never two in one."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple


class Role(Enum):
    PROSE = "prose"
    LIST_ITEM = "list item"
    HEADING = "heading"
    BYLINE = "byline"  # who wrote, photographed or published it, and when
    CAPTION = "caption"


class Block(NamedTuple):
    """text[start:end] without its list marker; line breaks inside are wrapping only."""

    start: int
    end: int
    role: Role


_MARKER: Final = re.compile(
    r"\s*(?:[-*•‣▪●►–—]|#{1,6}|>|(?P<number>\d{1,3})\.|\(?\d{1,3}\)|\(?[a-zA-Z]\))\s+(?=\S)"
)
_NUMBERED: Final = re.compile(r"^[ \t]*(\d{1,3})\.[ \t]+(?=\S)", re.MULTILINE)
_TERMINAL: Final = re.compile(r"[.!?…。！？؟۔।:;][\"'”’»)\]」』]*$")
_BYLINE: Final = re.compile(
    r"(?:by|por|par|von|da|di|words by|text(?:o|e)?:|photo(?:graph)?s?(?: by|:)|image:|credit:|"
    r"reporting by|editing by|yazan:|haber:|автор:|текст:|фото:?|बायलाइन:|लेखक:|"
    r"بقلم:?|كتب:?|تصوير:?|نویسنده:|نوشته|عکس:?)\s+\S|"
    r"(?:文|记者|記者|作者|摄影|攝影|来源|來源|编辑|編輯)\s*[：:／/ ]\s*\S|"
    r"(?:published|updated|posted|last modified|source|publicado|actualizado|publié|mis à jour|"
    r"veröffentlicht|aktualisiert|atualizado|yayınlanma|güncelleme|опубликовано|обновлено|"
    r"نشر|تاريخ|انتشار|प्रकाशित|अपडेट|发布|發布)\s*[:：]?\s+(?:on\s)?\S|"
    r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}\S*)?$|\d{1,2}[./]\d{1,2}[./]\d{2,4}$|"
    r"\d{1,2}\.? \w{3,12},? \d{4}(?:,? \d{1,2}:\d{2}.{0,8})?$|"
    r"\w{3,9} \d{1,2}, \d{4}(?:,? \d{1,2}:\d{2}.{0,8})?$|\d{4}年\d{1,2}月\d{1,2}日.{0,8}$",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(
    r"[(\[]?(?:\b(?:AP|AFP|EPA|Reuters|Getty)[ /]*(?:Photo|Images|Foto)\b|"
    r"(?:photo(?:graph)?|foto(?:graf[ií]a)?|image|picture|credit|cr[ée]dits?(?: photo)?|fotoğraf|"
    r"фото|عکس|صورة|تصوير|图|圖|摄影)\s*(?:by\s|[:：/©])|©)[^.!?。]{1,80}[)\]]?\.?$",
    re.IGNORECASE,
)
_CREDIT_HINTS: Final = (
    "photo", "foto", "image", "picture", "credit", "crédit", "фото", "عکس", "صورة", "تصوير",
    "图", "圖", "摄影", "©",
)  # fmt: skip
_CAPTION: Final = re.compile(
    r"(?:(?:file |archive )?photo|image|caption|pictured|foto|imagen|légende|archivbild|bild|"
    r"legenda|фото|图|圖)\s?\d{0,2}\s?[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"[.!?…,][”»\"]\s+[—–-]\s*\w")
_SIGNATURE: Final = 90
_CREDIT_LENGTH: Final = 100
_CAPTION_LENGTH: Final = 400
_HEADING_LENGTH: Final = 120
_WIDE_LENGTH: Final = 40  # characters of scripts that write a syllable or a word with one
_HEADING_WORDS: Final = 16
_WRAP_WIDTHS: Final = range(40, 121)  # hard-wrapped prose is this wide, a lone line is shorter


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order; empty lines and markers belong to none.

    A text in which no line ends as a sentence does has no headings: it is written without marks.
    """
    found = _credited(text, list(_found(text, _listed(text))))
    if any(block.role in {Role.PROSE, Role.CAPTION} for block in found):
        return found
    return [
        block._replace(role=Role.PROSE) if block.role is Role.HEADING else block for block in found
    ]


def _listed(text: str) -> frozenset[int]:
    """Numbers that head items of a list: "2. Dünya Savaşı" alone heads none."""
    numbers = {int(found[1]) for found in _NUMBERED.finditer(text)}
    return frozenset(n for n in numbers if n - 1 in numbers or n + 1 in numbers)


def _found(text: str, listed: frozenset[int]) -> Iterator[Block]:
    for paragraph in _paragraphs(text):
        width = max(end - start for start, end in paragraph)
        run_start, run_end = paragraph[0]
        for start, end in paragraph[1:]:
            marked = _marker(text, start, end, listed) is not None
            if _is_signature(text, run_end, start, end) or (
                not marked and _is_wrapped(text, (run_end, start, end), width)
            ):
                run_end = end
                continue
            yield _block(text, run_start, run_end, listed)
            run_start, run_end = start, end
            # The line that closed the run starts the next one.
        yield _block(text, run_start, run_end, listed)


def _is_signature(text: str, before: int, start: int, end: int) -> bool:
    """A line like `— Anna Smith, mayor` under a quotation."""
    signs = text[start] in "—–-" and text[before - 1] in '”"»'
    return signs and end - start <= _SIGNATURE and not _TERMINAL.search(text, start, end)


def _marker(text: str, start: int, end: int, listed: frozenset[int]) -> re.Match[str] | None:
    marker = _MARKER.match(text, start, end)
    if marker and marker["number"] and int(marker["number"]) not in listed:
        return None
    return marker


def _credited(text: str, found: list[Block]) -> list[Block]:
    """Captions without their labels, and credits for a picture as lines of their own."""
    lowered = text.lower()
    if not any(hint in lowered for hint in _CREDIT_HINTS):
        return found
    return [piece for block in found for piece in _caption(text, block)]


def _caption(text: str, block: Block) -> Iterator[Block]:
    start, end, role = block
    if end - start > _CAPTION_LENGTH or role is Role.BYLINE:
        yield block
        return
    label = _CAPTION.match(text, start, end)
    if label and role is Role.PROSE:
        start, role = label.end(), Role.CAPTION
    credit = _CREDIT.search(text, max(start, end - _CREDIT_LENGTH), end)
    if credit is None:
        yield Block(start, end, role)
        return
    before = len(text[start : credit.start()].rstrip())
    if before:
        yield Block(start, start + before, Role.CAPTION)
    yield Block(credit.start(), end, Role.BYLINE)


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of non-empty lines, each line as its stripped span."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + line.index(body[0])
            lines.append((start, start + len(body)))
        elif lines:
            yield lines
            lines = []
        at += len(line)
    if lines:
        yield lines


def _is_wrapped(text: str, edge: tuple[int, int, int], width: int) -> bool:
    """Whether the line break at `edge` (end of one line, next line) was made by a margin.

    It was when the next line's first word would not have fitted, or goes on in lower case.
    """
    before, start, end = edge
    if text[start].islower() and text[before - 1] not in ".!?:":
        return True
    line_start = max(text.rfind("\n", 0, before), 0)
    first_word = text[start : min(end, start + 60)].split(maxsplit=1)[0]
    used = before - line_start + len(first_word)
    return width in _WRAP_WIDTHS and before - line_start >= min(_WRAP_WIDTHS) and used >= width


def _block(text: str, start: int, end: int, listed: frozenset[int]) -> Block:
    marker = _marker(text, start, end, listed)
    if marker and "#" in marker.group():
        return Block(marker.end(), end, Role.HEADING)
    if marker:
        return Block(marker.end(), end, Role.LIST_ITEM)
    return Block(start, end, _role(text[start : min(end, start + _HEADING_LENGTH + 1)]))


def _role(line: str) -> Role:
    """A short line that no mark ends is a heading; one that names its author is a byline."""
    limit = _HEADING_LENGTH if line[:1] < "\u2e80" else _WIDE_LENGTH
    short = len(line) <= limit and len(line.split()) <= _HEADING_WORDS
    if short and _BYLINE.match(line) and not re.search(r"[.!?]$", line):
        return Role.BYLINE
    if not short or _TERMINAL.search(line) or _SIGNED.search(line):
        return Role.PROSE
    return Role.HEADING
