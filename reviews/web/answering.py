"""How public bytes are answered: with an ETag, conditionally, cacheable by any proxy."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

FRESH = 60  # seconds that a proxy may answer alone: a retraction must reach readers soon
FOREVER = 31_536_000


def cacheable(
    request: HttpRequest,
    body: bytes,
    *,
    content_type: str,
    changed: datetime | None = None,
    seconds: int = FRESH,
) -> HttpResponse:
    """200, or 304 to who has it. `seconds`: FOREVER for what is immutable."""
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    stamp = None
    if changed is not None:
        stamp = int(changed.timestamp())
        response["Last-Modified"] = http_date(stamp)
    more = {"immutable": True} if seconds == FOREVER else {}
    patch_cache_control(response, public=True, max_age=seconds, **more)
    return (
        get_conditional_response(
            request, etag=response["ETag"], last_modified=stamp, response=response
        )
        or response
    )
