"""What can go wrong with the services of one machine. Each text is a sentence its user may read."""

import errno
from pathlib import Path


class EmbeddedError(Exception):
    """The embedded services cannot do what was asked; the text says why and what to do."""


class NoBinaries(EmbeddedError):
    """A server program is missing from the installed packages and from the system."""


class NotOurs(EmbeddedError):
    """A file or directory that the services need belongs to another account."""


class DiskFull(EmbeddedError):
    """There is no room left where the services keep their data."""


class DidNotStart(EmbeddedError):
    """A service ended, or did not answer in time, while it was being started."""


class StepFailed(EmbeddedError):
    """A management command that has to run before the desk opens failed."""


class ChildEnded(EmbeddedError):
    """The web server, the worker or beat ended while the desk was running."""


class OtherVersion(EmbeddedError):
    """The data were written by another major version of PostgreSQL."""


class PortTaken(EmbeddedError):
    """Another program listens where the web server should."""


class AlreadyRunning(EmbeddedError):
    """A second desk was started on the same state directory."""


FULL_TEXT = "No space left on device"
DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT)


def disk_full(where: Path) -> DiskFull:
    return DiskFull(
        f"No space is left on the disk that holds {where}. "
        "Free some, or set FACTCHECK_STATE to a directory on another disk, and start again."
    )


def explain(error: OSError, where: Path) -> EmbeddedError:
    """Turn an operating system's error at `where` into a sentence that says what to do."""
    if error.errno in DISK_ERRORS:
        return disk_full(where)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotOurs(
            f"Cannot write to {error.filename or where}: {error.strerror}. Give this account the "
            "right to write there, or set FACTCHECK_STATE to a directory of its own."
        )
    return EmbeddedError(f"{error.filename or where}: {error.strerror}.")
