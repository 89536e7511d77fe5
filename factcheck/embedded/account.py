"""Which operating-system account runs the database: PostgreSQL refuses to run as root."""

import contextlib
import os
import pwd
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.embedded.exceptions import EmbeddedError

CANDIDATES = ("postgres", "_postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An unprivileged account that root starts the database as."""

    uid: int
    gid: int

    def may_enter(self, directory: Path) -> bool:
        """Whether every directory on the way to (and including) this one lets the account pass.

        Directories that do not exist yet are made by us and count as open. Access control lists
        are not read: where they matter, the server's own start says so.
        """
        resolved = directory.resolve()
        existing = (place for place in (resolved, *resolved.parents) if place.exists())
        return all(self._has_bit(place, "X") for place in existing)

    def may_read(self, file: Path) -> bool:
        return self.may_enter(file.parent) and self._has_bit(file, "R")

    def _has_bit(self, path: Path, kind: str) -> bool:
        status = path.stat()
        if status.st_uid == self.uid:
            owner_class = "USR"
        elif status.st_gid == self.gid:
            owner_class = "GRP"
        else:
            owner_class = "OTH"
        return bool(status.st_mode & int(getattr(stat, f"S_I{kind}{owner_class}")))


def for_database(data: Path | None = None) -> Account | None:
    """None for an ordinary user, who runs the database as themselves; for root an account.

    Existing data keep their owner, so that `sudo make run` after `make run` still opens them.
    """
    if os.geteuid() != 0:
        return None
    if data is not None and data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for entry in _candidates():
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid)
    raise EmbeddedError(
        "PostgreSQL does not run as root, and this machine has no unprivileged account such as "
        "“nobody”. Run this command as an ordinary user, or set FACTCHECK_DATABASE_ACCOUNT to the "
        "name of one."
    )


def _candidates() -> Iterator[pwd.struct_passwd]:
    for name in (os.environ.get("FACTCHECK_DATABASE_ACCOUNT"), *CANDIDATES):
        if name:
            with contextlib.suppress(KeyError):
                yield pwd.getpwnam(name)
