"""Kept copies of a source: two of them compared, all of them as a WARC."""

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck.accounts import access
from reviews.archives import warc
from reviews.models import SourceLink


@access.signed_in
@require_safe
def whole(request: access.DeskRequest, pk: int) -> StreamingHttpResponse:
    """All copies of one source, streamed: nobody holds them all at once."""
    link = get_object_or_404(SourceLink.objects.visible_to(request.user), pk=pk)
    return download(link)


def download(link: SourceLink) -> StreamingHttpResponse:
    pieces = warc.stream(
        warc.of_source(link), about=f"All copies of {link.url}", now=timezone.now()
    )
    answer = StreamingHttpResponse(pieces, content_type=warc.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="source-{link.pk}.warc.gz"'
    return answer
