"""`/articles/<id>/originals/<id>/`: what an article was read from, as a download."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims import downloading
from claims.models import Article
from factcheck.accounts import access


@access.signed_in
@require_safe
def original(request: access.DeskRequest, pk: int, number: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user).only("pk"), pk=pk)
    return downloading.original(get_object_or_404(article.originals, pk=number))
