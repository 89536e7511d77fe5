"""How fast readers are answered, beside the bars that the desk set itself.

    python -m benchmarks.publishing serving [--rounds 5] [--seconds 5]
    python -m benchmarks.publishing listing [--rows 1000000] [--rounds 20]

A desk of its own is started and thrown away.
"""

import argparse
import os

from benchmarks import desk
from benchmarks.publishing import listing, serving


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["serving", "listing"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    os.environ["FACTCHECK_API_ANON_RATE"] = "1000000000/min"
    with desk.running():
        if asked.what == "serving":
            serving.measure(rounds=asked.rounds, seconds=asked.seconds)
        else:
            listing.measure(rows=asked.rows, rounds=asked.rounds)


if __name__ == "__main__":
    main()
