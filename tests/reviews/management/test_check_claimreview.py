"""`manage.py check_claimreview` tells which rules published markup breaks."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.published import correct, publish, retract

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("check_claimreview", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_every_version_the_desk_ever_published_is_checked() -> None:
    correct(publish(article={"url": "https://news.example/a"}).publication.review)
    retract(publish("Another claim.", article={"url": "https://news.example/b"}))

    assert said("--all") == ["3 checked; none breaks a rule that forbids publishing."]


def test_recommendations_are_told_of_one_fact_check() -> None:
    version = publish(article={"url": ""})

    assert said(version.publication.slug) == [
        f"{version}: recommended: itemReviewed.appearance: is recommended",
        "1 checked; none breaks a rule that forbids publishing.",
    ]


def test_markup_that_was_written_past_the_desk_is_found() -> None:
    version = publish()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE reviews_publishedversion"
            " SET claimreview = replace(claimreview, 'alternateName', 'name')"
        )
        cursor.execute("SET session_replication_role = DEFAULT")

    with pytest.raises(CommandError, match="1 of 1 break a rule"):
        said(version.publication.slug)


def test_a_retracted_fact_check_has_no_markup_to_check() -> None:
    version = publish()
    retract(version)

    with pytest.raises(CommandError, match="no such fact-check"):
        said(version.publication.slug)
