"""Random and mutated input for `split` and every reader, for a bounded time.

Usage: python -m benchmarks.splitting.fuzz [--seconds 300] [--seed N] [--only TARGET]

Each call has a deadline; a fault is printed with the seed that makes it again and written next to
it as a file. Exit status 1 when there was one. A new reader: add a `Target` to `TARGETS`.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import FrameType
from typing import Final

from benchmarks.splitting.fuzz_targets import TARGETS
from benchmarks.splitting.fuzzing import Target, mutated

DEADLINE: Final = 5.0
"""Seconds for one call; inputs are at most 200,000 characters."""


class Overran(BaseException):
    """The deadline passed; no `except Exception` of the code under test may swallow it."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.splitting.fuzz")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000)
    parser.add_argument("--only", choices=[target.name for target in TARGETS])
    options = parser.parse_args()
    chosen = [target for target in TARGETS if options.only in {None, target.name}]
    sys.exit(run(chosen, seconds=options.seconds, seed=options.seed))


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
    signal.setitimer(signal.ITIMER_REAL, DEADLINE)
    try:
        target.check(given)
    except (Exception, Overran):  # noqa: BLE001 (any fault whatever is what is looked for)
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
    raise Overran(f"not done within {DEADLINE:.0f} s")


if __name__ == "__main__":
    main()
