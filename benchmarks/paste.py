"""From paste to candidates on screen, against the limit of 50 ms at the median.

    python -m benchmarks.paste [--words 800] [--rounds 30]

One round is what a person waits for: the form is sent, the article is read, split and stored with
its candidates, and the page that shows them is rendered. Requests go through Django's test client:
everything but the web server's own fraction of a millisecond. The articles are the samples' own,
shuffled by sentence, so that none is on the desk already.
"""

import argparse
import random
import statistics
import time
from pathlib import Path

from benchmarks import desk

LIMIT_MS = 50.0
SAMPLES = Path(__file__).parent.parent / "reviews" / "samples" / "articles"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=30)
    arguments = parser.parse_args()
    with desk.running():
        _measure(arguments.words, arguments.rounds)


def article(words: int, *, seed: int) -> str:
    """Sample paragraphs in another order each time, until there are words enough."""
    draw = random.Random(seed)
    paragraphs = [
        paragraph
        for name in ("harbour.txt", "night-bus.txt")
        for paragraph in (SAMPLES / name).read_text(encoding="utf-8").split("\n\n")
        if paragraph.strip()
    ]
    chosen: list[str] = []
    while sum(len(each.split()) for each in chosen) < words:
        chosen.append(draw.choice(paragraphs))
    return f"Round {seed} of the measurement was held.\n\n" + "\n\n".join(chosen)


def _measure(words: int, rounds: int) -> None:
    from django.test import Client  # noqa: PLC0415 - settings exist from here on

    from factcheck import collecting  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(make.editor())
    whole, added = [], []
    for seed in range(rounds + 3):  # the first three fill caches of templates and plans
        if seed == 3:
            collecting.settle()  # as the web server does before its first page
        text = article(words, seed=seed)
        start = time.perf_counter()
        answer = client.post("/articles/", {"source": text})
        between = time.perf_counter()
        page = client.get(answer["Location"])
        end = time.perf_counter()
        assert (answer.status_code, page.status_code) == (302, 200), answer.content[:2000]
        whole.append((end - start) * 1000)
        added.append((between - start) * 1000)
    median = statistics.median(whole[3:])
    print(f"articles of {words} words, {rounds} rounds, limit {LIMIT_MS:.0f} ms at the median")
    print(
        f"paste to page {median:.1f} ms (slowest {max(whole[3:]):.1f}); read, split and stored "
        f"{statistics.median(added[3:]):.1f}; of the limit {median / LIMIT_MS:.2f}"
    )


if __name__ == "__main__":
    main()
