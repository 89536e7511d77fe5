#!/usr/bin/env python3
"""Django's command line; without DATABASE_URL it brings its own database along."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 — the sentence is for those who run an older one
    sys.exit(f"Factcheck needs Python 3.11 or newer, and this is {sys.version.split()[0]}.")

import contextlib
import os

from factcheck import embedded

# These read no table, or bring their own database.
WITHOUT_SERVICES = frozenset(
    {
        "check",
        "check_urls",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "--help",
        "-h",
        "makemessages",
        "makemigrations",
        "spectacular",
        "split",
        "startapp",
        "startproject",
        "states_diagram",
        "test",
        "version",
        "--version",
    }
)


def main() -> None:
    """Run one command. Errors that its user can mend are one sentence on stderr, status 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    embedded.read_environment_file()
    # A pool serves a server's many requests; in a command it only delays the end.
    os.environ.setdefault("FACTCHECK_DB_POOL", "0")
    wants_help = len(sys.argv) < 2 or "--help" in sys.argv
    alone = wants_help or sys.argv[1] in WITHOUT_SERVICES
    try:
        if not os.environ.get("DATABASE_URL"):
            os.environ.update(embedded.development_environment())
        with contextlib.nullcontext() if alone else embedded.running():
            _run_command()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))


def _run_command() -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 — reads settings
    from django.db import ProgrammingError  # noqa: PLC0415
    from psycopg import errors  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ProgrammingError as error:
        if not isinstance(error.__cause__, errors.UndefinedTable | errors.UndefinedColumn):
            raise
        sys.exit(
            "The database has no tables for this yet, or older ones. Run `make run` once, "
            f"or `manage.py migrate`. ({str(error).splitlines()[0]})"
        )


if __name__ == "__main__":
    main()
