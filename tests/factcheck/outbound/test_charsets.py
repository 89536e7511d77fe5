from __future__ import annotations

import pytest

from factcheck.outbound import charsets

CYRILLIC = "Министерство сообщило, что пострадали двенадцать человек, и опубликовало отчёт. " * 5
ARABIC = "قالت الوزارة إن عدد الضحايا بلغ مئتين وأربعة أشخاص. " * 5


def meta(label: str) -> bytes:
    return f'<html><head><meta charset="{label}"><title>x</title>'.encode()


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b"\xef\xbb\xbfh\xc3\xa9", "text/html; charset=latin-1", "hé"),
        ("hé".encode("utf-16"), "text/html; charset=utf-8", "hé"),
        (b"h\xe9", "text/html; charset=ISO-8859-1", "hé"),
        (b"\x93h\x94", "text/html; charset=iso-8859-1", "“h”"),
        (b"\x93h\x94", 'text/html; charset="us-ascii"', "“h”"),
        ("café".encode(), "text/html", "café"),
        ("日本".encode("cp932"), "text/html; charset=shift_jis", "日本"),
        ("中文€".encode("gb18030"), "text/html; charset=GB2312", "中文€"),
        (CYRILLIC.encode("cp1251"), "text/html; charset=windows-1251", CYRILLIC),
        (CYRILLIC.encode("cp1251"), "text/html", CYRILLIC),
        (CYRILLIC.encode("koi8-r"), "text/html; charset=koi8-r", CYRILLIC),
        (ARABIC.encode("cp1256"), "text/html; charset=cp1256", ARABIC),
        (b"h\xc3\xa9", "text/html; charset=no-such-thing", "hé"),
        (b"h\xc3\xa9", "text/html; charset=rot13", "hé"),
        (b"h\xc3\xa9", "text/html; charset=zlib", "hé"),
        (b"a\\x41", "text/html; charset=unicode_escape", "a\\x41"),
        (b"h\xc3", "text/html; charset=utf-8", "h\ufffd"),
        (b"", "", ""),
    ],
)
def test_bodies_are_read_as_browsers_read_them(body, content_type, text):
    assert charsets.decode(body, charset=charsets.of(body, content_type=content_type)) == text


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (meta("windows-1251"), "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso8859-2"),
        (meta("utf-16"), "utf-8"),
        (meta("nonsense"), "utf-8"),
    ],
)
def test_the_page_may_declare_its_charset(head, charset):
    assert charsets.of(head, content_type="text/html") == charset


def test_the_header_outranks_the_page():
    assert charsets.of(meta("koi8-r"), content_type="text/html; charset=utf-8") == "utf-8"


@pytest.mark.parametrize("codec", sorted(charsets.ACCEPTED))
def test_every_accepted_charset_decodes_any_bytes(codec):
    assert isinstance(charsets.decode(bytes(range(256)) * 2, charset=codec), str)
