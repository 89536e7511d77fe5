"""Where the embedded services keep their files, and the addresses that follow from it.

Nothing here starts or creates anything: settings ask for the addresses on every machine, also
on those that never run an embedded service.
"""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from factcheck.embedded import account

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "factcheck"
POSTGRES_PORT = 5432  # names the socket file; nothing listens on the network
# sun_path holds 108 bytes on Linux and 104 on macOS; leave room for a lock file's suffix.
SOCKET_PATH_LIMIT = 98
# Where root keeps what an unprivileged account must reach but cannot under the repository.
REACHABLE = Path("/usr/local/var" if sys.platform == "darwin" else "/var/lib")


@dataclass(frozen=True)
class State:
    """The directory with everything one desk on one machine remembers."""

    directory: Path

    @property
    def locks(self) -> Path:
        return self.directory / "run"

    def lock(self, service: str, purpose: str) -> Path:
        return self.locks / f"{service}.{purpose}"

    @property
    def launcher_lock(self) -> Path:
        """Held by a launcher; holds its process number and address."""
        return self.locks / "launcher"

    @property
    def logs(self) -> Path:
        return self.directory / "log"

    @property
    def postgres(self) -> Path:
        """Holds `data/`; under `directory` unless root's database account cannot get in there."""
        local = self.directory / "postgres"
        database_account = account.for_database(local / "data")
        if (
            database_account is None
            or (local / "data").exists()
            or database_account.may_enter(local)
        ):
            return local
        return REACHABLE / f"factcheck-{_digest(self.directory)}"

    @property
    def postgres_sockets(self) -> Path:
        return _short(self.postgres / "socket", f".s.PGSQL.{POSTGRES_PORT}")

    @property
    def valkey(self) -> Path:
        return self.directory / "valkey"

    @property
    def valkey_socket(self) -> Path:
        return _short(self.valkey / "socket", "valkey") / "valkey"

    @property
    def secret_key(self) -> Path:
        return self.directory / "secret_key"

    @property
    def accounts(self) -> Path:
        """The sample accounts, one a line: role, user name, password, separated by tabs."""
        return self.directory / "accounts.txt"

    def database_url(self, database: str = DATABASE) -> str:
        host = quote(str(self.postgres_sockets), safe="")
        return f"postgresql://postgres@{host}:{POSTGRES_PORT}/{database}"

    def broker_url(self) -> str:
        return f"redis+socket://{quote(str(self.valkey_socket))}"


def of_this_machine() -> State:
    configured = os.environ.get("FACTCHECK_STATE")
    return State(Path(configured).absolute() if configured else ROOT / "var")


def _short(directory: Path, file_name: str) -> Path:
    """The directory itself, or one in /tmp named after it where the path is too long for a socket.

    /tmp and not `$TMPDIR`: that is long itself on macOS and differs between a terminal and a
    service manager, while both must compute the same address.
    """
    if len(os.fsencode(directory / file_name)) <= SOCKET_PATH_LIMIT:
        return directory
    return Path("/tmp") / f"factcheck-{_digest(directory)}"  # noqa: S108 — owner checked on use


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
