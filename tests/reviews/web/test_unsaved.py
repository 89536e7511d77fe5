"""Words of a form that was refused come back, whatever the form."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from reviews.models import Evidence
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "Read again <b>twice</b>.\nSee the ledger."
TOO_MANY = f"{WORDS}\n{'x' * 21_000}"


def unsaved(answer: Any) -> str:
    found = re.search(
        r'<textarea id="unsaved"[^>]*>(.*?)</textarea>', answer.content.decode(), re.S
    )
    assert found is not None
    return html.unescape(found[1])


def piece() -> tuple[Client, Evidence]:
    review = make.review(Status.IN_REVIEW)
    client = Client()
    assert review.assignee is not None
    client.force_login(review.assignee)
    return client, make.evidence(review, by=review.assignee)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("comments/", {"text": TOO_MANY}),
        ("move/", {"to": "closed", "reason": TOO_MANY}),
        ("move/", {"to": "nowhere", "reason": TOO_MANY}),
    ],
)
def test_words_on_a_review_come_back(path: str, sent: dict[str, str]) -> None:
    client, evidence = piece()

    answer = client.post(f"/reviews/{evidence.review_id}/{path}", sent)

    assert (answer.status_code, unsaved(answer)) == (400, TOO_MANY)


@pytest.mark.parametrize(
    ("action", "sent", "status"),
    [
        ("withdraw", {"reason": TOO_MANY}, 400),
        ("clear", {"reason": TOO_MANY}, 409),
        ("revise", {"stance": "supports", "note": TOO_MANY}, 400),
        ("revise", {"stance": "none", "interest": TOO_MANY}, 400),
    ],
)
def test_words_on_evidence_come_back(action: str, sent: dict[str, str], status: int) -> None:
    client, evidence = piece()

    answer = client.post(f"/evidence/{evidence.pk}/{action}/", sent)

    assert (answer.status_code, unsaved(answer)) == (status, TOO_MANY)


def test_where_nothing_was_written_nothing_comes_back() -> None:
    client, evidence = piece()

    answer = client.post(f"/reviews/{evidence.review_id}/comments/", {"text": " "})

    assert (answer.status_code, "unsaved" in answer.content.decode()) == (400, False)
