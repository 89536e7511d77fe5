"""Evidence in the background: attached, or asking for words; leased, killed, given up, retried."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from factcheck.exceptions import Conflict, NotAllowed
from reviews import evidence, fetching, workflow
from reviews.exceptions import InvalidTransition, UnusableEvidence, UnusableSource
from reviews.models import Evidence, Fetch, FetchState, Review, Snapshot, SourceLink, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
LEDGER = "The ledger was published on Monday.\nIt lists 4,198 containers for May."
QUOTE = "It lists 4,198 containers for May"


def ask(review: Review, url: str, **changed: Any) -> Fetch:
    assert review.assignee is not None
    said: dict[str, Any] = {"quote": QUOTE, "stance": Stance.REFUTES, "by": review.assignee}
    return fetching.ask(review.pk, url=url, now=NOON, **(said | changed))


def settled(fetch: Fetch) -> Fetch:
    fetching.run_due()
    fetch.refresh_from_db()
    return fetch


def test_what_was_asked_for_becomes_evidence_of_the_person_who_asked(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    fetch = ask(review, web.put("/ledger", LEDGER), note="The port's own.")

    made = settled(fetch).evidence

    assert made is not None
    assert (made.quote, made.added_by, made.note, made.condition, made.link.on_web) == (
        QUOTE,
        review.assignee,
        "The port's own.",
        "sound",
        True,
    )


def test_words_that_are_not_there_are_asked_for_and_chosen_in_the_copy(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    fetch = settled(ask(review, web.put("/ledger", LEDGER), quote="It lists 5 ships"))
    asked = (fetch.state, fetch.field, fetch.cited["quote"], review.evidence.count())
    assert fetch.snapshot is not None
    assert review.assignee is not None
    start = fetch.snapshot.text.index("4,198")

    made = fetching.choose(
        fetch.pk,
        by=review.assignee,
        now=NOON,
        quote="4,198 containers",
        stance=Stance.REFUTES,
        start=start,
        end=start + 16,
    )

    fetch.refresh_from_db()
    assert asked == ("asking", "quote", "It lists 5 ships", 0)
    assert (made.quote, made.start, fetch.state, fetch.evidence) == (
        "4,198 containers",
        start,
        "attached",
        made,
    )


def test_a_page_may_be_read_first_and_quoted_then(web: Pages) -> None:
    fetch = settled(ask(make.review(Status.IN_REVIEW), web.put("/ledger", LEDGER), quote=""))

    assert (fetch.state, fetch.trouble) == (
        "asking",
        "It was read. Choose the words that matter in the copy of it.",
    )


def test_a_page_that_nobody_cites_is_kept_but_not_watched(web: Pages) -> None:
    settled(ask(make.review(Status.IN_REVIEW), web.put("/ledger", LEDGER), quote=""))

    assert SourceLink.objects.get(url__endswith="/ledger").next_check_at is None
    assert Snapshot.objects.count() == 1


def test_a_page_that_cannot_be_read_counts_only_with_a_reason(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    fetch = settled(ask(review, f"{web.url}/gone"))
    said: dict[str, Any] = {"quote": QUOTE, "stance": Stance.REFUTES, "by": review.assignee}
    with pytest.raises(UnusableEvidence):
        fetching.choose(fetch.pk, now=NOON, **said)

    made = fetching.choose(fetch.pk, now=NOON, unlocated_reason="Seen on Monday.", **said)

    assert (fetch.state, fetch.trouble) == (
        "failed",
        "This page does not exist there (HTTP 404).",
    )
    assert (made.condition, made.start, made.link.next_check_at) == ("unverified", None, NOON)


def test_a_page_that_was_broken_is_read_again(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    fetch = settled(ask(review, f"{web.url}/ledger"))
    before = fetch.state
    web.put("/ledger", LEDGER)

    fetching.retry(fetch.pk, by=review.assignee, now=NOON)

    assert (before, settled(fetch).state) == ("failed", "attached")


def test_what_is_given_up_while_it_is_read_is_not_written(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    fetch = ask(review, web.put("/ledger", LEDGER))
    taken = fetching.claim(now=timezone.now())
    assert taken is not None
    fetching.cancel(fetch.pk, by=review.assignee, now=NOON)

    fetching.running.finish(taken)

    fetch.refresh_from_db()
    assert (fetch.state, review.evidence.count()) == ("cancelled", 0)


def test_a_worker_that_dies_leaves_a_lease_and_the_next_one_ends_the_work(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    fetch = ask(review, web.put("/ledger", LEDGER))
    now = timezone.now()
    dead = fetching.claim(now=now)
    during = fetching.run_next(now=now + timedelta(seconds=5))

    after = fetching.run_next(now=now + fetching.LEASE)

    fetch.refresh_from_db()
    assert (dead, during, after) == (fetch, False, True)
    assert (fetch.state, review.evidence.count()) == ("attached", 1)


def test_a_worker_that_comes_back_after_its_lease_writes_nothing(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    fetch = ask(review, web.put("/ledger", LEDGER))
    now = timezone.now()
    late = fetching.claim(now=now)
    assert late is not None
    fetching.run_next(now=now + fetching.LEASE)

    fetching.running.finish(late)

    assert Evidence.objects.filter(review=review).count() == 1
    assert settled(fetch).state == "attached"


def test_a_fetch_over_which_workers_die_again_and_again_is_a_persons(web: Pages) -> None:
    fetch = ask(make.review(Status.IN_REVIEW), web.put("/ledger", LEDGER))
    for n in range(fetching.MOST_ATTEMPTS):
        fetching.claim(now=NOON + n * fetching.LEASE)

    fetching.run_next(now=NOON + fetching.MOST_ATTEMPTS * fetching.LEASE)

    fetch.refresh_from_db()
    assert (fetch.state, web.asked) == ("failed", [])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_two_different_fetches(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    asked = {ask(review, web.put(f"/{n}", LEDGER)).pk for n in range(2)}
    start, taken = threading.Barrier(2), []

    def take() -> None:
        start.wait()
        taken.append(fetching.claim(now=timezone.now()))
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert {each.pk for each in taken if each} == asked


def test_evidence_that_cannot_be_written_any_more_is_told_to_the_person(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    fetch = ask(review, web.put("/ledger", LEDGER))
    workflow.move(review.pk, to=Status.QUEUED, by=review.assignee, now=NOON, reason="Later.")

    fetch = settled(fetch)

    assert (fetch.state, fetch.trouble, fetch.cited["quote"]) == (
        "failed",
        "Take this review first; then work on its evidence.",
        QUOTE,
    )


def test_the_same_page_and_words_are_not_read_twice_at_once(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    url = web.put("/ledger", LEDGER)
    ask(review, url)

    with pytest.raises(Conflict):
        ask(review, url)


def test_an_address_that_is_none_is_refused_before_anything_is_stored() -> None:
    with pytest.raises(UnusableSource):
        ask(make.review(Status.IN_REVIEW), "not an address")

    assert not Fetch.objects.exists()


def test_nothing_is_fetched_for_a_review_that_is_not_in_work(web: Pages) -> None:
    review = make.review(Status.SUBMITTED)

    with pytest.raises(InvalidTransition):
        ask(review, web.put("/ledger", LEDGER))


def test_only_who_asked_and_who_works_on_the_review_settles_it(web: Pages) -> None:
    fetch = ask(make.review(Status.IN_REVIEW), web.put("/ledger", LEDGER))

    with pytest.raises(NotAllowed):
        fetching.cancel(fetch.pk, by=make.reviewer(), now=NOON)


def test_what_is_attached_cannot_be_given_up(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    fetch = settled(ask(review, web.put("/ledger", LEDGER)))

    with pytest.raises(Conflict):
        fetching.cancel(fetch.pk, by=review.assignee, now=NOON)

    assert (fetch.state, len(evidence.citable(review))) == (FetchState.ATTACHED, 1)
