"""From the bytes of a file or an answer to an article: one module for each format.

Which one is told by the content. Whatever the bytes are, what comes out is a reading or
UnusableText, within a bounded time.
"""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import splitting
from claims.exceptions import UnusableText
from claims.ingestion.formats import docx, guarded, html, markdown, pdf, plain, sniffing
from claims.ingestion.formats.sniffing import Kind
from claims.ingestion.reading import Reading

__all__ = ["ACCEPTED", "LARGEST_DOCUMENT", "Kind", "read"]

LARGEST_DOCUMENT = 20 * 1024 * 1024  # bytes of a PDF or DOCX: text is a small part of them
LARGEST = {Kind.PDF: LARGEST_DOCUMENT, Kind.DOCX: LARGEST_DOCUMENT}
ACCEPTED = (
    ".txt,.md,.markdown,.html,.htm,.pdf,.docx,text/plain,text/markdown,text/html,"
    f"{Kind.PDF.value},{Kind.DOCX.value}"
)
_REFUSED = {
    Kind.DOC: gettext_lazy("an old Word file (.doc)"),
    Kind.RTF: gettext_lazy("an RTF file"),
    Kind.ODT: gettext_lazy("an OpenDocument text (.odt)"),
    Kind.EPUB: gettext_lazy("an e-book (EPUB)"),
    Kind.SHEET: gettext_lazy("a spreadsheet"),
    Kind.SLIDES: gettext_lazy("a presentation"),
    Kind.ZIP: gettext_lazy("a ZIP archive"),
}


def read(
    raw: str | bytes, *, content_type: str = "", name: str = "", url: str = ""
) -> tuple[Reading, Kind]:
    """The article in `raw` and the format it was in.

    `content_type` is what was declared, `name` what the file is called, `url` where it was
    fetched. Raises UnusableText.
    """
    if isinstance(raw, str):
        kind = sniffing.kind_of_text(raw, media_type=content_type, name=name)
    else:
        kind = sniffing.kind(raw, media_type=content_type, name=name)
        _check(raw, kind)
    read = _read(raw, kind, content_type=content_type, url=url)
    return replace(read, text=plain.text(read.text), url=read.url or url), kind


def _check(raw: bytes, kind: Kind) -> None:
    """Raises UnusableText for what is no article for us, or is too large."""
    if kind is Kind.LOCKED:
        raise guarded.locked()
    if kind is Kind.BROKEN_DOCX:
        raise UnusableText(
            _(
                "This is a Word document that is cut off or damaged. Send it again, or open it, "
                "save it anew, or paste its text."
            ),
            field="text",
        )
    if kind in _REFUSED:
        message = _("This is %(kind)s. Save it as DOCX or PDF, or paste its text.")
        raise UnusableText(message % {"kind": _REFUSED[kind]}, field="text")
    largest = LARGEST.get(kind, splitting.MAX_BYTES)
    if len(raw) > largest and kind in LARGEST:
        message = _(
            "This file is larger than %(limit)s MB, which is the limit for PDF and DOCX. Take "
            "pictures out of it, or paste its text."
        )
        raise UnusableText(message % {"limit": largest // 1024 // 1024}, field="text")


def _read(raw: str | bytes, kind: Kind, *, content_type: str, url: str) -> Reading:
    if isinstance(raw, bytes) and kind is Kind.PDF:
        return pdf.read(raw)
    if isinstance(raw, bytes) and kind is Kind.DOCX:
        return docx.read(raw)
    if kind is Kind.HTML:
        return html.read(plain.markup(raw, content_type=content_type), url=url)
    if kind is Kind.MARKDOWN:
        return markdown.read(plain.text(raw))
    return Reading(text=plain.text(raw))
