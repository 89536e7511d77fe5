"""Running the site and a checker, each in a process of its own, and what the checker cost."""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LONGEST: Final = 180.0
"""Seconds after which a run is given up."""


@dataclass(frozen=True)
class Served:
    """A load site that listens. `authority`: the file to trust."""

    ports: Mapping[str, int]
    authority: str
    latency: int
    pid: int = 0
    pages: str = ""


@contextmanager
def site(latency: int, pages: str = "news") -> Iterator[Served]:
    """Within the block the site answers with such pages, `latency` milliseconds late."""
    with tempfile.TemporaryDirectory(prefix="factcheck-site-") as folder:
        process = subprocess.Popen(
            [*ours("site"), "--folder", folder, "--latency", str(latency), "--pages", pages],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin
        assert process.stdout
        try:
            said = json.loads(process.stdout.readline())
            yield Served(said["ports"], said["authority"], latency, process.pid, pages)
        finally:
            process.stdin.close()
            process.stdout.close()
            process.wait(timeout=30)


def ours(name: str) -> list[str]:
    """The command of one of our own modules."""
    return [sys.executable, "-m", f"benchmarks.links.{name}"]


def program(name: str) -> str | None:
    """Where a peer is: beside this Python, or on PATH."""
    beside = Path(sys.executable).parent
    return shutil.which(name, path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of processors, peak memory in MB, and what was printed."""

    seconds: float
    cpu: float
    memory: float
    output: str

    def without(self, start: "Cost") -> "Cost":
        """What the work took besides starting and ending the program."""
        return Cost(
            max(self.seconds - start.seconds, 1e-3),
            max(self.cpu - start.cpu, 1e-6),
            self.memory,
            self.output,
        )


class Failed(RuntimeError):
    """A program that ended as it should not; the message holds its last words."""


def run(
    command: Sequence[str],
    *,
    good: Sequence[int] = (0,),
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """Run `command` to its end. Raises `Failed` when its status is none of `good`.

    Processor time and memory are those of the program and of the children it waited for.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as trouble:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(command),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=trouble,
            env={**os.environ, **(environment or {})},
        )
        used = _waited(process, until=began + LONGEST)
        seconds = time.perf_counter() - began
        output.seek(0)
        trouble.seek(0)
        if process.returncode not in good:
            words = trouble.read().decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(command[:6])} … ended with {process.returncode}.\n{words}")
        printed = output.read().decode(errors="replace")
        return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, printed)


def _waited(process: subprocess.Popen[bytes], *, until: float) -> resource.struct_rusage:
    """`wait4` is the only call that tells the cost of one child rather than of all."""
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return used
        if time.perf_counter() > until:
            process.kill()
        time.sleep(0.002)


@dataclass(frozen=True)
class Figure:
    """Medians of several rounds. CPU in microseconds per URL, memory in MB."""

    rate: float
    cpu: float
    memory: float
    rounds: int

    @classmethod
    def of(cls, costs: Sequence[Cost], urls: int) -> "Figure":
        return cls(
            statistics.median(urls / cost.seconds for cost in costs),
            statistics.median(cost.cpu / urls * 1e6 for cost in costs),
            statistics.median(cost.memory for cost in costs),
            len(costs),
        )
