"""Random and mutated input for `split` and every reader, for a bounded time.

Usage: python -m benchmarks.splitting.fuzz [--seconds 300] [--seed N] [--only TARGET]

Each call has a deadline; a fault is printed with the seed that makes it again and written next to
it as a file. Exit status 1 when there was one. A new reader is one more `Target` in
`fuzz_readers.py`.
"""

import argparse
import importlib
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import FrameType

import django

from benchmarks.splitting.fuzz_targets import TARGETS
from benchmarks.splitting.fuzzing import Target, mutated


class Overran(BaseException):
    """The deadline passed; no `except Exception` of the code under test may swallow it."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.splitting.fuzz")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000)
    parser.add_argument("--only", action="append", help="a target, several times")
    options = parser.parse_args()
    every = [*TARGETS, *_readers()]
    chosen = [target for target in every if not options.only or target.name in options.only]
    if not chosen:
        parser.error("--only takes one of " + ", ".join(target.name for target in every))
    sys.exit(min(1, run(chosen, seconds=options.seconds, seed=options.seed)))


def _readers() -> list[Target]:
    """Imported here, for they need Django set up; a database they do not need."""
    os.environ.setdefault("FACTCHECK_SECRET_KEY", "only-for-benchmarks")
    os.environ.setdefault("FACTCHECK_LOG_LEVEL", "CRITICAL")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    found: list[Target] = importlib.import_module("benchmarks.splitting.fuzz_readers").READERS
    return found


def run(targets: list[Target], *, seconds: float, seed: int) -> int:
    """Number of faults, at most one a target: it is dropped at its first."""
    signal.signal(signal.SIGALRM, _overrun)
    ends, turn, faults = time.monotonic() + seconds, 0, 0
    calls = dict.fromkeys((target.name for target in targets), 0)
    slowest = dict.fromkeys(calls, 0.0)
    left = list(targets)
    while left and time.monotonic() < ends:
        target = left[turn % len(left)]
        case = seed + turn
        turn += 1
        given = mutated(target, random.Random(case))
        began = time.perf_counter()
        if not _holds(target, given, case):
            faults += 1
            left.remove(target)
        calls[target.name] += 1
        slowest[target.name] = max(slowest[target.name], time.perf_counter() - began)
    for name, count in calls.items():
        print(f"{name}: {count} calls, slowest {slowest[name] * 1000:.0f} ms")
    return faults


def _holds(target: Target, given: str | bytes, case: int) -> bool:
    """Whether the target took its input as promised; a fault is reported here."""
    signal.setitimer(signal.ITIMER_REAL, target.deadline)
    try:
        target.check(given)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - any fault is looked for, a panic in Rust too
        signal.setitimer(signal.ITIMER_REAL, 0)
        kept = Path(tempfile.gettempdir()) / f"fuzz-{target.name}-{case}"
        kept.write_bytes(given if isinstance(given, bytes) else given.encode("utf-8", "replace"))
        print(f"FAULT {target.name}, seed {case}, {len(given)} long, kept as {kept}")
        traceback.print_exc()
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return True


def _overrun(_signal: int, _frame: FrameType | None) -> None:
    raise Overran("not done within its deadline")


if __name__ == "__main__":
    main()
