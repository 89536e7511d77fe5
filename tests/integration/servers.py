"""A PostgreSQL and a RabbitMQ of the system, each on a loopback port, in a directory of its own.

Not the embedded ones: what production runs on, with passwords and over TCP.
"""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import kombu
import psycopg
from kombu.exceptions import OperationalError

from factcheck.embedded import account, processes

START_SECONDS = 120
STOP_SECONDS = 30
RABBITMQ_PLACES = ("/usr/lib/rabbitmq/bin", "/usr/local/sbin", "/opt/homebrew/sbin")


def postgres_programs() -> Path | None:
    """The newest PostgreSQL of the system."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"),
        key=lambda program: int(program.parts[-3]),
    )
    return found[-1].parent if found else None


def rabbitmq_program() -> Path | None:
    """The server itself: Debian's wrapper in PATH changes accounts and directories."""
    places = (Path(place) / "rabbitmq-server" for place in RABBITMQ_PLACES)
    return next((program for program in places if program.exists()), None)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """Yields the address of an empty database named factcheck."""
    owner = account.for_database()
    password, port = secrets.token_hex(16), free_port()
    directory = Path(tempfile.mkdtemp(prefix="factcheck-postgres-", dir="/tmp"))
    password_file = directory / "password"
    password_file.write_text(password)
    if owner:
        for path in (directory, password_file):
            os.chown(path, owner.uid, owner.gid)
    data = directory / "data"
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "factcheck", "--auth=scram-sha-256",
         f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C.UTF-8"],
        cwd="/", check=True, stdout=subprocess.DEVNULL,
        user=owner.uid if owner else None, group=owner.gid if owner else None,
    )  # fmt: skip
    server = processes.start(
        processes.Command(
            [str(programs / "postgres"), "-D", str(data), "-p", str(port),
             "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={directory}"],
            log=directory.with_suffix(".log"),
            account=owner,
        )
    )  # fmt: skip
    address = f"postgresql://factcheck:{password}@127.0.0.1:{port}"
    with _stopped_at_the_end(server, directory):
        assert processes.wait_until(lambda: _accepts(address), seconds=START_SECONDS)
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE factcheck")
        yield f"{address}/factcheck"


def _accepts(address: str) -> bool:
    try:
        psycopg.connect(f"{address}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextlib.contextmanager
def rabbitmq(program: Path) -> Iterator[str]:
    """Yields the address of a broker; Erlang's port mapper gets a port of its own too."""
    directory = Path(tempfile.mkdtemp(prefix="factcheck-rabbitmq-", dir="/tmp"))
    port, mapper, distribution = (str(free_port()) for _ in range(3))
    plugins = directory / "plugins"
    plugins.write_text("[].\n")
    variables = {
        **os.environ,
        "HOME": str(directory),
        "RABBITMQ_NODENAME": "factcheck@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": port,
        "RABBITMQ_DIST_PORT": distribution,
        "RABBITMQ_MNESIA_BASE": str(directory),
        "RABBITMQ_LOG_BASE": str(directory),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(plugins),
        "ERL_EPMD_PORT": mapper,
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }
    log = directory.with_suffix(".log")
    server = processes.start(processes.Command([str(program)], log=log, environment=variables))
    address = f"amqp://guest:guest@127.0.0.1:{port}//"
    with _stopped_at_the_end(server, directory):
        answered = processes.wait_until(lambda: _connects(address), seconds=START_SECONDS)
        assert answered, processes.log_tail(log)
        yield address
    _stop_mapper(mapper)


def _connects(address: str) -> bool:
    with kombu.Connection(address, connect_timeout=2) as connection:
        try:
            connection.ensure_connection(max_retries=1, timeout=1)
        except (OperationalError, OSError):
            return False
    return True


def _stop_mapper(port: str) -> None:
    """Erlang leaves its port mapper running when the last node has gone."""
    if found := shutil.which("epmd"):
        subprocess.run(
            [found, "-kill"],
            env={**os.environ, "ERL_EPMD_PORT": port},
            stdout=subprocess.DEVNULL,
            check=False,
        )


@contextlib.contextmanager
def _stopped_at_the_end(server: subprocess.Popen[bytes], directory: Path) -> Iterator[None]:
    try:
        yield
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)
        processes.kill_group(server.pid)
        server.wait()
        shutil.rmtree(directory, ignore_errors=True)
        directory.with_suffix(".log").unlink(missing_ok=True)
