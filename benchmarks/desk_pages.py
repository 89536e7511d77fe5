"""Server time of each desk page with 1,000 claims, against the limit of 100 ms at the median.

    python -m benchmarks.desk_pages [--claims 1000] [--rounds 15]

Requests go through Django's test client: everything but the web server's own fraction of a
millisecond. A throwaway PostgreSQL is started; nothing else is touched.
"""

import argparse
import hashlib
import statistics
import time

from benchmarks import desk

LIMIT_MS = 100.0
WORDS = "In month {n} the harbour of Port Almond handled {m} containers, the port authority said."


def main() -> None:
    arguments = _parser().parse_args()
    with desk.running():
        _measure(arguments.claims, arguments.rounds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    return parser


def _measure(claims: int, rounds: int) -> None:
    client, pages = _desk_with(claims)
    print(f"{claims} claims, {rounds} requests each, limit {LIMIT_MS:.0f} ms at the median\n")
    print("| page | median ms | slowest ms | of the limit |\n|---|---|---|---|")
    for page in pages:
        times = []
        for _ in range(rounds + 2):  # the first two fill caches of templates and plans
            start = time.perf_counter()
            answer = client.get(page, headers={"host": "localhost"})
            times.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 200, (page, answer.status_code)
        median = statistics.median(times[2:])
        print(f"| {page} | {median:.1f} | {max(times[2:]):.1f} | {median / LIMIT_MS:.2f} |")


def _desk_with(claims: int):  # type: ignore[no-untyped-def]
    from django.test import Client  # noqa: PLC0415 - settings exist from here on

    from claims.models import Claim  # noqa: PLC0415
    from reviews.models import Review  # noqa: PLC0415
    from reviews.states import Status  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    sentences = [WORDS.format(n=n, m=4000 + n) for n in range(claims)]
    article = make.article(" ".join(sentences))
    claims_made, start = [], 0
    for sentence in sentences:
        claims_made.append(_candidate(Claim, article, sentence, start))
        start += len(sentence) + 1
    made = Claim.objects.bulk_create(claims_made)
    make.review(Status.PUBLISHED)
    workbench = make.review(Status.IN_REVIEW)
    queued = [each for each in made if each.status == "accepted"]
    now = make.NOON
    Review.objects.bulk_create(Review(claim=c, created_at=now, changed_at=now) for c in queued)
    for n in range(min(claims, 200)):
        make.link(f"https://host-{n % 40}.example/{hashlib.sha256(str(n).encode()).hexdigest()}")
    client = Client()
    client.force_login(make.editor())
    pages = [
        *("/articles/", f"/articles/{article.pk}/", "/reviews/", f"/reviews/{workbench.pk}/"),
        *("/sources/", "/fact-checks/"),
    ]
    return client, pages


def _candidate(model, article, sentence: str, start: int):  # type: ignore[no-untyped-def]
    from tests.make import NOON  # noqa: PLC0415

    return model(
        article=article,
        start=start,
        end=start + len(sentence),
        quote=sentence,
        statement=sentence,
        kind="quantity",
        checkworthiness=0.7,
        signals=[{"code": "number", "weight": 1.0, "text": "4,210"}],
        status="accepted" if start % 2 else "candidate",
        origin="splitter-2",
        created_at=NOON,
    )


if __name__ == "__main__":
    main()
