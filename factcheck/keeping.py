"""Bytes kept for good in the storage, compressed, under the digest of what they hold."""

import hashlib
import logging
from dataclasses import dataclass
from http import HTTPStatus

import zstandard
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy

from factcheck import exceptions

logger = logging.getLogger(__name__)

AWAY = gettext_lazy(
    "Copies of pages cannot be stored or read at the moment. Nothing was changed; try again in a "
    "few minutes."
)


class DamagedCopy(exceptions.DeskError):
    """The kept body is missing from the storage, or is not what was put there."""

    code = "damaged-copy"


class StorageAway(exceptions.DeskError):
    """The storage cannot be reached, or is full."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "storage-away"


@dataclass(frozen=True)
class Kept:
    """Where bytes lie: `key` is the storage's name for them, `size` their number, inflated."""

    key: str
    sha256: str
    size: int


def put(content: bytes, *, under: str) -> Kept:
    """Keep `content` in the folder `under`, unless it lies there whole.

    Store first, then write the row that names it: a crash between the two leaves a file that the
    next copy of the same bytes takes over, never a row without its bytes. That a file is there
    proves nothing, so it is read; a damaged one is replaced in one step, so that what another
    writer has just put is never away. Raises StorageAway.
    """
    digest = hashlib.sha256(content).hexdigest()
    name = f"{under}/{digest[:2]}/{digest}.zst"
    if get(name, sha256=digest) is None:
        packed = zstandard.compress(content, level=9)
        try:
            kept = default_storage.save(name, ContentFile(packed))
        except OSError as error:
            raise StorageAway(str(AWAY)) from error
        assert kept == name, "a storage that renames would lose the copy"
    return Kept(key=name, sha256=digest, size=len(content))


def get(key: str, *, sha256: str) -> bytes | None:
    """The bytes as they were put, or None where they are missing or damaged. Raises StorageAway."""
    try:
        with default_storage.open(key) as stored:
            content = zstandard.decompress(stored.read())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StorageAway(str(AWAY)) from error
    except (zstandard.ZstdError, MemoryError) as error:  # a damaged head may claim any size
        logger.warning("The stored copy %s is damaged: %s", key, error)
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def storable(text: str) -> str:
    """`text` without what PostgreSQL refuses: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
