import pytest

from claims.splitting import MAX_BYTES, UnreadableText, clean


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Plain text.", "Plain text."),
        ("Zürich.".encode(), "Zürich."),
        (b"\xef\xbb\xbfMarked.", "Marked."),
        ("\ufeffمرحبا".encode("utf-16-le"), "مرحبا"),
        ("\ufeffبيان".encode("utf-16-be"), "بيان"),
        ("Marked.".encode("utf-32"), "Marked."),
        ("e\u0301tat", "état"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ufeffAs text.", "As text."),
        ("\ufeff\ufeffMarked twice.", "Marked twice."),
    ],
)
def test_text_is_decoded_composed_and_given_line_feeds(raw, expected):
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("encoding", "prose"),
    [
        (
            "cp1252",
            (
                "Der Präsident erklärte gestern in München, die Löhne für Ärzte müssten künftig "
                "stärker steigen als die Gebühren."
            ),
        ),
        ("cp1252", "The café closed in May."),
        ("cp1251", "Президент заявил, что завод закрыли в мае, и триста человек потеряли работу."),
        ("cp1256", "قال الوزير إن المصنع أغلق في مايو وفقد ثلاثمئة شخص وظائفهم في العام الماضي."),
        ("shift_jis", "工場は五月に閉鎖され、三百人が職を失った。これは去年のことである。"),
    ],
)
def test_an_older_encoding_is_detected(encoding, prose):
    assert clean(prose.encode(encoding)) == prose


@pytest.mark.parametrize("raw", ["Завод".encode("cp1251"), b"\xff" * 100])
def test_an_encoding_that_cannot_be_known_is_refused(raw):
    with pytest.raises(UnreadableText) as refused:
        clean(raw)

    assert str(refused.value) == (
        "The encoding of the text is unknown: byte 0 is not UTF-8 and no other encoding fits "
        "clearly. Save it again as UTF-8."
    )


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The text is empty. Give a text with at least one sentence."),
        (" \r\n\t\u00a0", "The text is empty. Give a text with at least one sentence."),
        (b"\xef\xbb\xbf\n", "The text is empty. Give a text with at least one sentence."),
        (
            "A\x00B",
            (
                "The text holds a NUL character (the first at character 1), so it is damaged or "
                "not text. Remove the NUL characters or export the text again."
            ),
        ),
        (
            "ab\ud83d",
            (
                "The text holds half of a character (a lone surrogate) at character 2, usually "
                "from cutting an emoji in two. Copy the text again from its source."
            ),
        ),
        (b"%PDF-1.7 \x80", "This is a PDF, not text. Export its text and give that."),
        (
            b"\x02\x01\x03\x04" * 50,
            "This is a binary file, not text. Export its text as UTF-8 and give that.",
        ),
        (
            bytes(range(256)) * 4,
            "This is a binary file, not text. Export its text as UTF-8 and give that.",
        ),
        (
            b"\xff\xfea\x00b",
            "The text says it is UTF-16 but byte 4 does not fit. Save it again as UTF-8.",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(raw, message):
    with pytest.raises(UnreadableText) as refused:
        clean(raw)

    assert str(refused.value) == message


@pytest.mark.parametrize("surrogate", [b"Half \xed\xa0\xbd a face.", b"\xed\xb0\x80"])
def test_surrogates_encoded_as_bytes_never_become_text(surrogate):
    try:
        text = clean(surrogate)
    except UnreadableText:
        return

    assert not any("\ud800" <= character <= "\udfff" for character in text)


def test_the_limit_itself_is_accepted():
    assert len(clean(b"a" * MAX_BYTES)) == MAX_BYTES


@pytest.mark.parametrize("raw", [b"a" * (MAX_BYTES + 1), "é" * (MAX_BYTES // 2 + 1)])
def test_one_byte_more_is_refused_with_the_limit(raw):
    with pytest.raises(UnreadableText) as refused:
        clean(raw)

    assert str(refused.value) == (
        "The text is larger than 5,242,880 bytes (5 MB), which is the limit. "
        "Split it into several articles."
    )
