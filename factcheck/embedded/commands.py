"""The commands that make up a running desk: the same on one machine, in containers and in CI.

`python -m factcheck.embedded.commands web` prints one, quoted for a shell.
"""

import shlex
import sys
from pathlib import Path

from factcheck.embedded.port import DEFAULT as DEFAULT_PORT

EVERYWHERE = "0.0.0.0"  # noqa: S104 — inside a container, whose network decides who reaches it
WEB_WORKERS = 2
WEB_THREADS = 4  # each may hold a database connection: 2 × 4 of PostgreSQL's 100
WEB_SECONDS = 8  # for a request to end; a worker that stays longer would outlive a stopped desk
TASK_PROCESSES = 2  # each fetches many links at once; scale by more workers, not by this number


def web(*, host: str = EVERYWHERE, port: int = DEFAULT_PORT) -> list[str]:
    return [
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={WEB_WORKERS}",
        f"--blocking-threads={WEB_THREADS}",
        "--no-ws",
        f"--workers-kill-timeout={WEB_SECONDS}",
        "factcheck.wsgi:application",
    ]


def worker() -> list[str]:
    return [
        *("celery", "-A", "factcheck", "worker"),
        "--loglevel=INFO",
        f"--concurrency={TASK_PROCESSES}",
        "--without-gossip",
        "--without-mingle",
    ]


def beat(*, schedule: Path = Path("/tmp/factcheck-beat")) -> list[str]:  # noqa: S108 — a container's
    """`schedule` is where beat remembers its last runs; losing it costs one early sweep."""
    return [
        *("celery", "-A", "factcheck", "beat"),
        "--loglevel=INFO",
        f"--schedule={schedule}",
    ]


def migrate() -> list[str]:
    return ["python", "manage.py", "migrate", "--noinput"]


CONTAINER_COMMANDS = {"web": web, "worker": worker, "beat": beat, "migrate": migrate}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in CONTAINER_COMMANDS:
        print(f"usage: python -m factcheck.embedded.commands {'|'.join(CONTAINER_COMMANDS)}")
        return 2
    print(shlex.join(CONTAINER_COMMANDS[arguments[0]]()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
