"""Which format a file is in, told by its bytes; names and declarations break ties only."""

import io
import zipfile
from enum import Enum

import regex as re  # possessive quantifiers of `re` are wrong before Python 3.11.5

_PDF_WITHIN = 1024  # bytes that may stand before the mark (PDF 1.7, appendix H, note 13)
_START = 4096
# Atomic and possessive: what was read as a comment is never read again in another way, as a page
# of nothing but comments would cost twice as much for each of them.
_MARKUP = re.compile(
    r"(?:\ufeff|\s|<\?xml[^>]*+>|(?><!--.*?-->))*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n[A-Za-z_-]+[ \t]*[:=]")
_MARKS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"(?<!!)\[[^\]\n]{1,300}\]\((?:https?://|/|#|mailto:)[^)\s]{0,2000}\)"),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\[[^\]\n]{1,100}\]:[ \t]+\S+", re.MULTILINE),
)
_MARKDOWN_TYPES = frozenset({"text/markdown", "text/x-markdown"})
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_OLE = b"\xd0\xcf\x11\xe0"


class Kind(Enum):
    """The formats, each with its media type."""

    PLAIN = "text/plain"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    BROKEN_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    DOC = "application/msword"
    LOCKED = "application/x-ole-storage"
    ODT = "application/vnd.oasis.opendocument.text"
    EPUB = "application/epub+zip"
    SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ZIP = "application/zip"
    RTF = "application/rtf"


def kind(body: bytes, *, media_type: str = "", name: str = "") -> Kind:
    """The format of `body`; `media_type` is what was declared, `name` what the file is called."""
    if b"%PDF-" in body[:_PDF_WITHIN]:
        return Kind.PDF
    if body.startswith(b"PK\x03\x04"):
        return _of_archive(body, media_type=media_type, name=name)
    if body.startswith(_OLE):
        return Kind.LOCKED if "EncryptedPackage".encode("utf-16-le") in body else Kind.DOC
    if body.startswith(b"{\\rtf"):
        return Kind.RTF
    return kind_of_text(_beginning(body), media_type=media_type, name=name)


def kind_of_text(text: str, *, media_type: str = "", name: str = "") -> Kind:
    """HTML, Markdown or neither."""
    declared = media_type.partition(";")[0].strip().lower()
    if _MARKUP.match(text[:_START]) or declared in _HTML_TYPES:
        return Kind.HTML
    named = declared in _MARKDOWN_TYPES or name.lower().endswith(_MARKDOWN_NAMES)
    return Kind.MARKDOWN if named or _is_markdown(text[:_START]) else Kind.PLAIN


def _beginning(body: bytes) -> str:
    head = body[:_START]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")


def _is_markdown(start: str) -> bool:
    """Front matter, or two different marks: one may be a coincidence."""
    return bool(_FRONT_MATTER.match(start)) or sum(bool(m.search(start)) for m in _MARKS) > 1


def _of_archive(body: bytes, *, media_type: str, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            declared = _declared(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        return _of_broken_archive(body, media_type=media_type, name=name)
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        return Kind.DOCX
    if any(name.startswith("xl/") for name in names):
        return Kind.SHEET
    if any(name.startswith("ppt/") for name in names):
        return Kind.SLIDES
    return next((k for k in (Kind.ODT, Kind.EPUB) if k.value == declared), Kind.ZIP)


def _of_broken_archive(body: bytes, *, media_type: str, name: str) -> Kind:
    """The list of its parts stands at its end; each part begins with its own name as well."""
    declared = media_type.partition(";")[0].strip().lower() == Kind.DOCX.value
    if declared or name.lower().endswith(".docx") or b"word/document" in body:
        return Kind.BROKEN_DOCX
    return Kind.ZIP


def _declared(archive: zipfile.ZipFile) -> str:
    """OpenDocument and EPUB begin with a part that says so, stored as it is."""
    part = archive.getinfo("mimetype")
    if part.file_size > 200 or part.compress_type != zipfile.ZIP_STORED:
        return ""
    return archive.read(part).decode("ascii", "replace").strip()
