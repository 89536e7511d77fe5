"""Pages on their way: listed, polled for, arriving, settled; with htmx and without script."""

from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from reviews import fetching
from reviews.models import Fetch, Review, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
LEDGER = "The ledger was published.\nIt lists 4,198 containers 🚢 for May."
QUOTE = "It lists 4,198 containers"
HTMX = {"HX-Request": "true"}


def desk(review: Review) -> Client:
    client = Client()
    assert review.assignee is not None
    client.force_login(review.assignee)
    return client


def ask(review: Review, url: str, **sent: str) -> Any:
    said = {"url": url, "quote": QUOTE, "stance": "refutes"} | sent
    return desk(review).post(f"/reviews/{review.pk}/evidence/", said, headers=HTMX)


def read(answer: Any) -> LexborHTMLParser:
    return LexborHTMLParser(answer.content)


def poll(review: Review, shown: LexborHTMLParser) -> Any:
    """What the page asks every second: the address that the list itself names."""
    found = shown.css_first("#fetches")
    assert found is not None
    return desk(review).get(str(found.attributes["hx-get"]), headers=HTMX)


def test_asking_answers_at_once_with_what_is_on_its_way_and_an_empty_form(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    shown = read(ask(review, web.put("/ledger", LEDGER)))

    assert [row.attributes["data-fetch"] for row in shown.css("#fetches li")] == ["waiting"]
    assert [each.text() for each in shown.css("#attach textarea")] == ["", "", "", ""]
    assert web.asked == []


@pytest.mark.parametrize(("url", "told"), [("/ledger", True), ("nowhere", False)])
def test_the_browser_learns_that_its_draft_was_taken(web: Pages, url: str, told: bool) -> None:
    review = make.review(Status.IN_REVIEW)
    place = f"review-{review.pk}-cite"
    address = web.put(url, LEDGER) if told else url

    answer = ask(review, address, draft=place)

    taken = answer.cookies.get("draft-taken")
    assert (taken.value if taken else "") == (place if told else "")


def test_a_poll_is_answered_with_nothing_until_something_changed(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    shown = read(ask(review, web.put("/ledger", LEDGER)))

    before = poll(review, shown)
    fetching.run_due()
    after = poll(review, shown)

    assert (before.status_code, after.status_code) == (204, 200)
    assert [row.attributes["id"] for row in read(after).css("ol li.item")] == ["evidence-1"]
    assert read(after).css("#fetches li") == []


def test_words_that_are_refused_come_back_in_their_own_place(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    answer = ask(review, "nowhere", note="Kept.")

    assert (answer.status_code, answer["HX-Retarget"]) == (400, "#attach")
    assert "\nKept.</textarea>" in answer.content.decode()


def test_words_are_chosen_in_the_copy_by_their_code_points(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    ask(review, web.put("/ledger", f"🚢 {QUOTE}.\n{LEDGER}"), quote="")
    fetching.run_due()
    fetch = review.fetches.get()
    assert fetch.snapshot is not None
    start = fetch.snapshot.text.rindex("containers")
    shown = read(desk(review).get(f"/fetches/{fetch.pk}/"))

    answer = desk(review).post(
        f"/fetches/{fetch.pk}/",
        {"quote": "containers", "start": start, "end": start + 10, "stance": "refutes"},
    )

    starts = [int(str(line.attributes["data-start"])) for line in shown.css("p[data-start]")]
    lines = fetch.snapshot.text.split("\n")
    assert starts == [0, len(lines[0]) + 1, len(lines[0]) + len(lines[1]) + 2]
    assert (answer.status_code, review.evidence.get().start) == (302, start)


def test_pasted_words_that_are_not_there_come_back_with_the_page(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    ask(review, web.put("/ledger", LEDGER), quote="")
    fetching.run_due()
    fetch = review.fetches.get()

    answer = desk(review).post(
        f"/fetches/{fetch.pk}/", {"quote": "no such words", "stance": "refutes", "note": "Mine."}
    )

    page = answer.content.decode()
    assert (answer.status_code, fetch.state) == (400, "asking")
    assert "\nno such words</textarea>" in page
    assert "\nMine.</textarea>" in page


def test_a_page_that_failed_is_read_again_or_given_up_without_script(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    ask(review, f"{web.url}/gone")
    fetching.run_due()
    fetch = review.fetches.get()

    again = desk(review).post(f"/fetches/{fetch.pk}/retry/")
    fetching.run_due()
    given_up = desk(review).post(f"/fetches/{fetch.pk}/cancel/")

    fetch.refresh_from_db()
    assert (again.status_code, given_up.status_code, fetch.state) == (302, 302, "cancelled")
    assert web.asked == ["/gone", "/gone"]


def test_a_stranger_to_the_review_gives_nothing_up(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    ask(review, web.put("/ledger", LEDGER))
    fetch = review.fetches.get()
    other = Client()
    other.force_login(make.reviewer())

    answer = other.post(f"/fetches/{fetch.pk}/cancel/", follow=True)

    fetch.refresh_from_db()
    assert fetch.state == "waiting"
    assert "Ask them to put it back" in answer.content.decode()


@pytest.mark.parametrize("path", ["fetches", "evidence/file", "evidence/hand", "replies"])
def test_nobody_reads_it_without_signing_in(path: str) -> None:
    review = make.review(Status.IN_REVIEW)

    answer = Client().get(f"/reviews/{review.pk}/{path}/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/")


def test_the_copy_is_shown_in_portions_and_searched() -> None:
    text = "\n".join(f"Line {n} of the long report." for n in range(8_000))
    piece = make.evidence(
        make.review(Status.IN_REVIEW),
        snapshot=make.snapshot(text=text),
        quote="Line 7000",
        start=text.index("Line 7000"),
        end=text.index("Line 7000") + 9,
    )
    client = Client()
    client.force_login(make.contributor())

    cited = read(client.get(f"/evidence/{piece.pk}/copy/"))
    sought = read(client.get(f"/evidence/{piece.pk}/copy/", {"q": "LINE 12 of"}))

    assert [each.text() for each in cited.css("mark")] == ["Line 7000"]
    assert [each.text() for each in sought.css("mark")] == ["Line 12 of"]
    assert len(cited.css("p[data-start]")) < 2_000


def test_other_words_of_a_copy_are_cited() -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review, stance=Stance.REFUTES)

    answer = desk(review).post(
        f"/evidence/{piece.pk}/quote/", {"quote": "containers in May", "stance": "context"}
    )

    made = review.evidence.exclude(pk=piece.pk).get()
    assert answer.status_code == 302
    assert (made.quote, made.snapshot, made.stance) == (
        "containers in May",
        piece.snapshot,
        "context",
    )


def test_a_fetch_that_is_evidence_leads_there(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    ask(review, web.put("/ledger", LEDGER))
    fetching.run_due()

    answer = desk(review).get(f"/fetches/{Fetch.objects.get().pk}/")

    assert answer["Location"] == f"/reviews/{review.pk}/#evidence-1"


def test_asked_at_noon_is_kept_as_it_was_sent(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None

    made = fetching.ask(
        review.pk,
        url=f" {web.url}/x ",
        by=review.assignee,
        now=NOON,
        quote=" q ",
        stance=Stance.CONTEXT,
    )

    assert (made.url, made.cited["quote"], made.asked_at) == (f"{web.url}/x", "q", NOON)
