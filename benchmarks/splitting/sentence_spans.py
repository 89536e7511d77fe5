"""Span F1 of our sentences against a gold file, beside plain `sentencex` and peers that are here.

Usage: python -m benchmarks.splitting.sentence_spans FILE
FILE: JSON lines with `text`, `sentences` (strings in order of appearance in the text) and, if it is
not English, `language`. blingfire and pysbd are measured too when they are installed.
"""

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sentencex

from benchmarks.splitting import intervals, labelled
from benchmarks.splitting.intervals import Counts
from claims.splitting import sentences

Spans = set[tuple[int, int]]
System = Callable[[str, str], Spans]


def placed(text: str, pieces: list[str]) -> Spans:
    """Where each piece stands; pieces that the text does not hold are left out."""
    return {span for span in labelled.placed(text, pieces) if span is not None}


def plain(text: str, language: str) -> Spans:
    return placed(text, sentencex.segment(language, text))


def ours(text: str, language: str) -> Spans:
    return {(found.start, found.end) for found in sentences.sentences(text, language)}


def peers() -> Iterator[tuple[str, System]]:
    """Other splitters, those that can be imported."""
    yield "sentencex alone", plain
    try:
        blingfire = importlib.import_module("blingfire")
        yield (
            "blingfire",
            lambda text, _: placed(text, blingfire.text_to_sentences(text).split("\n")),
        )
    except ImportError:
        print("blingfire is not installed: not compared", file=sys.stderr)
    try:
        pysbd = importlib.import_module("pysbd")
        known = frozenset(pysbd.languages.LANGUAGE_CODES)
        made: dict[str, object] = {}

        def golden(text: str, language: str) -> Spans:
            code = language if language in known else "en"
            segmenter = made.setdefault(code, pysbd.Segmenter(language=code, clean=False))
            return placed(text, segmenter.segment(text))  # type: ignore[attr-defined] # untyped

        yield "pysbd", golden
    except ImportError:
        print("pysbd is not installed: not compared", file=sys.stderr)


def counted(row: labelled.Row, system: System) -> Counts:
    """Spans of one text that are exactly right."""
    found = system(row["text"], row.get("language", "en"))
    truth = placed(row["text"], row["sentences"])
    hits = len(found & truth)
    return Counts(hits, len(found), len(truth), hits)


def report(rows: list[labelled.Row]) -> list[str]:
    """Lines to print: ours with its interval, then each peer as a ratio of one run."""
    began = time.process_time()
    counts = [counted(row, ours) for row in rows]
    seconds = time.process_time() - began
    lines = [f"sentence F1        {intervals.figure(counts, intervals.f1)}"]
    lines.append(
        f"  {sum(c.given for c in counts) / max(seconds, 1e-9):,.0f} sentences a CPU second"
    )
    for name, system in peers():
        began = time.process_time()
        theirs = [counted(row, system) for row in rows]
        ratio = (time.process_time() - began) / max(seconds, 1e-9)
        lines.append(
            f"  {name:<17}{intervals.figure(theirs, intervals.f1)}  time × {ratio:.1f} of ours"
        )
    return lines


if __name__ == "__main__":
    print("\n".join(report(labelled.read(Path(sys.argv[1])))))
