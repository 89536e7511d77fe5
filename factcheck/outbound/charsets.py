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
    "utf-16": "utf-16-le",
}

# Labels of the standard that Python does not know, by the codec that reads them.
_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
    "utf-16-be": "unicodefffe",
    "iso8859-2": "iso88592",
    "iso8859-3": "iso88593",
    "iso8859-5": "iso88595",
    "iso8859-6": "csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i iso88596",
    "iso8859-7": "sun_eu_greek iso88597",
    "iso8859-8": "csiso88598e csiso88598i iso-8859-8-e iso-8859-8-i iso88598 visual logical",
    "iso8859-13": "iso885913",
    "iso8859-14": "iso885914",
    "iso8859-15": "csisolatin9 iso885915",
    "koi8-r": "koi koi8",
    "koi8-u": "koi8-ru",
    "mac-roman": "csmacintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso885911 windows-874",
    "cp1250": "x-cp1250",
    "cp1251": "x-cp1251",
    "cp1252": "iso88591 x-cp1252 x-user-defined",
    "cp1253": "x-cp1253",
    "cp1254": "x-cp1254 iso88599",
    "cp1255": "x-cp1255",
    "cp1256": "x-cp1256",
    "cp1257": "x-cp1257",
    "cp1258": "x-cp1258",
    "gb18030": "csgb2312 gb_2312 gb_2312-80 x-gbk",
    "big5hkscs": "cn-big5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
    "cp932": "windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
}
UNKNOWN_TO_PYTHON = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
ACCEPTED = frozenset(
    {
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "cp932", "cp949"),
        *("euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866"),
        *("cp874", *(f"cp125{number}" for number in range(9))),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    }
)

# What the guesser calls the charsets that pages are in by the names of larger ones.
GUESSED = {
    **dict.fromkeys(("euc_jis_2004", "euc_jisx0213"), "euc_jp"),
    **dict.fromkeys(("shift_jis_2004", "shift_jisx0213"), "cp932"),
    **dict.fromkeys(("iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004"), "iso2022_jp"),
}

_PARAMETER = re.compile(r""";\s*charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/]([^>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_CONTENT = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)

# How an XML declaration begins in UTF-16 (HTML, section 13.2.3.2).
_WIDE_XML = ((b"<\0?\0x\0", "utf-16-le"), (b"\0<\0?\0x", "utf-16-be"))
WIDE_SAMPLE = 512


def of(body: bytes, *, content_type: str = "") -> str:
    """The codec for `body`: by byte order mark, header, declaration in the page, then guessing."""
    if body.startswith(MARKS):
        return next(codec for mark, codec in BOMS if body.startswith(mark))
    return (
        _header_codec(content_type)
        or _declared(body, as_xml="xml" in content_type.partition(";")[0].lower())
        or _detected(body)
    )


@functools.lru_cache(maxsize=1_000)
def _header_codec(content_type: str) -> str | None:
    return codec_for(_header_label(content_type))


def codec_for(label: str) -> str | None:
    """The Python codec that a browser would take for this label; None if it would not know it."""
    label = label.strip().lower()
    if label in UNKNOWN_TO_PYTHON:
        return UNKNOWN_TO_PYTHON[label]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = WIDENED.get(name, name)
    return name if name in ACCEPTED else None


def decode(body: bytes, *, charset: str) -> str:
    return body.decode(charset, errors="replace")


def _header_label(content_type: str) -> str:
    found = _PARAMETER.search(content_type)
    return found[1] if found else ""


def _declared(body: bytes, *, as_xml: bool) -> str | None:
    """What the page says of itself: its meta element, then its XML declaration; XML knows only
    the latter. Comments say nothing."""
    for beginning, codec in _WIDE_XML:
        if body.startswith(beginning):
            return codec
    head = body[:PRESCAN]
    declaration = _XML.search(head)
    label = None if as_xml else _meta_label(_COMMENT.sub(b"", head))
    if label is None and declaration:
        label = declaration[1]
    codec_ = codec_for(label.decode("ascii", "replace")) if label else None
    # A declaration that was read as ASCII cannot be in UTF-16 (HTML, section 13.2.3.2).
    return "utf-8" if codec_ and codec_.startswith("utf-16") else codec_


def _meta_label(head: bytes) -> bytes | None:
    for element in _META.finditer(head):
        given = {
            found[1].lower(): found[2] or found[3] or found[4] or b""
            for found in reversed(list(_ATTRIBUTE.finditer(element[1])))
        }
        if b"charset" in given:
            return given[b"charset"].strip()
        if given.get(b"http-equiv", b"").strip().lower() == b"content-type":
            content = _CONTENT.search(given.get(b"content", b""))
            if content:
                return content[1]
    return None


def _detected(body: bytes) -> str:
    wide = _wide(body[:WIDE_SAMPLE])
    if wide:
        return wide
    sample = body[:SAMPLE]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(sample).best()
        guess = best.encoding if best else ""
        return codec_for(GUESSED.get(guess, guess)) or FALLBACK
    return "utf-8"


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its spaces, digits and tags is zero."""
    if b"\0" not in sample:
        return None
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if second > 4 * first and second * 32 > len(sample):
        return "utf-16-le"
    return "utf-16-be" if first > 4 * second and first * 32 > len(sample) else None
