"""A private PostgreSQL: one data directory, one unix socket, no network."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from factcheck.embedded import account, binaries, processes
from factcheck.embedded.exceptions import (
    FULL_TEXT,
    DidNotStart,
    EmbeddedError,
    NotOurs,
    OtherVersion,
    disk_full,
)
from factcheck.embedded.state import DATABASE, POSTGRES_PORT, State

FIRST_WITH_BUILTIN_LOCALE = 17
STOP_SECONDS = 30
RETRY_SECONDS = 0.3  # back ends of a server killed with -9 are still letting go of its memory
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(POSTGRES_PORT),
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Data of a test run need not survive anything.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
}


class Postgres:
    """Not safe against a second starter by itself: the keeper is the only caller of `start`."""

    title = "Database"

    def __init__(self, state: State, *, throwaway: bool = False) -> None:
        self.base = state.postgres
        self.data = self.base / "data"
        self.sockets = state.postgres_sockets
        self.log = state.logs / "postgres.log"
        self.throwaway = throwaway
        self._state = state
        self._account = account.for_database(self.data)
        self._process: subprocess.Popen[bytes] | None = None

    def accepting(self) -> bool:
        """Whether the server of this very data directory answers a query."""
        try:
            with psycopg.connect(
                self._state.database_url("postgres"), connect_timeout=5, autocommit=True
            ) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]) == self.data

    def ended(self) -> bool:
        """Whether a server started by this object has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def start(self, *, deadline: float) -> None:
        """Make the data directory if there is none, start, create the database.

        `deadline` is a time of the monotonic clock. Raises EmbeddedError.
        """
        if not self.accepting():
            self._make_directory(self.base, 0o711)
            self._refuse_foreign_data()
            programs = binaries.postgres(self._account)
            self._initialise(programs)
            self._make_directory(self.sockets, 0o700)
            while not self._started(programs, deadline):
                time.sleep(RETRY_SECONDS)
        self._create_database()

    def stop(self) -> None:
        """Stop the server, also one that an earlier keeper left behind."""
        pid = self._server_pid()
        if pid is None:
            return
        number = signal.SIGQUIT if self.throwaway else signal.SIGINT
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        if not processes.wait_until(lambda: self._gone(pid), seconds=STOP_SECONDS):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
            processes.wait_until(lambda: self._gone(pid), seconds=5)

    def _gone(self, pid: int) -> bool:
        if self._process is not None and self._process.pid == pid:
            return self._process.poll() is not None
        return not processes.command_line(pid)

    def _server_pid(self) -> int | None:
        """The live server of this data directory, recognised by its command line.

        After kill -9 or a restart of the machine the number in the pid file may belong to any
        other process, which must neither be signalled nor keep us from starting.
        """
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if str(self.data) in processes.command_line(pid) else None

    def _make_directory(self, directory: Path, mode: int) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        owner = self._account.uid if self._account else os.geteuid()
        if directory.stat().st_uid not in (owner, os.geteuid()):
            raise NotOurs(f"{directory} belongs to another account. Remove it, then start again.")
        if self._account:
            os.chown(directory, self._account.uid, self._account.gid)
        directory.chmod(mode)

    def _refuse_foreign_data(self) -> None:
        owner = self._account.uid if self._account else os.geteuid()
        if self.data.exists() and self.data.stat().st_uid != owner:
            raise NotOurs(
                f"The database in {self.data} was made by another account (number "
                f"{self.data.stat().st_uid}), probably by root. Start as that account, or set "
                "FACTCHECK_STATE to a directory of your own."
            )
        if self._account and self.base.exists() and not self._account.may_enter(self.base):
            raise NotOurs(
                f"{self.base} holds the database, but the account that runs it (number "
                f"{self._account.uid}) may not enter that directory. Let others pass through "
                "every directory on the way (chmod o+x), then start again."
            )

    def _initialise(self, programs: Path) -> None:
        """Run initdb beside the final place: a half-made data directory is never taken for one."""
        major = _major_version(programs)
        with contextlib.suppress(FileNotFoundError):
            written_by = int((self.data / "PG_VERSION").read_text())
            if written_by != major:
                raise OtherVersion(
                    f"The database in {self.data} was made by PostgreSQL {written_by}, and this "
                    f"is PostgreSQL {major}. Dump it with the old version and load it into a new "
                    "state directory, or move it away to begin with an empty database."
                )
            return
        partial = self.base / "data.new"
        shutil.rmtree(partial, ignore_errors=True)
        self._make_directory(partial, 0o700)
        made = self._run(
            programs / "initdb", "-D", partial, "-U", "postgres", *self._initdb_options(major)
        )
        if made.returncode:
            raise self._failure("PostgreSQL could not make its data directory", made.stderr)
        partial.rename(self.data)

    def _initdb_options(self, major: int) -> list[str]:
        # The builtin locale sorts the same on every machine and with every C library.
        options = ["--auth=trust", "--encoding=UTF8", "--no-instructions", "--locale=C"]
        if major >= FIRST_WITH_BUILTIN_LOCALE:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self.throwaway:
            options.append("--no-sync")
        return options

    def _run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        owner = self._account
        return subprocess.run(
            arguments,
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
        )

    def _started(self, programs: Path, deadline: float) -> bool:
        """One attempt. False when the server ended and may be started again before the deadline."""
        if self._server_pid() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        offset = self.log.stat().st_size if self.log.exists() else 0
        self._process = processes.start(self._command(programs))
        while self._process.poll() is None and time.monotonic() < deadline:
            if self.accepting():
                return True
            time.sleep(0.02)
        written = self.log.read_bytes()[offset:].decode(errors="replace")
        if time.monotonic() < deadline and FULL_TEXT not in written:
            return False
        self.stop()
        raise self._failure("PostgreSQL did not start", written)

    def _command(self, programs: Path) -> processes.Command:
        settings = SETTINGS | {"unix_socket_directories": str(self.sockets)}
        if self.throwaway:
            settings |= THROWAWAY_SETTINGS
        arguments = [str(programs / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            arguments += ["-c", f"{name}={value}"]
        return processes.Command(
            arguments,
            log=self.log,
            environment=_environment(),
            account=self._account,
            on_parent_death=signal.SIGINT,  # the fast shutdown: sessions end, data are flushed
        )

    def _failure(self, what: str, output: str) -> EmbeddedError:
        if FULL_TEXT in output:
            return disk_full(self.base)
        last = "\n".join(output.strip().splitlines()[-processes.LOG_TAIL_LINES :])
        return DidNotStart(f"{what}. Its last words (all are in {self.log}):\n{last}")

    def _create_database(self) -> None:
        with psycopg.connect(self._state.database_url("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _environment() -> dict[str, str]:
    """Nothing of the caller's: PGDATA, PGOPTIONS or a locale there must not reach the server."""
    return {"PATH": os.defpath, "LC_ALL": "C"}


def _major_version(programs: Path) -> int:
    shown = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, cwd="/", check=True
    )
    return int(shown.stdout.split()[2].split(".")[0])
