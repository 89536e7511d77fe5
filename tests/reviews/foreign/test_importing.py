"""Fact-checks of others, imported: what is kept, what is refused, and who may."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from factcheck.exceptions import NotAllowed
from reviews.foreign import pages, sources
from reviews.foreign.importing import Judged
from reviews.foreign.pages import AlreadyThere, StaleVersion
from reviews.models import ForeignCheck, ForeignOrigin, ForeignPage
from tests import make
from tests.make import NOON
from tests.reviews import pages as web
from tests.reviews.foreign.markup import PAGE, html, review
from tests.reviews.foreign.taking import came, page, take_in

LATER = NOON + timedelta(days=1)


def became(judged: list[Judged]) -> list[tuple[int, str]]:
    return [(each.number, str(each.became)) for each in judged]


@pytest.fixture
def site() -> Iterator[web.Pages]:
    with web.served() as served:
        yield served


@pytest.mark.django_db
def test_a_review_is_kept_with_where_it_came_from() -> None:
    editor = make.editor()

    [judged] = take_in(review(), by=editor)

    stored = ForeignCheck.objects.select_related("page").get()
    assert (judged.page_id, str(judged.became), judged.claim) == (
        stored.page_id,
        "added",
        "The bridge was closed for a year.",
    )
    assert (stored.page.url, stored.page.site, stored.page.publisher, stored.page.version) == (
        PAGE,
        "facts.example",
        "Facts Example",
        1,
    )
    assert (stored.page.imported_by, stored.page.imported_at, stored.page.origin) == (
        editor,
        NOON,
        "file",
    )
    assert (stored.rating, stored.reviewed_on, stored.markup) == (
        "Mostly false",
        date(2026, 2, 3),
        review(),
    )


@pytest.mark.django_db
def test_each_refusal_has_its_reason_and_the_rest_is_kept() -> None:
    ours = "http://127.0.0.1:8000/fact-checks/bridge-1/"
    blocks = [review(claimReviewed=None), review(), review(), review(url=ours), "{oh"]

    judged = take_in(*blocks)

    assert sorted(became(judged)) == [
        (1, "refused"),
        (2, "added"),
        (3, "repeated"),
        (4, "refused"),
        (5, "refused"),
    ]
    assert all(each.why for each in judged if each.became == "refused")
    assert ForeignCheck.objects.count() == 1


@pytest.mark.django_db
def test_importing_again_changes_nothing_and_a_change_counts() -> None:
    take_in(review())

    again = take_in(review(), now=LATER)
    changed = take_in(review(claimReviewed="The bridge was closed."), now=LATER)

    stored = ForeignPage.objects.get()
    assert (became(again), became(changed)) == ([(1, "unchanged")], [(1, "changed")])
    assert (stored.version, stored.imported_at, stored.changed_at) == (2, NOON, LATER)
    assert [each.claim for each in stored.checks.all()] == ["The bridge was closed."]


@pytest.mark.django_db
def test_a_review_without_a_date_stays_unchanged_on_another_day() -> None:
    take_in(review(datePublished=None))

    again = take_in(review(datePublished=None), now=LATER)

    assert became(again) == [(1, "unchanged")]
    assert ForeignCheck.objects.get().reviewed_on == NOON.date()


@pytest.mark.django_db
def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    take_in(review())
    blocks = [review(), review(url="https://facts.example/ferry"), review(url=None)]

    foreseen = take_in(*blocks, dry_run=True)
    kept = ForeignPage.objects.count()

    assert (became(foreseen), kept) == (became(take_in(*blocks)), 1)


@pytest.mark.django_db
def test_reviews_of_one_page_come_and_go_together() -> None:
    second = review(url=f"{PAGE}#second", claimReviewed="It fell.")
    take_in(review(), second)

    take_in(review(), now=LATER)

    assert [each.url for each in ForeignPage.objects.get().checks.all()] == [PAGE]


@pytest.mark.django_db
def test_only_editors_import() -> None:
    with pytest.raises(NotAllowed):
        take_in(review(), by=make.reviewer())

    assert ForeignPage.objects.count() == 0


@pytest.mark.django_db
def test_a_page_is_fetched_and_speaks_for_its_own_site_only(
    site: web.Pages, settings: Settings
) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.SITE_URL = "https://desk.example"
    body = html(review(url="/here"), review(url="https://facts.example/elsewhere")).encode()
    site.pages["/page"] = web.Page(body)

    source = sources.fetched(f"{site.url}/page")

    assert source.origin == ForeignOrigin.PAGE
    assert [each.markup.url if each.markup else each.field for each in source.found] == [
        f"{site.url}/here",
        "url",
    ]


@pytest.mark.django_db
def test_an_address_without_reviews_is_refused_in_words(
    site: web.Pages, settings: Settings
) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]

    with pytest.raises(sources.NoReviews, match="answered 404"):
        sources.fetched(f"{site.url}/gone")


@pytest.mark.django_db
def test_a_page_is_created_once() -> None:
    pages.create(page(), came())

    with pytest.raises(AlreadyThere):
        pages.create(page(), came())


@pytest.mark.django_db
def test_whoever_read_an_older_version_replaces_nothing() -> None:
    row = pages.create(page(), came())
    pages.replace(row.pk, page(PAGE, review(claimReviewed="It fell.")), came(), version=1)

    with pytest.raises(StaleVersion):
        pages.replace(row.pk, page(), came(), version=1)

    assert [each.claim for each in row.checks.all()] == ["It fell."]


@pytest.mark.django_db
def test_two_pages_do_not_become_one() -> None:
    pages.create(page(), came())
    other = pages.create(page("https://facts.example/ferry"), came())

    with pytest.raises(AlreadyThere):
        pages.replace(other.pk, page(), came(), version=None)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["url", "claim", "rating"])
def test_the_database_keeps_no_review_without_its_parts(column: str) -> None:
    take_in(review())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reviews_foreigncheck SET {column} = ''")


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_one_page() -> None:
    start = Barrier(2)

    def work(claim: str) -> str:
        try:
            start.wait(timeout=10)
            [judged] = take_in(review(claimReviewed=claim))
            return str(judged.became)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        ended = sorted(threads.map(work, ["It fell.", "It stood."]))

    row = ForeignPage.objects.get()
    assert (ended, row.version, row.checks.count()) == (["added", "changed"], 2, 1)
