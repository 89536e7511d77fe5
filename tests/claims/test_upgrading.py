"""A desk with articles from before wordings were compared: nothing of it is lost or in the way."""

import random
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from claims import ingestion
from claims.models import Article, Origin, Place
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
MIGRATION = import_module("claims.migrations.0005_originals")
TEXT = "“New” cranes handled 4,210 containers."
CONSTRAINT = next(
    each for each in Article._meta.constraints if each.name == "one_live_article_per_wording"
)


def upgraded(*texts: str) -> list[Article]:
    """Articles of these texts, taken through the step that compares wordings."""
    with connection.schema_editor() as editor:
        editor.remove_constraint(Article, CONSTRAINT)
    made = [make.article(text) for text in texts]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(MIGRATION.COPIES)
    with connection.schema_editor() as editor:
        editor.add_constraint(Article, CONSTRAINT)
    return made


def placed(*urls: str, **fields: Any) -> list[Article]:
    """Articles of these addresses as they stood before, taken through the step for addresses."""
    made = [
        make.article(url=url, canonical_url=url.removeprefix("https://"), **fields) for url in urls
    ]
    MIGRATION.place(apps, None)
    return made


def test_copies_of_one_wording_all_stay_live() -> None:
    made = upgraded(TEXT, TEXT.upper(), "Something else.", TEXT.replace("“New”", '"New"'))

    assert list(Article.objects.order_by("pk").values_list("pk", "live", "copy_number")) == [
        (each.pk, True, copy) for each, copy in zip(made, (0, 1, 0, 2), strict=True)
    ]


def test_a_copied_wording_leads_to_its_oldest_article_and_grows_no_more() -> None:
    first, *_copies = upgraded(TEXT, TEXT.upper(), TEXT.lower())

    found = ingestion.ingest_text(TEXT.title(), by=None, now=NOON, origin=Origin.PASTE)

    assert found == ingestion.Ingested(first, created=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.article(TEXT.title())


def test_an_address_of_before_is_known_in_all_its_forms() -> None:
    (article,) = placed("https://m.example.org/a/amp?cmpid=7")

    assert ingestion.known_url("http://www.example.org/a") == article
    article.refresh_from_db()
    assert article.canonical_url == "example.org/a"


@pytest.mark.parametrize(
    ("hosts", "found"),
    [
        (("example.org", "m.example.org"), "example.org"),
        (("m.example.org", "example.org"), "example.org"),
        (("m.example.org", "amp.example.org"), "m.example.org"),
    ],
)
def test_of_two_articles_at_one_address_one_is_found_and_both_stay(
    hosts: tuple[str, str], found: str
) -> None:
    made = placed(*(f"https://{host}/a" for host in hosts))

    there = ingestion.known_url("https://mobile.example.org/a")

    assert there == made[hosts.index(found)]
    assert Article.objects.live().values("canonical_url").distinct().count() == 2


def test_an_address_that_cannot_be_read_stays_as_it_is() -> None:
    placed("https://exa mple/", "ftp://example.org/a")

    assert Place.objects.count() == 0


def test_the_quicker_folding_gives_the_digests_of_before() -> None:
    draw = random.Random(7)
    letters = [*MIGRATION.FROM, *"aBÉßİ漢 .…-'\"\\]^`", "e\u0301", "😀"]
    texts = ["".join(draw.choices(letters, k=draw.randint(1, 60))) for _ in range(5000)]
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.FOLDED.replace("claims_folded", "folded_before"))

        cursor.execute(
            "SELECT each FROM unnest(%s::text[]) AS each WHERE folded_before(each) "
            "IS DISTINCT FROM claims_folded(each)",
            [texts],
        )

        assert cursor.fetchall() == []
