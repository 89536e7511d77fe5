"""Bytes kept for good in the storage, compressed, under the digest of what they hold."""

import hashlib
import logging
from dataclasses import dataclass

import zstandard
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from factcheck import exceptions

logger = logging.getLogger(__name__)


class DamagedCopy(exceptions.DeskError):
    """The kept body is missing from the storage, or is not what was put there."""

    code = "damaged-copy"


@dataclass(frozen=True)
class Kept:
    """Where bytes lie: `key` is the storage's name for them, `size` their number, inflated."""

    key: str
    sha256: str
    size: int


def put(content: bytes, *, under: str) -> Kept:
    """Keep `content` in the folder `under`, unless it lies there whole.

    Store first, then write the row that names it: a crash between the two leaves a file that the
    next copy of the same bytes takes over, never a row without its bytes. A worker killed while
    writing leaves a broken file behind, so finding one proves nothing: it is read again.
    """
    digest = hashlib.sha256(content).hexdigest()
    name = f"{under}/{digest[:2]}/{digest}.zst"
    if get(name, sha256=digest) is None:
        default_storage.delete(name)
        name = default_storage.save(name, ContentFile(zstandard.compress(content, level=9)))
    return Kept(key=name, sha256=digest, size=len(content))


def get(key: str, *, sha256: str) -> bytes | None:
    """The bytes as they were put, or None where they are missing or damaged."""
    try:
        with default_storage.open(key) as stored:
            content = zstandard.decompress(stored.read())
    except FileNotFoundError:
        return None
    except zstandard.ZstdError as error:
        logger.warning("The stored copy %s is damaged: %s", key, error)
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def storable(text: str) -> str:
    """`text` without what PostgreSQL refuses: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
