"""Span F1 of our sentences against a gold file, beside plain `sentencex`.

Usage: python -m benchmarks.splitting.sentence_spans FILE
FILE: JSON lines with `text` and `sentences` (strings in order of appearance in the text).
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import sentencex

from claims.splitting import sentences

Spans = set[tuple[int, int]]


def placed(text: str, pieces: list[str]) -> Spans:
    """Where each piece stands, searched from the end of the one before it."""
    found: Spans = set()
    cursor = 0
    for piece in map(str.strip, pieces):
        at = text.find(piece, cursor) if piece else -1
        if at >= 0:
            cursor = at + len(piece)
            found.add((at, cursor))
    return found


def plain(text: str) -> Spans:
    return placed(text, sentencex.segment("en", text))


def ours(text: str) -> Spans:
    return {(found.start, found.end) for found in sentences.sentences(text, "en")}


def score(rows: list[dict[str, object]], system: Callable[[str], Spans]) -> tuple[float, float]:
    """Micro-averaged F1 of exact spans, and CPU seconds."""
    hits = given = wanted = 0
    began = time.process_time()
    for row in rows:
        text, gold = str(row["text"]), row["sentences"]
        assert isinstance(gold, list)
        found, truth = system(text), placed(text, gold)
        hits, given, wanted = hits + len(found & truth), given + len(found), wanted + len(truth)
    return 2 * hits / (given + wanted), time.process_time() - began


def main() -> None:
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    peer, _ = score(rows, plain)
    f1, seconds = score(rows, ours)
    print(f"texts {len(rows)}  F1 {f1:.3f}  sentencex alone {peer:.3f}  ratio {f1 / peer:.2f}")
    print(f"CPU {seconds:.2f} s")


if __name__ == "__main__":
    main()
