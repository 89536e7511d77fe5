"""Topics: chosen by those who have the review, found whatever their case, renamed in place."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import topics
from reviews.models import Publication, Topic
from reviews.states import Status
from tests import make, published
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def test_topics_are_made_once_and_kept_under_their_names() -> None:
    review = make.review(Status.IN_REVIEW)
    by = make.editor()

    topics.put(review.pk, names=["Public health", " ports ", "PORTS", ""], by=by, now=NOON)
    topics.put(make.review().pk, names=["public  Health"], by=by, now=NOON)

    found = {(topic["slug"], topic["name"]) for topic in topics.of(review)}
    assert found == {("ports", "ports"), ("public-health", "Public health")}
    assert Topic.objects.count() == 2


def test_choosing_what_is_chosen_records_nothing() -> None:
    review = make.review(Status.IN_REVIEW)
    by = make.editor()
    topics.put(review.pk, names=["Ports"], by=by, now=NOON)
    before = review.events.count()

    topics.put(review.pk, names=["ports"], by=by, now=NOON)

    assert review.events.count() == before
    assert review.events.order_by("-seq")[0].data == {"topics": ["Ports"]}


@pytest.mark.parametrize("make_person", [make.contributor, make.reviewer])
def test_only_who_has_the_review_and_editors_choose(make_person: object) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(NotAllowed):
        topics.put(review.pk, names=["Ports"], by=make_person(), now=NOON)  # type: ignore[operator] # a builder

    assert Topic.objects.count() == 0


def test_who_has_the_review_chooses() -> None:
    person = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=person)

    topics.put(review.pk, names=["Ports"], by=person, now=NOON)

    assert topics.of(review) == [{"slug": "ports", "name": "Ports"}]


@pytest.mark.parametrize("names", [["…"], ["x" * 61], [str(n) for n in range(9)], ["a\0"]])
def test_what_is_no_topic_is_refused(names: list[str]) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(InvalidInput):
        topics.put(review.pk, names=names, by=make.editor(), now=NOON)

    assert Topic.objects.count() == 0


def test_names_of_the_same_letters_have_addresses_of_their_own() -> None:
    review = make.review(Status.IN_REVIEW)

    put = topics.put(review.pk, names=["C", "C++", "C#", "الصحة"], by=make.editor(), now=NOON)

    slugs = [topic.slug for topic in put]
    assert (slugs[0], slugs[3], len(set(slugs))) == ("c", "الصحة", 4)


def test_a_published_check_is_found_under_its_topic_at_once() -> None:
    version = published.publish()

    topics.put(version.publication.review_id, names=["Ports"], by=make.editor(), now=LATER)

    found = Publication.objects.get(topic_slugs__contains=["ports"])
    assert (found.changed_at, version.content["topics"]) == (LATER, [])


def test_the_document_tells_the_topics() -> None:
    review = make.review(Status.APPROVED)
    topics.put(review.pk, names=["Ports"], by=make.editor(), now=NOON)

    version = published.release(review)

    assert version.content["topics"] == [{"slug": "ports", "name": "Ports"}]
    assert version.publication.topic_slugs == ["ports"]


def test_renaming_keeps_the_address() -> None:
    topic = Topic.objects.create(name="Harbors", slug="harbors")

    renamed = topics.rename(topic.pk, name=" Harbours ", by=make.editor())

    assert (renamed.name, renamed.slug) == ("Harbours", "harbors")


def test_two_topics_of_one_name_are_refused() -> None:
    Topic.objects.create(name="Ports", slug="ports")
    other = Topic.objects.create(name="Harbours", slug="harbours")

    with pytest.raises(topics.NameTaken):
        topics.rename(other.pk, name="PORTS", by=make.editor())

    other.refresh_from_db()
    assert other.name == "Harbours"


def test_reviewers_do_not_rename() -> None:
    topic = Topic.objects.create(name="Ports", slug="ports")

    with pytest.raises(NotAllowed):
        topics.rename(topic.pk, name="Harbours", by=make.reviewer())


@pytest.mark.django_db(transaction=True)
def test_two_who_make_a_topic_at_once_get_the_same() -> None:
    reviews = [make.review(Status.IN_REVIEW) for _ in range(2)]
    editor = make.editor()
    start = threading.Barrier(2)

    def put(number: int) -> None:
        start.wait(timeout=10)
        try:
            topics.put(reviews[number].pk, names=["Ports"], by=editor, now=NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=put, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert [review.topics.get().name for review in reviews] == ["Ports", "Ports"]
    assert Topic.objects.count() == 1
