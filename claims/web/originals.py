"""`/articles/<id>/originals/<id>/`: what an article was read from, as a download."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims import originals
from claims.models import Article, Original
from factcheck.accounts import access

SUFFIXES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@access.signed_in
@require_safe
def original(request: access.DeskRequest, pk: int, number: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user).only("pk"), pk=pk)
    return download(get_object_or_404(article.originals, pk=number))


def download(found: Original) -> HttpResponse:
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
