"""Lists and searches among a million published fact-checks, made by SQL past all triggers."""

import itertools
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import Client

BAR_MS = 100.0
VOCABULARY = 50_000
WORDS = 60  # of a fact-check, as Zipf has it: each rank half as often as half the rank
BEGAN = datetime(2015, 1, 1, tzinfo=UTC)
COLUMNS = (
    "id, review_id, slug, first_published_at, latest_id, flag_reason, changed_at, rating_word, "
    "claimant, language, searchable, topic_slugs"
)
# Of one real publication; whoever has the number n gets a row of their own.
REVIEWS = """
INSERT INTO reviews_review
SELECT (jsonb_populate_record(r, jsonb_build_object('id', n, 'claim_id', n))).*
FROM reviews_review r, generate_series(%s, %s) n WHERE r.id = %s
"""
VERSIONS = """
INSERT INTO reviews_publishedversion
SELECT (jsonb_populate_record(v, jsonb_build_object('id', n, 'publication_id', n))).*
FROM reviews_publishedversion v, generate_series(%s, %s) n WHERE v.id = %s
"""
FIRST = 1_000  # the first made number; real ones are below
RATINGS = ["False", "Mostly false", "Mostly true", "True"]  # of the scale that a desk begins with


def measure(*, rows: int, rounds: int) -> None:
    chance = random.Random(1)
    words = _vocabulary(chance)
    began = time.perf_counter()
    fill(rows, words, chance)
    print(f"{rows:,} fact-checks in {time.perf_counter() - began:.0f} s\n")
    print(f"bar: p95 under {BAR_MS:.0f} ms; {rounds} questions each, all of them different\n")
    print("| question | API median | API p95 | archive median | archive p95 | of the bar |")
    print("|---|---|---|---|---|---|")
    every: list[float] = []
    for name, ask in questions(words, chance).items():
        api = _times("/api/v1/fact-checks/", ask, rounds)
        archive = _times("/fact-checks/", ask, rounds)
        every += api + archive
        print(_row(name, api, archive), flush=True)
    print(f"\nall: p95 {_p95(every):.0f} ms; load {os.getloadavg()[0]:.1f}")


def questions(words: list[str], chance: random.Random) -> dict[str, Callable[[], dict[str, str]]]:
    """By how telling the words are: their rank is drawn from these."""

    def of(*ranks: tuple[int, int]) -> Callable[[], dict[str, str]]:
        return lambda: {"q": " ".join(words[chance.randrange(*rank)] for rank in ranks)}

    common, middling, rare = (0, 30), (100, 1_000), (5_000, 50_000)
    drawn = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def pasted(length: int) -> Callable[[], dict[str, str]]:
        return lambda: {"q": " ".join(chance.choices(words, cum_weights=drawn, k=length))}

    return {
        "no words": dict,
        "a rating": lambda: {"rating": chance.choice(RATINGS)},
        "one rare word": of(rare),
        "one middling word": of(middling),
        "one common word": of(common),
        "two rare words": of(rare, rare),
        "two middling words": of(middling, middling),
        "two common words": of(common, common),
        "a common and a rare word": of(common, rare),
        "three middling words": of(middling, middling, middling),
        "five common words": of(common, common, common, common, common),
        "five middling words": of(*[middling] * 5),
        "eight words as pasted": pasted(8),
        "24 words as pasted": pasted(24),
    }


def fill(rows: int, words: list[str], chance: random.Random) -> None:
    from tests.published import publish  # noqa: PLC0415 - needs the desk

    version = publish()
    last = FIRST + rows - 1
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("DROP INDEX publication_words")
        cursor.execute(REVIEWS, [FIRST, last, version.publication.review_id])
        cursor.execute(VERSIONS, [FIRST, last, version.pk])
        with cursor.copy(f"COPY reviews_publication ({COLUMNS}) FROM STDIN") as copy:
            for row in _publications(rows, words, chance):
                copy.write_row(row)
        cursor.execute("CREATE INDEX publication_words ON reviews_publication USING gin (words)")
        for table in ("reviews_publication", "reviews_publishedversion", "reviews_review"):
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("SET session_replication_role = DEFAULT")


def _publications(
    rows: int, words: list[str], chance: random.Random
) -> Iterator[tuple[object, ...]]:
    drawn = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(FIRST, FIRST + rows):
        at = BEGAN + timedelta(minutes=5 * number)
        text = " ".join(chance.choices(words, cum_weights=drawn, k=WORDS))
        rating, who = chance.choice(RATINGS), f"Person {number % 5_000}"
        yield number, number, f"check-{number}", at, number, "", at, rating, who, "en", text, []


def _vocabulary(chance: random.Random) -> list[str]:
    """Words that can be said, the commonest short, none of which begins with a whole other."""
    parts = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ai", "ou")]
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        length = 2 if len(found) < 500 else 3 if len(found) < 5_000 else 4
        found["".join(chance.choices(parts, k=length)) + chance.choice("nrst")] = None
    return list(found)


def _times(path: str, ask: Callable[[], dict[str, str]], rounds: int) -> list[float]:
    """In ms; the first question, which loads code, does not count."""
    client, taken = Client(headers={"host": "127.0.0.1"}), []
    for _ in range(rounds + 1):
        query = ask()
        began = time.perf_counter()
        answer = client.get(path, query)
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path} {query}: {answer.status_code}")
    return taken[1:]


def _row(name: str, api: list[float], archive: list[float]) -> str:
    cells = [statistics.median(api), _p95(api), statistics.median(archive), _p95(archive)]
    share = max(_p95(api), _p95(archive)) / BAR_MS
    return f"| {name} | {' | '.join(f'{each:.0f}' for each in cells)} | {share:.2f} |"


def _p95(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]
