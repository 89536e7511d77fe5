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
        (b"<meta charset=windows-1256>", "cp1256"),
        (b"<META name=a CHARSET = 'Shift_JIS' >", "cp932"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<meta content="text/html; charset=gb2312" http-equiv=content-type>', "gb18030"),
        (b'<meta name="description" content="charset=koi8-r">', "utf-8"),
        (b'<meta name="charset" content="koi8-r">', "utf-8"),
        (b"<!-- " + meta("koi8-r") + b" -->" + meta("windows-1251"), "cp1251"),
        (b"<!-- " + meta("koi8-r"), "utf-8"),
        (meta("koi8-r") + meta("windows-1251"), "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso8859-2"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>' + meta("koi8-r"), "koi8-r"),
        (meta("utf-16"), "utf-8"),
        (b'<?xml version="1.0" encoding="utf-16"?>', "utf-8"),
        (meta("nonsense"), "utf-8"),
        (meta("utf-7"), "utf-8"),
        (meta("x-user-defined"), "cp1252"),
        (b" " * 5000 + meta("koi8-r"), "utf-8"),
    ],
)
def test_the_page_may_declare_its_charset(head, charset):
    assert charsets.of(head, content_type="text/html") == charset


@pytest.mark.parametrize("kind", ["application/xml", "application/xhtml+xml", "text/xml"])
def test_of_xml_only_its_declaration_counts(kind):
    page = b'<?xml version="1.0" encoding="iso-8859-2"?>' + meta("koi8-r")

    assert (
        charsets.of(page, content_type=kind),
        charsets.of(meta("koi8-r"), content_type=kind),
    ) == (
        "iso8859-2",
        "utf-8",
    )


CHINESE = "水利部表示，星期一的洪水造成一千二百零四人死亡，并公布了报告。" * 5
JAPANESE = "水産省は、月曜日の洪水で千二百四人が死亡したと発表し、報告書を公表しました。" * 5


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ARABIC, "cp1256"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "koi8-r"),
        (CYRILLIC, "utf-8"),
        ("<p>Plain words, and more of them.", "utf-16-le"),
        ("<p>Plain words, and more of them.", "utf-16-be"),
        ("<p>" + CYRILLIC, "utf-16-le"),
        ('<?xml version="1.0"?><p>' + JAPANESE, "utf-16-le"),
        ('<?xml version="1.0"?><p>' + JAPANESE, "utf-16-be"),
    ],
    ids=range(12),
)
def test_without_any_declaration_the_charset_is_guessed(text, codec):
    body = text.encode(codec)

    assert charsets.decode(body, charset=charsets.of(body, content_type="text/html")) == text


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "unicode"])
def test_utf_16_is_little_endian_where_nothing_else_is_said(label):
    body = "<p>Ça va".encode("utf-16-le")

    found = charsets.of(body, content_type=f"text/html; charset={label}")

    assert charsets.decode(body, charset=found) == "<p>Ça va"


@pytest.mark.parametrize("label", ["utf-7", "UTF7", "unicode-1-1-utf-7", "csUnicode11UTF7"])
def test_utf_7_is_never_read(label):
    body = b"+ADw-script+AD4-alert(1)"

    found = charsets.of(body, content_type=f"text/html; charset={label}")

    assert charsets.decode(body, charset=found) == "+ADw-script+AD4-alert(1)"


@pytest.mark.parametrize("label", ["hz-gb-2312", "iso-2022-kr", "iso-2022-cn", "cp037", "punycode"])
def test_what_browsers_do_not_read_is_not_read(label):
    assert charsets.codec_for(label) is None


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        (" Windows-31J ", "cp932"),
        ("x-sjis", "cp932"),
        ("windows-874", "cp874"),
        ("windows-949", "cp949"),
        ("iso-8859-8-I", "iso8859-8"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("iso88591", "cp1252"),
    ],
)
def test_labels_that_python_does_not_know_are_read_as_the_standard_says(label, codec):
    assert charsets.codec_for(label) == codec


def test_declarations_without_end_cost_little():
    for unit in (b"<meta ", b"<meta charset=", b"<!--", b"<meta a='", b"<?xml ", b"a=" * 3):
        assert charsets.of(unit * 400_000, content_type="text/html") == "utf-8"


def test_the_header_outranks_the_page():
    assert charsets.of(meta("koi8-r"), content_type="text/html; charset=utf-8") == "utf-8"


@pytest.mark.parametrize("codec", sorted(charsets.ACCEPTED))
def test_every_accepted_charset_decodes_any_bytes(codec):
    assert isinstance(charsets.decode(bytes(range(256)) * 2, charset=codec), str)
