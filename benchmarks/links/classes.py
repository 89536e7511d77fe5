"""What each checker says of the hostile mix, kind by kind, against the truth.

    python -m benchmarks.links.classes [--copies 20] [--peers lychee linkinator]

Ours is held to outcome, reason and Retry-After of every address, and to its deadline. The others
know "fine" and "broken" only, so they are right when they call broken what is a reason to worry
(dead candidates, changed pages), and fine what answers, even if only to say "not for robots".
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.links import engine, linkinator, lychee, measuring, truth
from benchmarks.links.measuring import Served
from benchmarks.links.truth import Case, Kind
from reviews.links import outcomes
from reviews.links.outcomes import Family

LEEWAY_MS: Final = 500
"""A deadline is kept when the answer is there so soon after it: the loop has others to serve."""

WORRYING: Final = (Family.DEAD_CANDIDATE, Family.CHANGED)
PEERS: Final = {"lychee": lychee, "linkinator": linkinator}


@dataclass
class Row:
    """One kind: how many of its addresses each checker got right, and what it said most."""

    kind: Kind
    of: int = 0
    right: dict[str, int] = field(default_factory=dict)
    said: dict[str, Counter[str]] = field(default_factory=dict)
    late: int = 0

    def hear(self, who: str, said: str, *, right: bool) -> None:
        self.right[who] = self.right.get(who, 0) + right
        self.said.setdefault(who, Counter())[said] += 1


def compared(
    served: Served, *, copies: int = truth.COPIES, urls: int = truth.CLEAN, peers: Sequence[str]
) -> list[Row]:
    """A row for every kind, the three clean ones first."""
    hostile = list(truth.hostile(served.ports, copies=copies))
    clean = list(truth.clean(max(0, urls - len(hostile)), served.ports))
    kinds = (truth.PAGE, truth.TEMPORARY, truth.PERMANENT, *truth.KINDS)
    rows = {kind.name: Row(kind) for kind in kinds}
    for case in (*clean, *hostile):
        rows[case.kind.name].of += 1
    with tempfile.TemporaryDirectory() as folder:
        _ours(rows, served, Path(folder) / "seen.jsonl", copies=copies, urls=urls)
        cases = [case for case in (*hostile, *clean[: len(hostile)]) if case.kind.peers]
        for name in peers:
            _theirs(rows, name, cases, served, Path(folder))
    return list(rows.values())


def _ours(rows: Mapping[str, Row], served: Served, lines: Path, *, copies: int, urls: int) -> None:
    measuring.run(
        engine.command(
            served, "--hostile", str(lines), "--copies", str(copies), "--urls", str(urls)
        )
    )
    for line in lines.read_text(encoding="utf-8").splitlines():
        name, outcome, reason, retry_after, elapsed_ms = json.loads(line)
        row = rows[name]
        kind = row.kind
        expected = (kind.outcome, kind.reason, kind.retry_after)
        words = " ".join(part for part in (outcome, reason) if part)
        row.hear("ours", words, right=(outcome, reason, retry_after) == expected)
        row.late += elapsed_ms > engine.LIMITS.total * 1000 + LEEWAY_MS


def _theirs(
    rows: Mapping[str, Row], name: str, cases: Sequence[Case], served: Served, folder: Path
) -> None:
    """`of` counts more than a peer is given of clean pages: its shares are of what it said."""
    urls = [case.url for case in cases]
    timeout = int(engine.LIMITS.total)
    if name == "lychee":
        given = folder / "addresses.txt"
        given.write_text("\n".join(urls) + "\n", encoding="utf-8")
    else:
        given = linkinator.write(folder / "list.html", urls)
    told = PEERS[name].verdicts(given, authority=served.authority, timeout=timeout)
    for case in cases:
        fine = told.get(case.url)
        said = "nothing" if fine is None else "fine" if fine else "broken"
        rows[case.kind.name].hear(name, said, right=fine is wanted(case.kind))


def wanted(kind: Kind) -> bool:
    """Whether a checker that knows two words should say "fine"."""
    return outcomes.family(kind.outcome, kind.reason) not in WORRYING


def table(rows: Sequence[Row], *, peers: Sequence[str]) -> list[str]:
    """Markdown."""
    heads = ["what the address does", "truth", "ours", *peers]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for row in rows:
        truth_ = " ".join(part for part in (row.kind.outcome, row.kind.reason) if part)
        cells = [row.kind.name, truth_, *(_cell(row, who) for who in ("ours", *peers))]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _cell(row: Row, who: str) -> str:
    said = row.said.get(who)
    if not said:
        return "–"
    if row.right[who] == said.total():
        return "✓"
    words = ", ".join(f"{words} {n}" for words, n in said.most_common(3))
    return f"✗ {words}"


def summary(rows: Sequence[Row], *, peers: Sequence[str]) -> list[str]:
    """One line for each checker: kinds wholly right, addresses right."""
    lines = []
    for who in ("ours", *peers):
        asked = [row for row in rows if who in row.said]
        kinds = sum(row.right[who] == row.said[who].total() for row in asked)
        right, of = (
            sum(row.right[who] for row in asked),
            sum(row.said[who].total() for row in asked),
        )
        lines.append(f"{who}: {kinds} of {len(asked)} kinds, {right:,} of {of:,} addresses right")
    lines.append(f"ours: {sum(row.late for row in rows)} answers later than their deadline")
    return lines


def available(peers: Sequence[str]) -> list[str]:
    """Those of `peers` that are installed; says on standard error how to get the others."""
    found = []
    for name in peers:
        if PEERS[name].program():
            found.append(name)
        else:
            print(PEERS[name].MISSING, file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links.classes", description=__doc__)
    parser.add_argument("--copies", type=int, default=truth.COPIES, help="addresses of each kind")
    parser.add_argument("--urls", type=int, default=truth.CLEAN)
    parser.add_argument("--latency", type=int, default=0, help="milliseconds")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    options = parser.parse_args()
    peers = available(options.peers)
    with measuring.site(options.latency) as served:
        rows = compared(served, copies=options.copies, urls=options.urls, peers=peers)
    print("\n".join([*table(rows, peers=peers), *summary(rows, peers=peers)]))
    sys.exit(any(row.right["ours"] != row.of or row.late for row in rows if row.of))


if __name__ == "__main__":
    main()
