"""How well the check-worthiness score ranks single sentences.

Usage: python -m benchmarks.splitting.checkworthiness FILE
FILE: JSON lines with `text` and `label`; `check-worthy` against the rest. A sentence scores the
highest of its candidates, 0 when it has none. The peer is chance: the share of check-worthy rows.
"""

import json
import sys
import time
from pathlib import Path

from claims import splitting

WANTED = "check-worthy"


def score(text: str) -> float:
    return max((c.checkworthiness for c in splitting.split(text, language="en")), default=0.0)


def average_precision(ranked: list[tuple[float, bool]]) -> float:
    """Area under precision–recall as a step function; ties broken against us."""
    ordered = sorted(ranked, key=lambda pair: (-pair[0], pair[1]))
    hits = total = 0.0
    for rank, (_, wanted) in enumerate(ordered, start=1):
        if wanted:
            hits += 1
            total += hits / rank
    return total / hits


def area_under_roc(ranked: list[tuple[float, bool]]) -> float:
    """Chance that a wanted sentence outranks another, ties half."""
    wanted = [value for value, is_wanted in ranked if is_wanted]
    others = [value for value, is_wanted in ranked if not is_wanted]
    wins = sum((w > o) + (w == o) / 2 for w in wanted for o in others)
    return wins / (len(wanted) * len(others))


def main() -> None:
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    began = time.process_time()
    ranked = [(score(row["text"]), row["label"] == WANTED) for row in rows]
    seconds = time.process_time() - began
    chance = sum(wanted for _, wanted in ranked) / len(ranked)
    precision = average_precision(ranked)
    print(f"sentences {len(ranked)}  average precision {precision:.3f}  chance {chance:.3f}")
    print(f"ratio {precision / chance:.2f}  AUC {area_under_roc(ranked):.3f}  CPU {seconds:.2f} s")


if __name__ == "__main__":
    main()
