"""The stored files that rows name: out of the storage and back, byte for byte.

They lie compressed under the digest of what they hold; an export keeps them as they lie.
"""

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
import zstandard
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _
from psycopg import sql

from factcheck import keeping
from reviews.exporting import manifest, plain
from reviews.exporting.manifest import UnusableExport
from reviews.exporting.progress import Progress
from reviews.exporting.tables import Table

FOLDER = "files"
_NAMES = "names"
_KEY = re.compile(r"[a-z][a-z0-9_-]*/[0-9a-f]{2}/(?P<digest>[0-9a-f]{64})\.zst")


@dataclass(frozen=True)
class Copy:
    """One stored file; `sha256` is of its bytes as they lie, None where it is missing."""

    key: str
    sha256: str | None
    size: int


@dataclass(frozen=True)
class Copied:
    """What was brought out: the digest of the list, and the keys of files that are not there."""

    sha256: str
    missing: list[str]


def list_names(cursor: CursorWrapper, tables: Iterable[Table], directory: Path) -> None:
    """Note which files the rows of this transaction name; `bring_out` reads it."""
    union = sql.SQL(" UNION ").join(
        sql.SQL("SELECT {} AS key FROM {}").format(
            sql.Identifier(table.file), sql.Identifier(table.name)
        )
        for table in tables
        if table.file
    )
    query = sql.SQL("SELECT key FROM ({}) AS found WHERE key <> '' ORDER BY key COLLATE \"C\"")
    with (directory / _NAMES).open("wb") as file:
        for line in plain.lines(cursor, query.format(union)):
            file.write(line)


def bring_out(directory: Path, *, progress: Progress) -> Copied:
    """Copy the noted files to `directory` and list them. Raises StorageAway."""
    names = directory / _NAMES
    with names.open("rb") as noted:
        total = sum(1 for _line in noted)
    digest, missing = hashlib.sha256(), []
    with names.open("rb") as noted, (directory / manifest.COPIES).open("wb") as listed:
        for done, line in enumerate(noted, start=1):
            copy = _out(line.decode().removesuffix("\n"), directory)
            if copy.sha256 is None:
                missing.append(copy.key)
            row = orjson.dumps(asdict(copy), option=orjson.OPT_SORT_KEYS) + b"\n"
            listed.write(row)
            digest.update(row)
            progress(FOLDER, done, total)
    names.unlink()
    return Copied(digest.hexdigest(), missing)


def _out(key: str, directory: Path) -> Copy:
    """A damaged file is left behind like a missing one: it would refuse to come back."""
    try:
        with default_storage.open(key) as stored:
            packed = stored.read()
    except (FileNotFoundError, NotADirectoryError):
        return Copy(key, None, 0)
    except OSError as error:
        raise keeping.StorageAway(str(keeping.AWAY)) from error
    if not _holds(packed, key):
        return Copy(key, None, 0)
    target = directory / FOLDER / key
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed)
    return Copy(key, hashlib.sha256(packed).hexdigest(), len(packed))


def listed(directory: Path) -> Iterator[Copy]:
    """The files of an export; each that is there has a name that stays within the storage. Raises
    UnusableExport."""
    with (directory / manifest.COPIES).open("rb") as file:
        for line in file:
            try:
                copy = Copy(**orjson.loads(line))
                named = _KEY.fullmatch(copy.key)
            except (TypeError, orjson.JSONDecodeError) as error:
                raise UnusableExport(_("The list of stored files is damaged.")) from error
            if named is None and copy.sha256 is not None:
                raise UnusableExport(
                    _("“%(key)s” is not the name of a stored file.") % {"key": copy.key[:200]}
                )
            yield copy


def check(copy: Copy, directory: Path) -> None:
    """That its bytes are those listed, and hold what its name says. Raises UnusableExport."""
    if copy.sha256 is None:
        return
    try:
        packed = (directory / FOLDER / copy.key).read_bytes()
        whole = hashlib.sha256(packed).hexdigest() == copy.sha256 and _holds(packed, copy.key)
    except OSError as error:
        raise UnusableExport(
            _("The stored file “%(key)s” is not in the export.") % {"key": copy.key}
        ) from error
    if not whole:
        raise UnusableExport(
            _("The stored file “%(key)s” is not what was exported.") % {"key": copy.key}
        )


def _holds(packed: bytes, key: str) -> bool:
    """Whether `packed` inflates to what its name, a digest, says it is."""
    named = _KEY.fullmatch(key)
    with contextlib.suppress(zstandard.ZstdError, MemoryError):
        content = zstandard.decompress(packed)
        return named is not None and hashlib.sha256(content).hexdigest() == named["digest"]
    return False


def bring_in(copy: Copy, directory: Path) -> None:
    """Put one checked file into the storage, under its name. Raises StorageAway."""
    if copy.sha256 is None:
        return
    with (directory / FOLDER / copy.key).open("rb") as file:
        try:
            kept = default_storage.save(copy.key, File(file))
        except OSError as error:
            raise keeping.StorageAway(str(keeping.AWAY)) from error
    assert kept == copy.key, "a storage that renames would lose the copy"
