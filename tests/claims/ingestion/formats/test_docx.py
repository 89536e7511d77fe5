"""DOCX: everything that a reader of the document sees, and nothing that was deleted."""

import pytest

from claims.exceptions import UnusableText
from claims.ingestion import formats
from claims.ingestion.formats import Kind
from tests.claims.ingestion import documents

CORE = "docProps__core_xml"
DOCUMENT = "word__document_xml"


def test_headings_items_and_rows_have_their_own_lines_and_nothing_is_lost() -> None:
    read, kind = formats.read(documents.report())

    assert (kind, read.text.split("\n\n")) == (
        Kind.DOCX,
        [
            "For the council.",
            "The port in May",
            "The port handled 4,210 containers, a record, in May.",
            "The crane cost 3 million.",
            "The ferry is new.",
            "Year\tBoxes",
            "2025\t4,198",
        ],
    )


def test_properties_are_told_by_the_file() -> None:
    read, _ = formats.read(documents.report())

    assert (read.title, read.author, read.published_on) == ("Harbour report", "Ann Weile", None)


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(UnusableText, match="holds no text"):
        formats.read(documents.saved(documents.document()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("part", [CORE, DOCUMENT])
def test_no_entity_is_read_from_the_disk_or_blown_up(part: str, encoding: str) -> None:
    entities = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">'
        '<!ENTITY b "&a;&a;">]><x>&b;</x>'
    )
    body = documents.changed(documents.report(), **{part: entities.encode(encoding)})

    with pytest.raises(UnusableText, match="damaged"):
        formats.read(body)


def test_a_bomb_is_refused() -> None:
    body = documents.changed(documents.report(), **{DOCUMENT: b" " * 200_000_000})

    with pytest.raises(UnusableText, match="too large or too complicated"):
        formats.read(body)


def test_nesting_without_end_is_refused() -> None:
    depth = 50_000
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    nested = f"<w:document {word}><w:body>{'<w:ins>' * depth}{'</w:ins>' * depth}"
    body = documents.changed(
        documents.report(), **{DOCUMENT: f"{nested}</w:body></w:document>".encode()}
    )

    with pytest.raises(UnusableText, match=r"holds no text|damaged"):
        formats.read(body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Word file (.doc)"),
        (b"{\\rtf1 The port.}", "an RTF file"),
        (documents.archive(xl__workbook_xml="x"), "a spreadsheet"),
        (documents.archive(ppt__presentation_xml="x"), "a presentation"),
        (documents.archive(readme_txt="x"), "a ZIP archive"),
        (b"PK\x03\x04" + bytes(60), "a ZIP archive"),
    ],
    ids=["doc", "rtf", "xlsx", "pptx", "zip", "broken zip"],
)
def test_other_files_of_offices_are_refused_by_name(body: bytes, kind: str) -> None:
    with pytest.raises(UnusableText) as refused:
        formats.read(body)

    assert str(refused.value) == f"This is {kind}. Save it as DOCX or PDF, or paste its text."


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_document_that_is_cut_off_is_told_to_be_one(share: float) -> None:
    whole = documents.report()

    with pytest.raises(UnusableText) as refused:
        formats.read(whole[: int(len(whole) * share)], name="Report.DOCX")

    assert str(refused.value) == (
        "This is a Word document that is cut off or damaged. Send it again, or open it, save it "
        "anew, or paste its text."
    )


@pytest.mark.parametrize("hints", [{}, {"content_type": f"{formats.Kind.DOCX.value}; charset=x"}])
def test_a_document_that_is_cut_off_is_known_without_its_name(hints: dict[str, str]) -> None:
    whole = documents.report()

    with pytest.raises(UnusableText, match="a Word document that is cut off"):
        formats.read(whole[: len(whole) * 9 // 10], **hints)


def test_a_locked_document_is_told_to_be_locked() -> None:
    locked = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(UnusableText, match="protected by a password"):
        formats.read(locked)
