"""Originals as downloads, the same on the desk and in the API."""

from django.http import HttpResponse

from claims import originals
from claims.models import Original

SUFFIXES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def original(found: Original) -> HttpResponse:
    """Its bytes, never shown by a browser on our own site: a page may hold anybody's scripts.

    Raises DamagedCopy.
    """
    name = f"article-{found.article_id}-{found.sha256[:8]}.{SUFFIXES.get(found.media_type, 'bin')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(
        originals.body(found), content_type="application/octet-stream", headers=headers
    )
