"""`make check`: everything that can be said about the code without running it. Changes nothing.

A new check is one more line in `CHECKS`. All of them run, also after one has failed.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
# Nothing here needs a database; the address leads nowhere, so that none is started either.
ENVIRONMENT = {
    "DATABASE_URL": "postgresql://check@%2Fnonexistent/check",
    "CELERY_BROKER_URL": "redis+socket:///nonexistent/broker",
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "FACTCHECK_BEHIND_TLS": "true",
    "FACTCHECK_DB_POOL": "false",
    "FACTCHECK_SECRET_KEY": "only-to-read-the-settings-" + "0123456789abcdef" * 3,
    # Django warns that it cannot compare migrations with a database: there is none here.
    "PYTHONWARNINGS": "ignore::RuntimeWarning",
}


def templates() -> list[str]:
    """Templates that git knows or will know: not those of installed packages."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.html"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def checks() -> dict[str, list[str]]:
    """What is checked → the command that fails when it is not so."""
    html = templates()
    listed = {
        "lint": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "sizes": [sys.executable, "-m", "pytest", "-q", "tests/architecture"],
        "import contracts": ["lint-imports", "--no-logo"],
        "template style": ["djade", "--check", *html],
        "template indentation": ["djhtml", "--check", "--tabwidth", "2", *html],
        "settings for production": manage("check", "--deploy", "--fail-level", "WARNING"),
        "missing migrations": manage("makemigrations", "--check", "--dry-run"),
        "words": [sys.executable, "-m", "tests.words", "--check"],
        "diagram of the states": manage("states_diagram", "--check"),
        "API schema": manage("spectacular", "--validate", "--fail-on-warn", "--file", os.devnull),
        "docker-compose.yml": [
            *("check-jsonschema", "--builtin-schema", "vendor.compose-spec"),
            "docker-compose.yml",
        ],
        "types": ["mypy", "."],
    }
    if (PROGRAMS / "hadolint").exists():  # its package has a build for Linux on x86-64 only
        listed["Dockerfile"] = ["hadolint", "Dockerfile"]
    return listed


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    program, *arguments = command
    beside = PROGRAMS / program
    return subprocess.run(
        [str(beside if beside.exists() else program), *arguments],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def main(only: list[str]) -> int:
    """Run all checks, or those whose names are given; the status is how many failed."""
    failed = []
    for name, command in checks().items():
        if only and name not in only:
            continue
        began = time.monotonic()
        done = run(command)
        verdict = "failed" if done.returncode else "ok"
        sys.stdout.write(f"{name:<26} {verdict:<7} {time.monotonic() - began:5.1f} s\n")
        sys.stdout.flush()
        if done.returncode:
            failed.append(name)
            sys.stdout.write(done.stdout + "\n")
    if failed:
        sys.stdout.write(f"make check: {len(failed)} failed: {', '.join(failed)}\n")
    else:
        sys.stdout.write("make check: all passed\n")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
