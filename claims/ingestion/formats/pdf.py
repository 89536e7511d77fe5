"""A PDF: its paragraphs, put together again from the lines on its pages."""

import re

from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import UnusableText
from claims.ingestion import reading
from claims.ingestion.formats import guarded
from claims.ingestion.reading import Reading
from factcheck.apart import layout

# What programs write where nobody gave a title or an author.
_NOTHING = re.compile(
    r"\(?(?:anonymous|unspecified|untitled|unknown|author|title|user|administrator|root)\)?"
    r"(?: ?\d*)|Microsoft Word - .*|.*\.(?:docx?|indd|pdf|tex|qxp|odt|rtf)",
    re.IGNORECASE,
)


def read(body: bytes) -> Reading:
    """Text and properties of a PDF. Raises UnusableText, also for pictures of pages.

    The day a file was made is not the day an article appeared: nothing is counted from it.
    """
    said = guarded.run("pdf", body)
    lines = (
        layout.line(number, text, left, right, y=y, size=size)
        for number, page in enumerate(said["pages"])
        for text, left, right, y, size in page
    )
    text = "\n\n".join(layout.paragraphs(lines))
    if not reading.has_words(text):
        raise UnusableText(
            _(
                "This PDF holds no text: its pages are pictures, perhaps scanned. Run text "
                "recognition (OCR) on it and give the result, or paste the text."
            ),
            field="text",
        )
    about = said["about"]
    return Reading(
        text=text,
        title=wording.shortened(_told(about.get("Title", "")), longest=500),
        author=wording.shortened(_told(about.get("Author", "")), longest=300),
    )


def _told(value: str) -> str:
    return "" if _NOTHING.fullmatch(value.strip()) else value
