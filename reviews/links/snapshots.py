"""Copies of what was cited, under the digest of what they hold."""

import hashlib
import logging
from datetime import datetime

import zstandard
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import exceptions
from reviews.links.inspection import Observation
from reviews.models import Snapshot, SourceLink

logger = logging.getLogger(__name__)


class DamagedCopy(exceptions.DeskError):
    """The kept body is missing from the storage, or is not what was put there."""

    code = "damaged-copy"


def keep(link: SourceLink, observation: Observation, *, now: datetime) -> Snapshot:
    """Keep what `observation` saw; the copy there is if this very body was kept before.

    The body is stored before the row is written: a crash between the two leaves a file that the
    next copy of the same body takes over, never a row without a body.
    """
    digest = hashlib.sha256(observation.body).hexdigest()
    found = Snapshot.objects.filter(link=link, body_sha256=digest).first()
    if found is not None:
        return found
    storage_key = _store(observation.body, digest=digest)
    text = storable(observation.text)
    with transaction.atomic():
        snapshot, _made = Snapshot.objects.get_or_create(
            link=link,
            body_sha256=digest,
            defaults={
                "taken_at": now,
                "final_url": storable(observation.final_url),
                "http_status": observation.http_status or 0,
                "media_type": storable(observation.media_type)[:200],
                "title": storable(observation.title)[:500],
                "body_bytes": len(observation.body),
                "storage_key": storage_key,
                "text": text,
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            },
        )
    return snapshot


def body(snapshot: Snapshot) -> bytes:
    """The page as it was received (inflated). Raises DamagedCopy."""
    whole = _read(snapshot.storage_key, digest=snapshot.body_sha256)
    if whole is None:
        raise DamagedCopy(
            _("The copy of this page cannot be read from the storage. Its text is still here.")
        )
    return whole


def storable(text: str) -> str:
    """`text` without what PostgreSQL refuses: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _store(content: bytes, *, digest: str) -> str:
    """Write `content` under its address, unless it lies there whole. Returns the storage's name.

    A worker killed while writing leaves a broken file behind, so finding one proves nothing.
    """
    name = f"snapshots/{digest[:2]}/{digest}.zst"
    if _read(name, digest=digest) is not None:
        return name
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(zstandard.compress(content, level=9)))


def _read(name: str, *, digest: str) -> bytes | None:
    try:
        with default_storage.open(name) as stored:
            content = zstandard.decompress(stored.read())
    except FileNotFoundError:
        return None
    except zstandard.ZstdError as error:
        logger.warning("The stored copy %s is damaged: %s", name, error)
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None
