"""A document of Word, LibreOffice or Google Docs."""

from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import UnusableText
from claims.ingestion import reading
from claims.ingestion.formats import blocks, guarded
from claims.ingestion.reading import Reading


def read(body: bytes) -> Reading:
    """Text and properties of a DOCX file. Raises UnusableText.

    The day a file was made, often that of its template, is not the day an article appeared.
    """
    said = guarded.run("docx", body)
    text = blocks.text(said["html"])
    if not text:
        raise UnusableText(_("This document holds no text. Give one with at least one sentence."))
    about = said["about"]
    return Reading(
        text=text,
        title=wording.shortened(about.get("title", ""), longest=500),
        author=wording.shortened(about.get("author", ""), longest=300),
        language=reading.language_tag(about.get("language", "")),
    )
