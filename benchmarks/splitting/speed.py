"""Articles a second of splitting, beside pysbd and a spaCy pipeline on the same texts.

Usage: python -m benchmarks.splitting.speed [--articles 500] [--words 800]

The articles are made of samples/news.txt, whose sentences are as long as those of news agencies
(an article of 800 words has some 32), with a few short ones of samples/*.jsonl between them and
other numbers in each, so that no result can be remembered. Ours does everything from text to
candidates and checks that every quote is its slice; the peers only end sentences. Peers are
measured when they are installed (requirements/bench.in).
"""

import argparse
import importlib
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.splitting import labelled
from claims import splitting

SAMPLES = Path(__file__).parent / "samples"
_NUMBER = re.compile(r"\b\d{2}\b")
_PARAGRAPH = 3  # sentences of news in a paragraph
_SHORT = 0.25  # of the paragraphs end with a short sample text


def articles(count: int, words: int) -> list[str]:
    """English articles of about so many words: a heading, a byline, paragraphs."""
    chance = random.Random(3)
    news = (SAMPLES / "news.txt").read_text(encoding="utf-8").strip().split("\n\n")
    short = [
        row["text"]
        for name in ("sentences", "attribution", "clauses", "checkworthiness")
        for row in labelled.read(SAMPLES / f"{name}.jsonl")
        if row.get("language", "en") == "en"
    ]
    return [_article(chance, news, short, words) for _ in range(count)]


def _article(chance: random.Random, news: list[str], short: list[str], words: int) -> str:
    lines, written = ["Dam report divides the valley", "By Anna Field"], 0
    while written < words:
        told: list[str] = []
        for sentence in chance.sample(news, _PARAGRAPH):
            if written < words:
                told.append(sentence)
                written += len(sentence.split())
        if chance.random() < _SHORT and written < words:
            told.append(chance.choice(short))
            written += len(told[-1].split())
        lines.append(_NUMBER.sub(lambda _: str(chance.randint(10, 99)), " ".join(told)))
    return "\n\n".join(lines)


def ours(text: str) -> None:
    """From text to candidates, each checked against its place."""
    for candidate in splitting.split(text, language="en"):
        if candidate.quote != text[candidate.start : candidate.end]:
            raise AssertionError(f"{candidate.quote!r} is not at {candidate.start}")


def peers() -> Iterator[tuple[str, Callable[[str], object]]]:
    try:
        segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
        yield "pysbd (sentences)", segmenter.segment
    except ImportError:
        print("pysbd is not installed: not compared (requirements/bench.in)")
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        print("spaCy is not installed: not compared (requirements/bench.in)")
        return
    if spacy.util.is_package("en_core_web_sm"):
        yield "spaCy en_core_web_sm (parser)", spacy.load("en_core_web_sm")
        return
    print("no spaCy model is installed: a blank pipeline with the rule-based sentencizer instead")
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    yield "spaCy blank + sentencizer (no parser)", blank


def seconds(run: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds for all texts, after one that warms up."""
    run(texts[0])
    began = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.splitting.speed")
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--words", type=int, default=800)
    options = parser.parse_args()
    texts = articles(options.articles, options.words)
    words = sum(len(text.split()) for text in texts) / len(texts)
    spent = seconds(ours, texts)
    print(
        f"ours (candidates, anchored): {len(texts) / spent:.1f} articles a CPU second "
        f"({len(texts)} articles of {words:.0f} words, {1000 * spent / len(texts):.1f} ms each)"
    )
    for name, run in peers():
        theirs = seconds(run, texts)
        print(f"{name}: {len(texts) / theirs:.1f} a second; ours is × {theirs / spent:.2f} of it")


if __name__ == "__main__":
    main()
