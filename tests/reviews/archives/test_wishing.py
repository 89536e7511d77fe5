"""What is cited, and what is found to be in trouble, is to be asked for."""

from typing import Any

import pytest
from pytest_django import Settings

from factcheck import keeping
from reviews import evidence
from reviews.models import ArchiveWish, Evidence, Snapshot, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.links.desk import DAY, OTHER, QUOTE, check, cite
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db


def due() -> list[tuple[Any, ...]]:
    wishes = ArchiveWish.objects.order_by("service")
    return list(wishes.values_list("service", "wanted_at", "due_at"))


def attach(url: str) -> Evidence:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    by = review.assignee
    return evidence.attach(review.pk, url=url, quote=QUOTE, stance=Stance.SUPPORTS, by=by, now=NOON)


def test_archives_are_to_be_asked_for_what_is_attached(web: Pages) -> None:
    attach(web.put("/report", QUOTE))

    assert due() == [("memento", NOON, NOON), ("wayback", NOON, NOON)]


def test_a_page_that_changed_is_to_be_asked_for_as_of_when_it_was_cited(
    web: Pages, settings: Settings
) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0
    cite(web.put("/report", QUOTE), QUOTE)
    web.put("/report", OTHER)

    check(at=NOON + 30 * DAY)

    assert due() == [("memento", NOON, NOON + 30 * DAY), ("wayback", NOON, NOON + 30 * DAY)]


def test_a_copy_tells_how_its_page_was_answered(web: Pages) -> None:
    copy = attach(web.put("/report", QUOTE, headers={"X-Robots": "no", "Server": "a"})).snapshot

    assert copy is not None
    copy = Snapshot.objects.get(pk=copy.pk)
    names = [name for name, _value in copy.headers]
    assert (copy.status_line, copy.address) == ("HTTP/1.0 200 OK", "127.0.0.1")
    assert (copy.charset.lower(), copy.capped) == ("utf-8", False)
    assert names[-3:] == ["X-Robots", "Server", "Content-Length"]


def test_nothing_is_attached_while_copies_cannot_be_stored(web: Pages, settings: Settings) -> None:
    backend = {"BACKEND": "factcheck.bucket.Bucket", "OPTIONS": {
        "bucket_name": "desk", "endpoint_url": "http://127.0.0.1:9", "access_key": "a",
        "secret_key": "b", "region_name": "eu-south-2",
    }}  # fmt: skip
    settings.STORAGES = {**settings.STORAGES, "default": backend}

    with pytest.raises(keeping.StorageAway):
        attach(web.put("/report", QUOTE))

    assert (Evidence.objects.count(), ArchiveWish.objects.count()) == (0, 0)
