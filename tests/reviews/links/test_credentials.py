"""What somebody pasted with a password: it is neither sent, nor kept, nor written to a log."""

import logging

import pytest
from django.db import connection
from pytest_django import Settings

from factcheck import door
from reviews import evidence as citing
from reviews import links
from reviews.links import registry
from reviews.models import Evidence, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.links.desk import DAY, QUOTE, REST, check
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db

SECRET = "s3cret"


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


def stored() -> str:
    """Every row of the tables about sources and reviews, as text."""
    tables = [
        name for name in connection.introspection.table_names() if name.startswith("reviews_")
    ]
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} AS t")
            rows += cursor.fetchall()
    return str(rows)


def cite(web: Pages) -> Evidence:
    url = web.put("/report", f"{QUOTE}\n{REST}")
    review = make.review(Status.IN_REVIEW)
    pasted = url.replace("http://", f"http://desk:{SECRET}@")
    return citing.attach(
        review.pk,
        url=pasted,
        quote=QUOTE,
        stance=Stance.SUPPORTS,
        by=review.assignee or make.reviewer(),
        now=NOON,
    )


def test_a_password_is_kept_nowhere_and_logged_nowhere(
    web: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    cite(web)
    check(at=NOON)
    web.pages.clear()
    check(at=NOON + 30 * DAY)

    assert SECRET not in stored()
    assert SECRET not in caplog.text


def test_two_spellings_with_and_without_it_are_one_source(web: Pages) -> None:
    evidence = cite(web)

    assert registry.register(f"{web.url}/report#part", now=NOON).pk == evidence.link_id


def test_an_observation_does_not_repeat_it(web: Pages) -> None:
    url = web.put("/report", QUOTE).replace("http://", f"http://desk:{SECRET}@")

    found = links.inspect_now(url, QUOTE, **door.options())

    assert (found.outcome, SECRET in repr(found)) == ("ok", False)
