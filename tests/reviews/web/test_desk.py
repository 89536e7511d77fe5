"""`/desk/`: plots whose every number is that of the rows it leads to."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reviews.models import Publication, Review
from reviews.states import Status
from reviews.web.desk_plots import Figure
from tests import make

pytestmark = pytest.mark.django_db
FIGURES = ("flow", "waiting", "times", "mix")


def signed_in() -> Client:
    client = Client()
    client.force_login(make.reviewer())
    return client


def aged(days: float, status: Status = Status.QUEUED, claimant: str = "") -> Review:
    """A review opened so many days ago; if it is published, then half a day later."""
    claim = make.claim(claimant=claimant)
    review = make.review(status, claim=claim)
    opened = timezone.now() - timedelta(days=days)
    Review.objects.filter(pk=review.pk).update(created_at=opened)
    published = Publication.objects.filter(review=review)
    published.update(first_published_at=opened + timedelta(days=days / 2))
    return review


def work() -> None:
    for days, status, claimant in (
        (0, Status.QUEUED, ""),
        (2, Status.IN_REVIEW, ""),
        (2, Status.SUBMITTED, "Ines Duarte"),
        (10, Status.APPROVED, ""),
        (40, Status.CLOSED, ""),
        (20, Status.PUBLISHED, "Ines Duarte"),
        (8, Status.PUBLISHED, "INES DUARTE"),
        (60, Status.PUBLISHED, "R. Abadi & Sons"),
        (120, Status.QUEUED, ""),
        (3, Status.PUBLISHED, ""),
    ):
        aged(days, status, claimant)


def points(figure: Figure) -> list[tuple[str, int]]:
    """Where each number of the table leads, and the number."""
    return [(cell.href, int(cell.text)) for line in figure.lines for cell in line.cells]


def count(client: Client, href: str) -> int:
    return int(client.get(href).context["page"].paginator.count)


@pytest.mark.parametrize("period", ["30", "90", "365", "all"])
def test_each_number_is_that_of_the_rows_behind_it(period: str) -> None:
    work()
    client = signed_in()
    page = client.get("/desk/", {"period": period})

    told = [point for name in FIGURES for point in points(page.context[name]) if point[1]]
    wrong = [(href, number) for href, number in told if count(client, href) != number]

    assert (wrong, len(told) > 10) == ([], True)


def test_every_mark_and_bar_leads_to_as_many_rows_as_it_shows() -> None:
    work()
    client = signed_in()
    context = client.get("/desk/", {"period": "all"}).context

    bars = [bar for name in FIGURES for bar in context[name].bars if bar.total]

    assert [bar.label for bar in bars if count(client, bar.href) != bar.total] == []
    assert {mark.href for mark in context["flow"].marks} <= {
        href for href, _number in points(context["flow"])
    }


def test_names_that_differ_in_case_are_one_claimant_and_no_name_is_told() -> None:
    work()

    found = signed_in().get("/desk/", {"period": "90"}).context["mix"]

    assert [
        (line.label.text.upper(), [cell.text for cell in line.cells]) for line in found.lines
    ] == [
        ("INES DUARTE", ["2"]),
        ("R. ABADI & SONS", ["1"]),
    ]
    assert "nobody is named for: 1." in found.about


def test_time_to_verdict_tells_the_middle_and_the_slowest() -> None:
    work()

    found = signed_in().get("/desk/", {"period": "all"}).context["times"]

    assert [line.cells[0].text for line in found.lines] == ["0", "1", "0", "1", "1", "0", "1"]
    assert found.about == "Half within 7.00 days, nine of ten within 24.00."


def test_an_empty_desk_teaches() -> None:
    answer = signed_in().get("/desk/")

    assert (answer.status_code, "Nothing to count yet" in answer.content.decode()) == (200, True)


def test_a_period_that_is_none_is_the_usual_one() -> None:
    for asked in ("", "7", "x" * 5_000, "a\0b"):
        assert signed_in().get("/desk/", {"period": asked}).context["period"].name == "90"


@pytest.mark.parametrize("name", ["intake", "age", "time", "mix", "agreement", "health"])
def test_each_figure_is_csv_too(name: str) -> None:
    work()
    make.voted("False", "True")

    answer: Any = signed_in().get(f"/desk/figures/{name}.csv", {"period": "all"})

    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert (answer.status_code, len(rows) > 0) == (200, True)


def test_the_csv_holds_the_numbers_of_the_plot() -> None:
    work()
    client = signed_in()

    answer: Any = client.get("/desk/figures/intake.csv", {"period": "30"})

    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    found = client.get("/desk/", {"period": "30"}).context["flow"]
    assert [[row["opened"], row["published"]] for row in rows] == [
        [cell.text for cell in line.cells] for line in found.lines[::-1]
    ]


@pytest.mark.parametrize("path", ["/desk/figures/none.csv", "/desk/rows/?since=5", "/desk/rows/"])
def test_what_is_no_figure_is_not_found(path: str) -> None:
    assert signed_in().get(path).status_code == 404


def test_strangers_sign_in_first() -> None:
    assert Client().get("/desk/").headers["Location"].startswith("/account/")


def test_the_queries_do_not_grow_with_reviews() -> None:
    client = signed_in()
    aged(5, Status.PUBLISHED, "Ines Duarte")
    client.get("/desk/")

    with CaptureQueriesContext(connection) as one:
        client.get("/desk/")
    work()
    with CaptureQueriesContext(connection) as ten:
        client.get("/desk/")

    assert len(one) == len(ten)
