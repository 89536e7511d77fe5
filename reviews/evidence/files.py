"""Files as evidence: what they are is told by their bytes, and read in a process of their own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.exceptions import UnusableText
from claims.ingestion.formats import pdf
from factcheck import keeping
from reviews import links
from reviews.evidence import held, looking
from reviews.evidence.looking import Look
from reviews.exceptions import UnusableEvidence
from reviews.links import matches
from reviews.links.outcomes import Outcome, Reason

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""

PDF = "application/pdf"
MARK, MARK_WITHIN = b"%PDF-", 1024
"""ISO 32000-1, implementation note 13 of the reference: the mark stands near the beginning."""

PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
SUFFIXES = {
    PDF: "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
ACCEPTED = ",".join([*SUFFIXES, *(f".{suffix}" for suffix in SUFFIXES.values()), ".jpeg"])


@dataclass(frozen=True)
class File:
    """A file that was sent and kept; `media_type` is what its bytes say."""

    media_type: str
    stored: keeping.Kept

    @property
    def address(self) -> str:
        return held.of_file(self.stored.sha256)


def keep(body: bytes) -> File:
    """Put a file away, outside any transaction. Raises UnusableEvidence, StorageAway."""
    media_type = sniffed(body)
    return File(media_type, keeping.put(body, under="snapshots"))


def sniffed(body: bytes) -> str:
    """Its media type by its first bytes; what the sender calls it counts for nothing.

    Raises UnusableEvidence for what is empty, too large, or neither a PDF nor a picture.
    """
    if not body:
        raise UnusableEvidence(_("This file is empty. Choose another."), field="file")
    if len(body) > LARGEST:
        raise UnusableEvidence(
            _("This file is larger than %(limit)s MB, which is the limit.")
            % {"limit": LARGEST // 1024 // 1024},
            field="file",
        )
    if MARK in body[:MARK_WITHIN]:
        return PDF
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    for mark, media_type in PICTURES:
        if body.startswith(mark):
            return media_type
    raise UnusableEvidence(
        _("This is neither a PDF nor a picture (PNG, JPEG, GIF, WebP). Save it as one of these."),
        field="file",
    )


def look(file: File, *, quote: str) -> Look:
    """Read a kept file, bounded in time and memory, and look for `quote` in it. Never raises for
    what is in it; raises StorageAway."""
    body = keeping.get(file.stored.key, sha256=file.stored.sha256)
    if body is None:
        gone = _("The file that was sent is damaged or missing in the storage. Send it again.")
        return Look(_seen(file, b"", text="", title=""), "", matches.MISSING, trouble=gone)
    text, title, trouble = _read(body) if file.media_type == PDF else ("", "", _picture())
    seen = _seen(file, body, text=text, title=title)
    if not text:
        return Look(seen, "", matches.MISSING, trouble=trouble, field="unlocated_reason")
    return looking.within(seen, text, quote=quote)


def _read(body: bytes) -> tuple[str, str, str]:
    """Text, title and, where there is no text, why not."""
    try:
        read = pdf.read(body)
    except UnusableText as refused:
        return "", "", str(refused)
    return keeping.storable(read.text).strip(), read.title, ""


def _picture() -> str:
    return _("The desk reads no text in pictures; say how you read it.")


def _seen(file: File, body: bytes, *, text: str, title: str) -> links.Observation:
    return links.Observation(
        outcome=Outcome.OK,
        reason=Reason.NONE,
        final_url=file.address,
        media_type=file.media_type,
        title=title,
        text=text,
        body=body,
    )
