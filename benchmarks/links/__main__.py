"""The watch on sources beside other link checkers, all in one run.

    python -m benchmarks.links [--rounds 3] [--latency 0 50] [--peers lychee linkinator]
        [--pages news light] [--only clean stored classes bombs] [--quick] [--write]

Prints tables; --write puts them into docs/benchmarks.md with a picture. On an idle machine with
two cores it takes about five minutes, --quick (no sweep for the best tunings) half of that.
Another benchmark, of claiming among ten million links, stands in `benchmarks.links.claiming`.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.links import classes, contest, engine, measuring, pages, report, results, truth
from benchmarks.links.contest import Choice
from benchmarks.links.measuring import Served
from benchmarks.links.results import Everything, Stored

PARTS: Final = ("clean", "stored", "classes", "bombs")
BOMBS_AT_ONCE: Final = 10


def clean(found: Everything, options: argparse.Namespace) -> None:
    """Every latency, every sort of pages; tunings are sought once a latency."""
    for latency in options.latency:
        choice = None
        for sort in options.pages:
            with tempfile.TemporaryDirectory() as name, measuring.site(latency, sort) as served:
                folder = Path(name)
                if choice is None:
                    choice = _choice(served, folder, found.peers, options)
                found.clean.append(
                    contest.held(
                        served,
                        folder,
                        urls=options.urls,
                        rounds=options.rounds,
                        peers=found.peers,
                        choice=choice,
                    )
                )
                choice = replace(choice, tried=())


def _choice(
    served: Served, folder: Path, peers: Sequence[str], options: argparse.Namespace
) -> Choice:
    if options.quick:
        return Choice()
    return contest.chosen(served, folder, urls=options.urls, peers=peers)


def stored(found: Everything, options: argparse.Namespace) -> None:
    many = ["--urls", str(options.urls), "--rounds", str(options.rounds), "--json"]
    latencies = [str(latency) for latency in options.latency]
    ran = measuring.run([*measuring.ours("through_celery"), *many, "--latency", *latencies])
    found.stored = [Stored(**each) for each in json.loads(ran.output.splitlines()[-1])]


def hostile(found: Everything, options: argparse.Namespace) -> None:
    with measuring.site(0) as served:
        found.classes = classes.compared(
            served, copies=options.copies, urls=options.urls, peers=found.peers
        )


def bombs(found: Everything, options: argparse.Namespace) -> None:
    urls = str(min(options.urls, 2_000))
    with measuring.site(0) as served:
        ran = measuring.run(engine.command(served, "--bombs", str(BOMBS_AT_ONCE), "--urls", urls))
    counted = json.loads(ran.output)["counted"]
    found.growth = counted["after"] - counted["before"]


WORK: Final = dict(zip(PARTS, (clean, stored, hostile, bombs), strict=True))


def main() -> None:
    options = _options()
    found = Everything(options.urls, options.rounds, classes.available(options.peers))
    for part in options.only:
        WORK[part](found, options)
        print(f"measured: {part}", file=sys.stderr)
        if options.write:  # after each part: a run that is cut off has not been for nothing
            report.write(found)
    print(*report.lines(found), sep="\n")
    missed = [bar.name for bar in results.bars(found) if bar.reached is False]
    print(f"{len(missed)} bars missed" if missed else "no bar missed", file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 50], help="milliseconds")
    parser.add_argument("--urls", type=int, default=truth.CLEAN)
    parser.add_argument("--copies", type=int, default=truth.COPIES, help="of each hostile kind")
    parser.add_argument("--peers", nargs="*", choices=classes.PEERS, default=list(classes.PEERS))
    parser.add_argument("--pages", nargs="+", choices=pages.MADE, default=list(pages.MADE))
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--quick", action="store_true", help="no sweeps for the best tunings")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
