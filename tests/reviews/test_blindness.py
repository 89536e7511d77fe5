"""Until a round of votes is closed, no output of the desk tells a vote to anybody but its voter.

One desk is lived through twice, from the same rows: once a person votes “False”, once “True”. Then
every page, list, file and answer that others can reach is read, and must be the same both times.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role, Scope, User
from reviews import drafts, votes
from reviews.models import Rating, Review
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARKER = "quince-sapphire-marmalade"
ROOTS = [
    *("/", "/articles/", "/reviews/", "/reviews/board/", "/reviews/workload/", "/sources/"),
    *("/desk/", "/desk/agreement/", "/desk/compliance/", "/notices/", "/account/"),
    *("/reviews/export.csv", "/fact-checks/feed.json", "/api/schema/?format=json"),
]
OF_REVIEW = ["", "?view=workbench", "votes/", "fetches/"]
API = [
    *("reviews/", "notices/", "views/", "workload/", "figures/intake/", "fact-checks/", "rules/"),
    *("events/", "verdicts/", "evidence/", "scales/"),
]
NOT_READ = re.compile(
    r"^/(static|media|sample-web|account/(sign-out|provider|security)|styleguide)|\.warc\.gz$"
)
MOST_ALIKE = 4
"""Of pages that differ by their numbers and their query only, so many are read."""
NOISE = [
    (re.compile(r"\b[A-Za-z0-9]{64}\b"), ""),  # tokens of forms
    (re.compile(r"nonce=\"[^\"]+\""), ""),
    (re.compile(r"X-CSRFToken[^}]*"), ""),
    (re.compile(r"name=\"began\" value=\"[^\"]+\""), ""),  # when the form was opened, signed
    (re.compile(r"[0-9a-f]{32,40}"), ""),  # of sessions and letters, made at random
    (re.compile(r"\d?\d:\d\d(:\d\d)?(\.\d+)?|\d+\.\d+ ?(s|ms)\b"), ""),  # of now
]


@contextmanager
def lived_again() -> Iterator[None]:
    """What happens inside is undone, and rows get the same numbers again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences")
        numbers = [(name, last) for name, last in cursor.fetchall() if last is not None]
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
    with connection.cursor() as cursor:
        for name, last in numbers:
            cursor.execute("SELECT setval(%s, %s)", [name, last])


def asked() -> Review:
    """A submitted review, with a round that waits for three people."""
    review = make.review(Status.SUBMITTED)
    votes.ask(review.pk, asked=3, by=make.editor(), now=NOON)
    return review


def cast(review: Review, word: str, *, by: User) -> None:
    rating = Rating.objects.get(word=word, scale__active=True)
    votes.cast(review.pk, rating=rating, by=by, now=NOON, reason=f"{MARKER} {word}")


def read_all(client: Client, roots: list[str]) -> dict[str, str]:
    """Every page that can be reached from `roots` by links, without what is random in it."""
    waiting, seen = deque(roots), set(roots)
    alike: Counter[str] = Counter()
    read: dict[str, str] = {}
    while waiting:
        at = waiting.popleft()
        point = transaction.savepoint()  # what breaks a page may break the transaction
        answer = client.get(at, headers={"accept": "*/*"})
        if answer.status_code >= 500:
            transaction.savepoint_rollback(point)
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode(errors="replace")
        read[at] = f"{answer.status_code} {answer.headers.get('Location', '')} {_plain(text)}"
        for link in _links(text, at):
            shape = re.sub(r"\d+", "#", link.partition("?")[0])
            if link not in seen and alike[shape] < MOST_ALIKE:
                alike[shape] += 1
                seen.add(link)
                waiting.append(link)
    return read


def _plain(text: str) -> str:
    for noise, instead in NOISE:
        text = noise.sub(instead, text)
    return text


def _links(text: str, at: str) -> Iterator[str]:
    if "<html" not in text:
        return
    for node in LexborHTMLParser(text).css("[href], [hx-get], [data-url], [src]"):
        for name in ("href", "hx-get", "data-url", "src"):
            parts = urlsplit(urljoin(at, node.attributes.get(name) or "#"))
            if parts.netloc or not parts.path.startswith("/") or NOT_READ.search(parts.path):
                continue
            wanted = not at.startswith("/admin/") and len(parts.query) < 40
            yield f"{parts.path}?{parts.query}" if parts.query and wanted else parts.path


def told_to(person: User, review: Review) -> dict[str, str]:
    """All that `person` can read: on pages, by the API, and in the admin where they may."""
    client = Client()
    client.force_login(person)
    client.raise_request_exception = False  # each page that breaks is named below
    near = [f"/reviews/{review.pk}/{page}" for page in OF_REVIEW]
    everything = read_all(client, [*near, *ROOTS, *(["/admin/"] if person.is_staff else [])])
    key = {"Authorization": f"Api-Key {make.api_key(person, *Scope)}"}
    program = Client(headers=key)
    program.raise_request_exception = False
    api = [f"/api/v1/{path}" for path in API] + [
        f"/api/v1/reviews/{review.pk}/{page}"
        for page in ("", "votes/", "events/", "threads/", "looked/")
    ]
    return everything | {f"{at} by key": text for at, text in read_all(program, api).items()}


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMIN])
def test_what_somebody_voted_changes_nothing_that_others_can_read(role: Role) -> None:
    review, voter, other = asked(), make.reviewer(), make.user(role)
    lives = []

    for word in ("False", "True"):
        with lived_again():
            cast(review, word, by=voter)
            lives.append(told_to(other, review))

    first, second = lives
    assert sorted(first) == sorted(second)
    assert [at for at in first if first[at].startswith(("5", "404"))] == []
    assert [at for at in first if MARKER in first[at]] == []
    assert {at: _first_difference(first[at], second[at]) for at in first} == dict.fromkeys(first)
    assert f"/reviews/{review.pk}/votes/" in first


def test_no_row_but_the_vote_holds_it(settings: Any) -> None:
    settings.SENDS_MAIL = True
    review, voter = asked(), make.reviewer()

    cast(review, "False", by=voter)

    assert _tables_with(MARKER) == ["reviews_vote"]


def test_words_of_a_vote_that_is_not_cast_are_for_their_writer_only() -> None:
    review, voter, admin = asked(), make.reviewer(), make.admin()
    place = f"review-{review.pk}-vote"
    drafts.keep(voter, place=place, words={"reason": MARKER}, upon="", now=NOON)

    read = told_to(admin, review)

    assert [at for at, text in read.items() if MARKER in text] == []
    assert "/admin/reviews/draft/" in read


def test_a_closed_round_is_told_to_all() -> None:
    review, other = asked(), make.reviewer()

    for word in ("False", "True", "False"):
        cast(review, word, by=make.reviewer())

    assert [at for at, text in told_to(other, review).items() if MARKER in text] != []


def _first_difference(one: str, other: str) -> tuple[str, str] | None:
    """The words around it; None where both are the same."""
    if one == other:
        return None
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[max(at - 80, 0) : at + 80], other[max(at - 80, 0) : at + 80]


def _tables_with(words: str) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            name = connection.ops.quote_name(table)
            cursor.execute(
                f"SELECT EXISTS (SELECT 1 FROM {name} AS row WHERE row::text LIKE %s)",
                [f"%{words}%"],
            )
            found += [table] * bool(cursor.fetchone()[0])
    return found
