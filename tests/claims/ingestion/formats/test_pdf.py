"""PDFs: paragraphs as they were set, without what stands on every page."""

import pytest

from claims.exceptions import UnusableText
from claims.ingestion import formats
from claims.ingestion.formats import Kind
from tests.claims.ingestion import documents


def paragraphs(body: bytes) -> list[str]:
    read, kind = formats.read(body)
    assert kind is Kind.PDF
    return read.text.split("\n\n")


@pytest.mark.parametrize("columns", [documents.ONE_COLUMN, documents.TWO_COLUMNS])
@pytest.mark.parametrize("style", [documents.BODY, documents.INDENTED])
def test_paragraphs_come_back_whole_over_lines_columns_and_pages(columns, style) -> None:
    body = documents.pdf(documents.PARAGRAPHS * 2, columns=columns, style=style)

    assert paragraphs(body) == ["Harbour figures", *documents.PARAGRAPHS * 2]


def test_title_and_author_are_told_by_the_file_but_not_when_it_appeared() -> None:
    read, _ = formats.read(documents.pdf(title="The port in May", author="Ann Weile"))

    assert (read.title, read.author, read.published_on) == ("The port in May", "Ann Weile", None)


@pytest.mark.parametrize("nothing", ["(anonymous)", "untitled", "Microsoft Word - report.docx"])
def test_what_programs_fill_in_by_themselves_is_no_title(nothing: str) -> None:
    read, _ = formats.read(documents.pdf(title=nothing, author=nothing))

    assert (read.title, read.author) == ("", "")


def test_a_page_number_goes_even_where_there_is_one_page_only() -> None:
    one = documents.PARAGRAPHS[:2]

    assert paragraphs(documents.pdf(one)) == ["Annual report of the port", "Harbour figures", *one]


def test_words_broken_at_the_end_of_a_line_are_made_whole() -> None:
    lines = [
        "The well-known harbour authority said that the con-",
        "tainers of May were counted twice by the well-",
        "known inspectors of the Franco-",
        "German commission, who met in 2019-",
        "2020 and wrote about it.",
    ]

    assert paragraphs(documents.drawn(lines)) == [
        (
            "The well-known harbour authority said that the containers of May were counted twice "
            "by the well-known inspectors of the Franco-German commission, who met in 2019-2020 "
            "and wrote about it."
        )
    ]


def test_items_of_a_list_keep_their_own_lines() -> None:
    lines = [
        "The council decided on three things on Tuesday, after a long debate:",
        "• to buy a second crane for the quay, which is going to cost three",
        "million crowns in all;",
        "• to build a school;",
        "• to wait.",
    ]

    assert paragraphs(documents.drawn(lines)) == [
        lines[0], f"{lines[1]} {lines[2]}", lines[3], lines[4],
    ]  # fmt: skip


def test_a_picture_of_a_page_is_sent_to_text_recognition() -> None:
    with pytest.raises(UnusableText, match=r"text recognition \(OCR\)"):
        formats.read(documents.drawn([]))


def test_a_locked_file_is_told_to_be_locked() -> None:
    with pytest.raises(UnusableText, match="protected by a password"):
        formats.read(documents.drawn(["The port handled 4,210 containers."], password="secret"))


def test_a_file_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(UnusableText, match="larger than 20 MB"):
        formats.read(b"%PDF-1.7\n" + bytes(20 * 1024 * 1024))
