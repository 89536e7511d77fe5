"""Lists of articles are read as spreadsheets and programs write them, each row for itself."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exceptions import UnusableList
from claims.ingestion import tables


def read(raw: bytes, **options: Any) -> list[tables.Row]:
    file = io.BytesIO(raw)
    return list(tables.rows(file, tables.recognise(file, **options)))


def values(raw: bytes) -> list[dict[str, str]]:
    return [row.values for row in read(raw)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    raw = delimiter.join(["Title", "Text", "URL"]) + "\n" + delimiter.join(["a", '"b,;|\t"', ""])

    assert values(raw.encode()) == [{"title": "a", "text": "b,;|\t", "url": ""}]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1251"]
)
def test_the_encoding_is_found_out(encoding: str) -> None:
    words = "Größe und Übermut tragen süße Früchte." if encoding != "cp1251" else "Правда и ложь."
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""

    found = values(mark + f"text,title\n{words} {words} {words},x\n".encode(encoding))

    assert found == [{"text": f"{words} {words} {words}", "title": "x"}]


def test_the_first_letter_beyond_ascii_may_come_late() -> None:
    raw = b"text,title\n" + b"plain words,x\n" * 5000 + "süße Früchte,x\n".encode("cp1252")

    assert values(raw)[-1] == {"text": "süße Früchte", "title": "x"}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Link", "url"), ("Web address", "url"), ("FULL TEXT", "text"), ("Body", "text"),
        (" headline ", "title"), ("Byline", "author"), ("Site-Name", "publisher"),
        ("Locale", "language"), ("Publication Date", "published_on"),
        ("datePublished", "published_on"),
    ],
)  # fmt: skip
def test_names_of_columns_are_taken_leniently(header: str, field: str) -> None:
    other = "text" if field != "text" else "url"

    assert values(f"{other},{header}\na,b\n".encode()) == [{other: "a", field: "b"}]


def test_columns_that_mean_nothing_are_named() -> None:
    table = tables.recognise(io.BytesIO(b"id,url,my notes,\n1,https://a.example/,x,\n"))

    assert table.ignored == ("id", "my notes")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\n", "empty"),
        (b"a,b\n1,2\n", "No column is called url or text. Name .* it reads: a, b"),
        (b"url,link\n1,2\n", "Two columns mean url"),
        (b'[{"url": "https://a.example/"}]', "one JSON document"),
        (b"PK\x03\x04" + b"\0" * 100, "binary"),
        (b"x" * 100, "No column"),
    ],
)
def test_what_is_no_list_is_refused_in_words(raw: bytes, why: str) -> None:
    with pytest.raises(UnusableList, match=why):
        read(raw)


def test_a_file_that_is_too_large_is_refused() -> None:
    class Large(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return tables.LARGEST + 1 if whence == io.SEEK_END else super().seek(offset, whence)

    with pytest.raises(UnusableList, match="has 51 MB; at most 50 MB"):
        tables.recognise(Large(b"url\n"))


def test_rows_know_where_they_begin_and_empty_ones_are_left_out() -> None:
    raw = b'text,title\r\n"two\r\nlines",a\r\n\r\n , \r\nb,c\r\n'

    assert [(row.number, row.line, row.values["text"]) for row in read(raw)] == [
        (1, 2, "two\r\nlines"), (2, 6, "b"),
    ]  # fmt: skip


def test_one_bad_row_leaves_its_neighbours_alone() -> None:
    raw = b'text,title\na,b\n"bad"row,x\nc,d,e\nf\n'

    rows = read(raw)

    assert [(row.line, row.problem is None) for row in rows] == [
        (2, True), (3, False), (4, False), (5, True),
    ]  # fmt: skip
    assert rows[1].problem is not None
    assert rows[1].problem.why.startswith("The quotation marks of this row do not fit")
    assert rows[2].problem == tables.Problem("This row has 3 cells, the first row 2.", value="e")


def test_a_quotation_mark_that_never_closes_ends_the_reading() -> None:
    rows = read(b'text,title\na,b\n"open,x\nc,d\n')

    assert [row.line for row in rows] == [2, 3]
    assert rows[1].problem is not None
    assert rows[1].problem.why.startswith("A quotation mark opens in this row and is never closed")


def test_json_lines_are_read() -> None:
    raw = '\ufeff{"headline": "a", "text": "Größe", "n": 1, "url": null}\n\n{"url": "b"}'.encode()

    rows = read(raw)

    assert [(row.number, row.line, row.values) for row in rows] == [
        (1, 1, {"title": "a", "text": "Größe"}), (2, 3, {"url": "b"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "field", "why"),
    [
        (b"{", "", "no JSON object"),
        (b"[1]", "", "no JSON object"),
        (b'{"text": "a", "text": "b"}', "", "a name stands in it twice"),
        (b'{"text": "a", "body": "b"}', "text", "Two names of this row mean text."),
        (b'{"text": NaN}', "", "NaN is not JSON"),
        (b'{"text": 1}', "text", "must be a text"),
        (b'{"text": "\xff"}', "", "not UTF-8"),
        (b'{"x": ' + b"[" * 100_000, "", "nested too deeply"),
        (b'{"text": "' + b"a" * tables.LARGEST_ROW + b'"}', "", "larger than 5 MB"),
    ],
)
def test_a_bad_line_of_json_leaves_its_neighbours_alone(line: bytes, field: str, why: str) -> None:
    rows = read(b'{"text": "a"}\n' + line + b'\n{"text": "b"}\n')

    assert [(row.line, row.problem is None) for row in rows] == [(1, True), (2, False), (3, True)]
    assert rows[1].problem is not None
    assert (rows[1].problem.field, why in rows[1].problem.why) == (field, True)


def test_reading_stops_after_a_hundred_thousand_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)

    rows = read(b"text\n" + b"a\n" * 9)

    assert [row.problem is None for row in rows] == [True, True, True, False]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    for start in (b"", b"text,url\n", b'{"text": "a"}\n'):
        try:
            found = read(start + raw)
        except UnusableList:
            continue
        assert all(isinstance(value, str) for row in found for value in row.values.values())


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_what_json_writes_is_what_is_read(texts: list[str]) -> None:
    raw = "\n".join(json.dumps({"text": text}) for text in texts).encode()

    assert [row.values["text"] for row in read(raw)] == texts
