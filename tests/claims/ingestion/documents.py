"""Real files as programs write them: PDF by ReportLab, DOCX by python-docx."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import pdfencrypt
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", parent=STYLES["BodyText"], alignment=TA_JUSTIFY)
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=14, spaceBefore=0)
ONE_COLUMN = ((60, 60, 475, 720),)
TWO_COLUMNS = ((50, 60, 240, 720), (305, 60, 240, 720))
PARAGRAPHS = tuple(
    f"In month {month} the harbour of Port Almond handled {4000 + month} containers, the port "
    f"authority said, and the well-known ferry line to the islands carried {900 + month} people, "
    "more than in any month of the year before. Mayor Ines Duarte told the council that the new "
    "crane had paid for itself, and that a second one would be ordered before the winter."
    for month in range(1, 13)
)


def pdf(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    heading: str = "Harbour figures",
    columns: Sequence[tuple[int, int, int, int]] = ONE_COLUMN,
    style: ParagraphStyle = BODY,
    **about: Any,
) -> bytes:
    """With a running head and a page number on each page."""

    def head(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, "Annual report of the port")
        canvas.drawString(280, 25, f"Page {document.page}")

    out = io.BytesIO()
    frames = [Frame(*place) for place in columns]
    document = BaseDocTemplate(out, pagesize=A4, **about)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=head)])
    words = [Paragraph(each, style) for each in paragraphs]
    document.build([Paragraph(heading, STYLES["Heading1"]), *words])
    return out.getvalue()


def drawn(lines: Sequence[str], *, password: str = "", leading: int = 14) -> bytes:
    """Pages of fifty lines, as they are, 14 points apart; without lines a picture only."""
    out = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=lock)
    canvas.rect(100, 100, 200, 200, fill=1)
    for number, line in enumerate(lines):
        if number and number % 50 == 0:
            canvas.showPage()
        canvas.drawString(72, 760 - leading * (number % 50), line)
    canvas.save()
    return out.getvalue()


def document(**about: Any) -> Document:
    made = docx.Document()
    for name, value in about.items():
        setattr(made.core_properties, name, value)
    return made


def saved(made: Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def report() -> bytes:
    """A document with everything that a reader could lose."""
    made = document(
        title="Harbour report", author="Ann Weile", created=datetime(2026, 2, 3, tzinfo=UTC)
    )
    made.add_heading("The port in May", 1)
    first = made.add_paragraph("The port handled 4,210 containers")
    add(first, '<w:ins w:id="1" w:author="x"><w:r><w:t>, a record,</w:t></w:r></w:ins>')
    add(first, '<w:del w:id="2" w:author="x"><w:r><w:delText> gone</w:delText></w:r></w:del>')
    first.add_run(" in May.")
    made.add_paragraph("The crane cost 3 million.", style="List Bullet")
    made.add_paragraph("The ferry is new.", style="List Number")
    table = made.add_table(2, 2)
    for cell, words in zip(table._cells, ("Year", "Boxes", "2025", "4,198"), strict=True):
        cell.text = words
    control = "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    made.element.body.insert(0, parse_xml(control.format(nsdecls("w"), "For the council.")))
    return saved(made)


def add(paragraph: Any, markup: str) -> None:
    paragraph._p.append(parse_xml(markup.replace(" ", f" {nsdecls('w')} ", 1)))


def archive(**parts: bytes | str) -> bytes:
    """A ZIP file; `__` in a name is a slash, `_` a full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def changed(body: bytes, **parts: bytes) -> bytes:
    """A ZIP file with some of its parts put in place of those it has; names as in `archive`."""
    new = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", 8) as made:
        for name in old.namelist():
            made.writestr(name, new.pop(name) if name in new else old.read(name))
        for name, part in new.items():
            made.writestr(name, part)
    return out.getvalue()
