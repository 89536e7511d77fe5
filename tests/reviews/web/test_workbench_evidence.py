"""Evidence on the workbench: attached, told about, changed, and read in its copy."""

from typing import Any

import pytest
from django.test import Client

from factcheck.accounts.models import User
from reviews import fetching
from reviews.models import Condition, Review
from reviews.states import Status
from tests import make
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
LEDGER = "It lists 4,198 containers for May, twelve fewer than the mayor’s figure."
QUOTE = "It lists 4,198 containers"


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def attach(review: Review, url: str, **sent: str) -> Any:
    """Ask for a page on the workbench, let the worker have its turn, look again."""
    client = signed_in(review.assignee)
    said = {"url": url, "quote": QUOTE, "stance": "refutes"} | sent
    asked = client.post(f"/reviews/{review.pk}/evidence/", said)
    fetching.run_due()
    return asked, text(client.get(f"/reviews/{review.pk}/"))


def test_evidence_is_attached_and_numbered(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    asked, page = attach(review, web.put("/ledger", LEDGER))

    assert (asked.status_code, asked["Location"]) == (302, f"/reviews/{review.pk}/#fetches")
    assert 'id="evidence-1"' in page


def test_an_ambiguous_quote_is_attached_and_told(web: Pages) -> None:
    _, page = attach(make.review(Status.IN_REVIEW), web.put("/twice", f"{LEDGER}\n{LEDGER}"))

    assert "These words stand in 2 places on the page; the first is cited." in page


def test_a_quote_that_is_not_there_is_asked_for_again_with_what_is_and_the_words_kept(
    web: Pages,
) -> None:
    review = make.review(Status.IN_REVIEW)
    quote = "It lists 4,981 containers for May"

    _, page = attach(review, web.put("/ledger", LEDGER), quote=quote, note="Read it twice.")

    choosing = text(signed_in(review.assignee).get(f"/fetches/{review.fetches.get().pk}/"))
    assert review.evidence.count() == 0
    assert "The page gives other figures: “It lists 4,198 containers for May" in page
    assert f"\n{quote}</textarea>" in choosing
    assert "\nRead it twice.</textarea>" in choosing


@pytest.mark.parametrize("stance", ["", "likes"])
def test_a_stance_is_asked_for(web: Pages, stance: str) -> None:
    review = make.review(Status.IN_REVIEW)

    answer = signed_in(review.assignee).post(
        f"/reviews/{review.pk}/evidence/",
        {"url": web.put("/ledger", LEDGER), "quote": LEDGER, "stance": stance},
    )

    assert (answer.status_code, review.evidence.count()) == (400, 0)


def test_evidence_is_revised_and_withdrawn_on_its_review() -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review)
    client = signed_in(review.assignee)

    revised = client.post(f"/evidence/{piece.pk}/revise/", {"stance": "context", "note": "Old."})
    refused = client.post(f"/evidence/{piece.pk}/withdraw/", {"reason": ""})
    withdrawn = client.post(f"/evidence/{piece.pk}/withdraw/", {"reason": "Outdated."})

    piece.refresh_from_db()
    assert (revised.status_code, refused.status_code, withdrawn.status_code) == (302, 400, 302)
    assert (piece.stance, piece.note, piece.withdrawn_reason) == ("context", "Old.", "Outdated.")


def test_a_source_in_trouble_is_accepted_with_a_reason() -> None:
    review = make.review(Status.PUBLISHED)
    review.evidence.update(condition=Condition.DRIFTED)
    piece = review.evidence.first()
    assert piece is not None

    answer = signed_in(make.reviewer()).post(
        f"/evidence/{piece.pk}/clear/", {"reason": "Only the layout changed."}
    )

    piece.refresh_from_db()
    assert (answer.status_code, piece.condition) == (302, "accepted")


def test_the_archived_copy_shows_the_quote_marked() -> None:
    piece = make.evidence(make.review(Status.IN_REVIEW))

    answer = signed_in(make.contributor()).get(f"/evidence/{piece.pk}/copy/")

    assert '<mark id="quote">4,210 containers in May</mark>' in text(answer)
