"""A PDF: its paragraphs, put together again from the lines on its pages."""

import re
from datetime import date

from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import UnusableText
from claims.ingestion import reading
from claims.ingestion.formats import guarded, layout
from claims.ingestion.reading import Reading

_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
# What programs write where nobody gave a title or an author.
_NOTHING = re.compile(
    r"\(?(?:anonymous|unspecified|untitled|unknown|author|title|user|administrator|root)\)?"
    r"(?: ?\d*)|Microsoft Word - .*|.*\.(?:docx?|indd|pdf|tex|qxp|odt|rtf)",
    re.IGNORECASE,
)


def read(body: bytes) -> Reading:
    """Text and properties of a PDF. Raises UnusableText, also for pictures of pages."""
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
        published_on=_day(about.get("CreationDate", "")),
    )


def _told(value: str) -> str:
    return "" if _NOTHING.fullmatch(value.strip()) else value


def _day(value: str) -> date | None:
    found = _DATE.match(value)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
