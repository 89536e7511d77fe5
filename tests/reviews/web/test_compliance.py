"""`/desk/compliance/`: what is asked, how many fact-checks show it, and which."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reviews import compliance
from reviews.models import (
    ChangeKind,
    Channel,
    Publication,
    ReplyAsked,
    Review,
    Stance,
)
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
HERE = "/desk/compliance/"


def signed_in() -> Client:
    client = Client()
    client.force_login(make.reviewer())
    return client


def published(**fields: Any) -> Review:
    return make.review(Status.PUBLISHED, **fields)


def counted() -> dict[str, tuple[int, int]]:
    """By point: how many fact-checks show it, and how many do not."""
    report = signed_in().get(HERE, {"period": "all"}).context["found"]
    results = [each for part in report.results.values() for each in part]
    return {each.point.code: (each.shown, each.missing) for each in results}


def test_nothing_published_makes_a_report_of_nothing() -> None:
    make.review(Status.APPROVED)

    answer = signed_in().get(HERE, {"period": "all"})

    assert (answer.status_code, answer.context["found"].total) == (200, 0)


def test_what_a_plain_fact_check_shows() -> None:
    published()

    found = counted()

    assert {code for code, (number, _missing) in found.items() if number} == {
        *("both_sides", "cited", "copies", "located", "sources", "selection", "second", "method"),
    }


def test_reply_interest_primary_votes_and_corrections_are_found() -> None:
    published()
    review = published(why_selected="")
    review.evidence.update(primary=True, interest="Owned by the port.")
    ReplyAsked.objects.create(
        review=review, party="The mayor", channel=Channel.EMAIL, question="Is it so?",
        asked_at=NOON, noted_by=make.reviewer(), noted_at=NOON,
    )  # fmt: skip
    make.published_version(
        review.publication, by=make.editor(), kind=ChangeKind.CORRECTION, reason="A typing error."
    )

    found = counted()
    asked = ("reply", "interests", "primary", "changed", "selection")
    assert [found[code] for code in asked] == [(1, 1)] * 5


def test_one_side_or_one_source_needs_a_written_reason() -> None:
    bare = published()
    bare.evidence.filter(stance=Stance.REFUTES).update(stance=Stance.SUPPORTS)
    reasoned = published(one_sided_reason="There is no other side.")
    reasoned.evidence.filter(stance=Stance.REFUTES).update(stance=Stance.CONTEXT)

    assert counted()["both_sides"] == (1, 1)


def test_rows_and_numbers_are_the_same() -> None:
    published()
    published(why_selected="").evidence.update(primary=True)
    client = signed_in()

    numbers = counted()
    told = {point.code: numbers[point.code] for point in compliance.KNOWN}

    assert {code: (rows(client, code, "yes"), rows(client, code, "no")) for code in told} == told


def rows(client: Client, code: str, shown: str) -> int:
    answer = client.get(f"{HERE}rows/", {"period": "all", "point": code, "shown": shown})
    return int(answer.context["page"].paginator.count)


def test_the_desk_says_what_its_data_cannot_show() -> None:
    published()

    page = signed_in().get(HERE, {"period": "all"}).content.decode()

    unknown = [point for point in compliance.POINTS if point.unknown]
    assert [str(p.unknown).replace("'", "&#x27;") in page for p in unknown] == [True] * 4


def test_other_days_are_left_out() -> None:
    review = published()
    Publication.objects.filter(review=review).update(first_published_at=NOON - timedelta(days=900))
    published()

    report = signed_in().get(HERE, {"period": "365"}).context["found"]

    assert report.total == 1


def test_the_csv_has_a_line_for_each_fact_check() -> None:
    review = published()

    answer: Any = signed_in().get(f"{HERE}fact-checks.csv", {"period": "all"})

    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [(row["review"], row["cited"], row["reply"]) for row in rows] == [
        (str(review.pk), "yes", "no")
    ]


@pytest.mark.parametrize("point", ["", "funding", "nothing", "a\0b"])
def test_a_point_without_records_has_no_rows(point: str) -> None:
    assert signed_in().get(f"{HERE}rows/", {"point": point}).status_code == 404


def test_the_queries_do_not_grow_with_fact_checks() -> None:
    client = signed_in()
    published()
    client.get(HERE, {"period": "all"})

    with CaptureQueriesContext(connection) as one:
        client.get(HERE, {"period": "all"})
    published()
    published()
    with CaptureQueriesContext(connection) as three:
        client.get(HERE, {"period": "all"})

    assert len(one) == len(three)
