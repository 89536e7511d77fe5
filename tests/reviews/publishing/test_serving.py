"""What is served is what is true: whatever a page shows, its change changes the answer at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from claims.models import Anchoring, Found, Settled
from reviews import publishing, workflow
from reviews.models import (
    ArchiveLookup,
    ArchiveName,
    ArchiveOutcome,
    Condition,
    Evidence,
    LinkState,
    Publication,
    PublishedVersion,
    Rendition,
    SourceLink,
)
from reviews.publishing import reading, serving
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.published import LATER, correct, publish, retract

pytestmark = pytest.mark.django_db


def served(slug: str, form: str = "words") -> tuple[str, str]:
    """The ETag and the words; rendering names the version, so that a rerun shows."""
    found = serving.look(slug, form=form)
    etag, body = serving.body(found, render=lambda page: f"version {page.version.number}", now=NOON)
    return etag, body.decode()


def flag(version: PublishedVersion) -> None:
    Publication.objects.update(flagged_at=LATER, flag_reason="Gone.", changed_at=LATER)


def change_condition(version: PublishedVersion) -> None:
    Evidence.objects.update(condition=Condition.DRIFTED, condition_since=LATER)


def change_the_note(version: PublishedVersion) -> None:
    Evidence.objects.update(condition_note="Another sentence stands there.")


def withdraw(version: PublishedVersion) -> None:
    Evidence.objects.update(
        withdrawn_by=make.editor(), withdrawn_at=LATER, withdrawn_reason="A forgery."
    )


def check_a_link(version: PublishedVersion) -> None:
    SourceLink.objects.update(last_checked_at=LATER)


def fail_a_link(version: PublishedVersion) -> None:
    SourceLink.objects.update(state=LinkState.FAILING, first_strike_at=LATER)


def find_a_copy(version: PublishedVersion) -> None:
    ArchiveLookup.objects.create(
        link=version.publication.review.evidence.all()[0].link,
        service=ArchiveName.WAYBACK,
        asked_at=LATER,
        wanted_at=NOON,
        outcome=ArchiveOutcome.FOUND,
        url="https://web.archive.example/1",
        captured_at=NOON,
    )


def reopen(version: PublishedVersion) -> None:
    review = version.publication.review_id
    workflow.move(review, to=Status.IN_REVIEW, by=make.editor(), now=LATER, reason="Look again.")


def take_back(version: PublishedVersion) -> None:
    retract(version)


def put_right(version: PublishedVersion) -> None:
    correct(version.publication.review)


CHANGES = [
    flag, change_condition, change_the_note, withdraw, check_a_link, fail_a_link, find_a_copy,
    reopen, take_back, put_right,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_readers_see_changes_the_answer_at_once(
    change: Callable[[PublishedVersion], None],
) -> None:
    version = publish()
    slug = version.publication.slug
    before, _ = served(slug)

    change(version)

    assert served(slug)[0] != before


def test_what_did_not_change_is_rendered_once() -> None:
    slug = publish().publication.slug
    first = served(slug)
    Rendition.objects.update(body="the kept bytes")

    assert served(slug) == (first[0], "the kept bytes")


def test_what_is_kept_is_served_by_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    slug = publish().publication.slug
    served(slug)

    with django_assert_num_queries(1):
        served(slug)


def test_each_form_is_kept_apart_and_once() -> None:
    slug = publish().publication.slug
    for form in ("page:en", "page:ar", "page:en"):
        served(slug, form)

    assert sorted(Rendition.objects.values_list("form", flat=True)) == ["page:ar", "page:en"]


def test_a_changed_one_takes_the_place_of_the_old() -> None:
    version = publish()
    served(version.publication.slug)
    put_right(version)

    served(version.publication.slug)

    assert [each.body for each in Rendition.objects.all()] == ["version 2"]


def test_bytes_of_a_later_state_are_never_kept_under_an_earlier_tag() -> None:
    version = publish()
    slug = version.publication.slug
    found = serving.look(slug, form="words")
    happens = iter([lambda: flag(version)])

    def render(page: reading.Page) -> str:
        next(happens, lambda: None)()
        return str(page.publication.flagged_at)

    etag, body = serving.body(found, render=render, now=NOON)

    assert (etag == found.etag, body.decode()) == (False, str(LATER))
    assert [(each.tag, each.body) for each in Rendition.objects.all()] == [
        (etag.strip('"'), str(LATER))
    ]


def test_what_changes_without_end_is_served_and_not_kept() -> None:
    version = publish()
    days = iter(range(1, 100))

    def render(page: reading.Page) -> str:
        Publication.objects.update(changed_at=NOON + timedelta(days=next(days)))
        return "words"

    found = serving.look(version.publication.slug, form="words")
    _, body = serving.body(found, render=render, now=NOON)

    assert (body, Rendition.objects.count()) == (b"words", 0)


@pytest.mark.parametrize("name", ["SITE_NAME", "SITE_URL", "CONTACT_EMAIL"])
def test_another_name_of_the_desk_is_another_page(settings: Settings, name: str) -> None:
    slug = publish().publication.slug
    before, _ = served(slug)
    setattr(settings, name, "https://other.example")

    assert served(slug)[0] != before


def test_a_claim_gone_from_its_article_changes_the_answer() -> None:
    version = publish()
    slug, claim = version.publication.slug, version.publication.review.claim
    before, _ = served(slug)
    Anchoring.objects.create(
        claim=claim,
        from_article=claim.article,
        from_start=claim.start,
        from_end=claim.end,
        to_article=make.article(),
        outcome=Found.ORPHANED,
        at=LATER,
        decision=Settled.GONE,
        settled_at=LATER,
        settled_by=make.editor(),
    )

    assert served(slug)[0] != before


@pytest.mark.parametrize("slug", ["nothing-9", "a\0b", "x" * 5000])
def test_what_is_not_there_is_told(slug: str) -> None:
    with pytest.raises(reading.NothingHere):
        serving.look(slug, form="words")


def test_a_review_that_was_never_published_has_no_page() -> None:
    review = make.review(Status.APPROVED)
    Publication.objects.create(
        review=review, slug="soon-1", first_published_at=NOON, changed_at=NOON
    )

    with pytest.raises(reading.NothingHere):
        serving.look("soon-1", form="words")


def test_a_retraction_is_told_with_its_reason() -> None:
    version = publish()
    publishing.retract(
        version.publication.review_id, by=make.editor(), now=LATER, reason="Wrong harbour."
    )

    with pytest.raises(reading.Retracted, match="Wrong harbour"):
        serving.check_not_retracted(serving.look(version.publication.slug, form="api"))


def test_a_proxy_forgets_by_names_in_ascii() -> None:
    assert serving.keys("ميناء-3", 2) == [
        "fact-check/%D9%85%D9%8A%D9%86%D8%A7%D8%A1-3",
        "fact-check/%D9%85%D9%8A%D9%86%D8%A7%D8%A1-3/v/2",
    ]


def test_an_empty_question_costs_one_query_too() -> None:
    with CaptureQueriesContext(connection) as asked, pytest.raises(reading.NothingHere):
        serving.look("nothing-9", form="api")

    assert len(asked) == 1
