"""A fact-check as JSON through the production server, beside an empty view on the same server."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.embedded import commands

ROOT = Path(__file__).resolve().parents[2]
BAR_RATIO = 0.6
BAR_P99_MS = 25.0
STARTS_WITHIN = 60  # seconds


def measure(*, rounds: int, seconds: float) -> None:
    """Rounds of both take turns: what else the machine does falls on both alike."""
    from tests.published import publish  # noqa: PLC0415 - needs the desk

    slug = publish().publication.slug
    paths = {"empty": "/empty/", "fact-check": f"/api/v1/fact-checks/{slug}/"}
    with server(bare=False) as root:
        found = _turns({name: root + path for name, path in paths.items()}, rounds, seconds)
        half = found["fact-check"] / 2
        calm = [_load(root + paths["fact-check"], seconds, rate=half) for _ in range(rounds)]
        page = _load(f"{root}/fact-checks/{slug}/", seconds)
    with server(bare=True) as root:
        bare = _load(f"{root}/empty/", seconds)
    ratio, p99 = found["fact-check"] / found["empty"], statistics.median(e["p99"] for e in calm)
    print(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| through granian, 2 × 4 threads | requests/s |\n|---|---|")
    print(f"| an empty view | {found['empty']:.0f} |")
    print(f"| an empty view, no middleware at all | {bare['per_second']:.0f} |")
    print(f"| a fact-check, JSON | {found['fact-check']:.0f} |")
    print(f"| a fact-check, page | {page['per_second']:.0f} |")
    print(f"\nratio {ratio:.2f} (bar ≥ {BAR_RATIO}); at {half:.0f}/s: ", end="")
    middle = statistics.median(each["median"] for each in calm)
    print(f"median {middle:.1f} ms, p99 {p99:.1f} ms (bar < {BAR_P99_MS:.0f} ms)")


def _turns(urls: dict[str, str], rounds: int, seconds: float) -> dict[str, float]:
    """The median requests/s of each."""
    seen: dict[str, list[float]] = {name: [] for name in urls}
    for url in urls.values():
        _load(url, 1.0)
    for _ in range(rounds):
        for name, url in urls.items():
            seen[name].append(_load(url, seconds)["per_second"])
    return {name: statistics.median(taken) for name, taken in seen.items()}


def _load(url: str, seconds: float, *, rate: float = 0.0) -> dict[str, float]:
    module = [sys.executable, "-m", "benchmarks.publishing.load", url]
    options = ["--seconds", str(seconds), "--rate", str(rate)]
    done = subprocess.run([*module, *options], capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    if found["failed"]:
        raise SystemExit(f"{found['failed']:.0f} answers of {url} were none.")
    return found


@contextmanager
def server(*, bare: bool) -> Iterator[str]:
    """As production starts it, with settings of this benchmark."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.publishing.settings",
        "FACTCHECK_API_ANON_RATE": "1000000000/min",
        "FACTCHECK_DB_POOL": "1",
        "FACTCHECK_LOG_LEVEL": "ERROR",
        "BENCHMARK_BARE": "1" if bare else "",
    }
    program, *arguments = commands.web(host="127.0.0.1", port=port)
    running = subprocess.Popen(
        [str(Path(sys.executable).parent / program), *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        root = f"http://127.0.0.1:{port}"
        _wait(running, f"{root}/empty/")
        yield root
    finally:
        running.terminate()
        running.wait()


def _wait(running: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and running.poll() is None:
        try:
            urllib.request.urlopen(url).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")
