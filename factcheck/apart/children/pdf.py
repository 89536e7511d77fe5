"""A PDF on standard input → its lines with their places as JSON on standard output.

Lines come in the order in which the file draws them, which keeps columns together. PDFium marks
a hyphen that it takes for the end of a line with U+0002 and leaves the line break out.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

MOST_CHARACTERS = 600_000  # an article may have fewer: what is beyond would be refused anyway
MOST_PAGES = 3000
HYPHEN = "\x02"


def read(body: bytes) -> dict[str, Any]:
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return {"problem": "locked" if locked else "damaged"}
    pages: list[list[list[Any]]] = []
    characters = pictures = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        lines = [list(line) for line in _lines(page.get_textpage())]
        pages.append(lines)
        characters += sum(len(line[0]) for line in lines)
        pictures += not lines
        page.close()
        if characters > MOST_CHARACTERS:
            break
    about = document.get_metadata_dict(skip_empty=True)
    return {"pages": pages, "count": len(document), "without_text": pictures, "about": about}


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[tuple[Any, ...]]:
    """Text, left, right, baseline and size of the letters (in points) of each line."""
    line: list[tuple[int, str]] = []
    for index in range(raw.FPDFText_CountChars(page)):
        point = raw.FPDFText_GetUnicode(page, index)
        generated = raw.FPDFText_IsGenerated(page, index) == 1
        if generated and point in (10, 13):
            if line:
                yield _placed(page, line)
            line = []
        elif raw.FPDFText_IsHyphen(page, index) == 1:
            yield _placed(page, [*line, (index, HYPHEN)])
            line = []
        elif point >= 32 and not 0xD800 <= point <= 0xDFFF:
            line.append((index, chr(point)))
        elif point == 9:
            line.append((index, " "))
    if line:
        yield _placed(page, line)


def _placed(page: pypdfium2.PdfTextPage, line: list[tuple[int, str]]) -> tuple[Any, ...]:
    seen = [index for index, letter in line if not letter.isspace()] or [line[0][0]]
    first, last = _box(page, seen[0]), _box(page, seen[-1])
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, seen[0], x, y)
    sides = (min(first[0], last[0]), max(first[1], last[1]))
    text = "".join(letter for _, letter in line)
    return text, *(round(each, 2) for each in (*sides, y.value, _size(page, seen)))


def _box(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(page, index, *sides)
    return sides[0].value, sides[1].value


def _size(page: pypdfium2.PdfTextPage, seen: list[int]) -> float:
    """The height of the letters as drawn: a font of size 1 may be scaled up by its matrix."""
    sizes = []
    for index in seen[:: max(1, len(seen) // 5)]:
        matrix, size = raw.FS_MATRIX(), raw.FPDFText_GetFontSize(page, index)
        known = raw.FPDFText_GetMatrix(page, index, matrix)
        sizes.append(size * (abs(matrix.d) or abs(matrix.b)) if known else size)
    return float(sorted(sizes)[len(sizes) // 2])


if __name__ == "__main__":
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
