"""Which encoding a page is written in (https://encoding.spec.whatwg.org/).

Browsers read labels their own way: "latin-1" and "ascii" mean windows-1252, "gb2312" means
gb18030. Only encodings of that standard are accepted; Python's codec registry also knows
`rot13`, `zlib` and `unicode_escape`, which a page must not choose.
"""

from __future__ import annotations

import codecs
import functools
import re

import charset_normalizer

FALLBACK = "cp1252"
PRESCAN = 4096
SAMPLE = 32 * 1024

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MARKS = tuple(mark for mark, _ in BOMS)

WIDENED = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
ACCEPTED = frozenset(
    {
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "cp932", "cp949"),
        *("euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866"),
        *("cp874", *(f"cp125{number}" for number in range(9))),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    }
)

_PARAMETER = re.compile(r""";\s*charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_META = re.compile(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)


def of(body: bytes, *, content_type: str = "") -> str:
    """The codec for `body`: by byte order mark, header, declaration in the page, then guessing."""
    if body.startswith(MARKS):
        return next(codec for mark, codec in BOMS if body.startswith(mark))
    return _header_codec(content_type) or _declared(body) or _detected(body)


@functools.lru_cache(maxsize=1_000)
def _header_codec(content_type: str) -> str | None:
    return codec_for(_header_label(content_type))


def codec_for(label: str) -> str | None:
    """The Python codec that a browser would take for this label; None if it would not know it."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = WIDENED.get(name, name)
    return name if name in ACCEPTED else None


def decode(body: bytes, *, charset: str) -> str:
    return body.decode(charset, errors="replace")


def _header_label(content_type: str) -> str:
    found = _PARAMETER.search(content_type)
    return found[1] if found else ""


def _declared(body: bytes) -> str | None:
    head = body[:PRESCAN]
    found = _XML.search(head) or _META.search(head)
    codec = codec_for(found[1].decode("ascii", "replace")) if found else None
    # A declaration that was read as ASCII cannot be in UTF-16 (HTML, section 13.2.3.2).
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _detected(body: bytes) -> str:
    sample = body[:SAMPLE]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(sample).best()
        return (codec_for(best.encoding) if best else None) or FALLBACK
    return "utf-8"
