"""What articles were read from, kept byte for byte."""

from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Article, Original
from factcheck import keeping

_FOLDER = "originals"


def put(body: bytes) -> keeping.Kept:
    """Store `body`, before the transaction that names it."""
    return keeping.put(body, under=_FOLDER)


def record(
    article: Article, kept: keeping.Kept, *, media_type: str, url: str = "", now: datetime
) -> None:
    """Write down, once, that `kept` is an original of `article`; may run inside a transaction."""
    made = Original(
        article=article,
        url=keeping.storable(url),
        media_type=keeping.storable(media_type)[:200],
        sha256=kept.sha256,
        bytes=kept.size,
        storage_key=kept.key,
        taken_at=now,
    )
    Original.objects.bulk_create([made], ignore_conflicts=True)


def body(original: Original) -> bytes:
    """The bytes as they came in (inflated). Raises DamagedCopy."""
    whole = keeping.get(original.storage_key, sha256=original.sha256)
    if whole is None:
        raise keeping.DamagedCopy(
            _("The original cannot be read from the storage. The text of the article is here.")
        )
    return whole
