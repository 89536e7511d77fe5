"""Server time of the queue's pages with 10,000 reviews, against 150 ms at the median.

    python -m benchmarks.queue [--reviews 10000] [--rounds 25]

The reviews are made by PostgreSQL itself: the rows of one that went through the desk, copied with
other numbers, people, days and words. Requests go through Django's test client: everything but the
web server's own fraction of a millisecond. A throwaway PostgreSQL is started; nothing else is
touched.
"""

import argparse
import statistics
import time

from benchmarks import desk

LIMIT_MS = 150.0
PEOPLE = 30
STATUSES = "ARRAY['queued','queued','queued','in_review','in_review','submitted','approved',\
'published','published','closed']"
# Columns of the copies, as SQL over their number n.
ARTICLE = {
    "sha256": "encode(sha256(n::text::bytea), 'hex')",
    "title": "'Report ' || n",
    "text": "repeat(t.text || ' ', 30) || n",
}
CLAIM = {
    "start": "n",
    "statement": "'In month ' || n || ' the harbour ' || n % 90 || ' was full.'",
    "claimant": "'Speaker ' || n % 300",
}
REVIEW = {
    "claim_id": "1000000 + n",
    "status": f"({STATUSES})[1 + n % 10]",
    "priority": "1 + n % 4",
    "due_on": "CASE WHEN n % 3 = 0 THEN current_date + (n % 90) - 30 END",
    "created_at": "timestamptz '2026-01-01' + n * interval '17 minutes'",
    "why_selected": "repeat('Asked by readers of the morning paper. ', 1 + n % 5)",
}
PUBLICATION = {
    "review_id": "1000000 + n",
    "slug": "'check-number-' || n",
    "flagged_at": "CASE WHEN n % 50 = 7 THEN now() END",
    "flag_reason": "CASE WHEN n % 50 = 7 THEN 'A source died.' ELSE '' END",
    "latest_id": "NULL",
}
PAGES = (
    "/reviews/?view=open",
    "/reviews/?view=all",
    "/reviews/?view=all&page=300",
    "/reviews/?view=mine",
    "/reviews/?view=open&order=-due",
    "/reviews/?view=all&order=age",
    "/reviews/?q=harbour+7",
    "/reviews/?q=no+claim+says+this",
    "/reviews/?status=queued&priority=4&overdue=1",
    "/reviews/?opened_after=2026-01-10&opened_before=2026-01-16",
    "/reviews/?claimant=Speaker+7&rating={rating}",
    "/reviews/numbers.json",
    "/reviews/board/",
    "/reviews/workload/",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=25)
    arguments = parser.parse_args()
    with desk.running():
        _measure(arguments.reviews, arguments.rounds)


def _measure(reviews: int, rounds: int) -> None:
    from django.test import Client  # noqa: PLC0415 - settings exist from here on

    from factcheck.accounts.models import User  # noqa: PLC0415
    from reviews.models import Rating, Review  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    _fill(reviews)
    client = Client()
    client.force_login(User.objects.filter(reviews__isnull=False).first() or make.editor())
    rating = Rating.objects.get(word="Mostly true").pk
    print(f"{Review.objects.count()} reviews, {rounds} requests each, limit {LIMIT_MS:.0f} ms\n")
    print("| page | median ms | slowest ms | of the limit |\n|---|---|---|---|")
    for page in PAGES:
        times = [_timed(client, page.format(rating=rating)) for _ in range(rounds + 2)][2:]
        median = statistics.median(times)
        print(f"| {page} | {median:.1f} | {max(times):.1f} | {median / LIMIT_MS:.2f} |")
    print(f"| CSV of all | {_timed(client, '/reviews/export.csv?view=all'):.0f} | | |")


def _timed(client, page: str) -> float:  # type: ignore[no-untyped-def]
    """Milliseconds of one request, its answer read to the end."""
    start = time.perf_counter()
    answer = client.get(page, headers={"host": "localhost"})
    answer.getvalue()
    took = (time.perf_counter() - start) * 1000
    assert answer.status_code == 200, (page, answer.status_code)
    return took


def _fill(reviews: int) -> None:
    """Copies of one published review. Triggers rest meanwhile: they guard moves, not copies."""
    from django.db import connection  # noqa: PLC0415

    from factcheck.accounts.models import Role  # noqa: PLC0415
    from reviews.states import Status  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    people = [make.user(Role.EDITOR if n == 0 else Role.REVIEWER).pk for n in range(PEOPLE)]
    one = make.review(Status.PUBLISHED)
    articles = max(1, reviews // 50)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _copy(cursor, ("claims_article", one.claim.article_id, articles), ARTICLE)
        claim = CLAIM | {
            "article_id": f"1000000 + n % {articles} + 1",
            '"end"': f"n + {len(one.claim.quote)}",
        }
        _copy(cursor, ("claims_claim", one.claim_id, reviews), claim)
        nobody = "CASE WHEN n % 10 IN (0, 1) THEN NULL"
        assignee = f"{nobody} ELSE (ARRAY{people})[1 + n % {PEOPLE}] END"
        _copy(cursor, ("reviews_review", one.pk, reviews), REVIEW | {"assignee_id": assignee})
        verdict = ("reviews_verdict", one.verdicts.get().pk, reviews)
        _copy(cursor, verdict, {"review_id": "1000000 + n"}, "n % 10 > 4")
        published = ("reviews_publication", one.publication.pk, reviews)
        _copy(cursor, published, PUBLICATION, "n % 10 IN (7, 8)")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")


def _copy(cursor, what: tuple[str, int, int], new: dict[str, str], only: str = "true") -> None:  # type: ignore[no-untyped-def]
    """`what`: table, number of the row, how many copies; `new`: columns as SQL over `n`."""
    table, pk, copies = what
    cursor.execute(
        "SELECT quote_ident(column_name) FROM information_schema.columns "
        "WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    names = [name for (name,) in cursor.fetchall()]
    values = [new.get(name, "1000000 + n" if name == "id" else f"t.{name}") for name in names]
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}) OVERRIDING SYSTEM VALUE "
        f"SELECT {', '.join(values)} FROM {table} t, generate_series(1, {copies}) n "
        f"WHERE t.id = {pk} AND ({only})"
    )


if __name__ == "__main__":
    main()
