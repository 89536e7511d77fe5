"""Files and notes on the workbench: sent, refused with every word, served so that nothing runs."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reviews import fetching
from reviews.models import Evidence, Review
from reviews.states import Status
from tests import make
from tests.reviews.files import PIXEL, pdf
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
REPORT = pdf("The auditors write that", "the crane has not paid for itself.")
SAID = {"title": "Audit report", "quote": "the crane has not paid", "stance": "refutes"}


def desk(review: Review) -> Client:
    client = Client()
    assert review.assignee is not None
    client.force_login(review.assignee)
    return client


def send(review: Review, body: bytes, *, name: str = "a.pdf", **sent: str) -> Any:
    upload = SimpleUploadedFile(name, body, content_type="text/html")
    return desk(review).post(f"/reviews/{review.pk}/evidence/file/", SAID | sent | {"file": upload})


def attached(review: Review, body: bytes, **sent: str) -> Evidence:
    send(review, body, **sent)
    fetching.run_due()
    return review.evidence.get()


def test_a_file_is_sent_and_read_in_the_background(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    answer = send(review, REPORT, name="virus.html")
    before = review.evidence.count()
    fetching.run_due()

    made = review.evidence.get()
    page = desk(review).get(f"/reviews/{review.pk}/").content.decode()
    assert (answer["Location"], before) == (f"/reviews/{review.pk}/#fetches", 0)
    assert (made.kind, made.condition) == ("file", "sound")
    assert "Audit report" in page


@pytest.mark.parametrize("body", [b"<html><script>alert(1)</script>", b""])
def test_a_file_that_is_none_is_refused_and_the_words_come_back(web: Pages, body: bytes) -> None:
    answer = send(make.review(Status.IN_REVIEW), body, note="Page 7, twice.")

    assert answer.status_code == 400
    assert "\nPage 7, twice.</textarea>" in answer.content.decode()


def test_a_pdf_is_a_download_whose_type_nobody_chose(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    made = attached(review, REPORT)

    answer = desk(review).get(f"/evidence/{made.pk}/original/")

    assert (answer.content, answer["Content-Type"]) == (REPORT, "application/octet-stream")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )


def test_a_picture_is_shown_as_what_its_bytes_are_with_its_words_for_who_cannot_see_it(
    web: Pages,
) -> None:
    review = make.review(Status.IN_REVIEW)
    made = attached(review, PIXEL, unlocated_reason="Read on the sign.")

    answer = desk(review).get(f"/evidence/{made.pk}/original/")
    page = desk(review).get(f"/evidence/{made.pk}/copy/").content.decode()

    assert (answer["Content-Type"], answer["Content-Security-Policy"]) == (
        "image/png",
        "default-src 'none'; sandbox",
    )
    assert 'alt="the crane has not paid"' in page


def test_a_page_of_the_web_has_no_original_to_be_served() -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review)

    assert desk(review).get(f"/evidence/{piece.pk}/original/").status_code == 404


def test_an_interview_is_noted_and_told_with_how_one_knows() -> None:
    review = make.review(Status.IN_REVIEW)
    said = {"unlocated_reason": "Our recording.", "publisher": "Ines Duarte", "place": "minute 3"}

    answer = desk(review).post(f"/reviews/{review.pk}/evidence/hand/", SAID | said, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/reviews/{review.pk}/#evidence-1", 302)]
    assert "How we know: <bdi>Our recording.</bdi>" in page
    assert "minute 3" in page


def test_a_note_without_a_reason_comes_back_with_its_words() -> None:
    review = make.review(Status.IN_REVIEW)

    answer = desk(review).post(f"/reviews/{review.pk}/evidence/hand/", SAID)

    page = answer.content.decode()
    assert (answer.status_code, review.evidence.count()) == (400, 0)
    assert 'value="Audit report"' in page
    assert "\nthe crane has not paid</textarea>" in page


def test_fifty_pieces_bring_one_form_to_order_them_and_none_to_edit_them() -> None:
    review = make.review(Status.IN_REVIEW)
    for n in range(50):
        make.evidence(review, snapshot=make.snapshot(text=f"{n} containers"), position=n + 1)

    page = desk(review).get(f"/reviews/{review.pk}/").content.decode()

    assert (page.count('action="/evidence/'), page.count('id="order"')) == (0, 1)
    assert page.count('name="up"') == 50


def test_queries_do_not_grow_with_what_is_shown(
    django_assert_max_num_queries: Any,
) -> None:
    def queries(pieces: int) -> int:
        review = make.review(Status.IN_REVIEW)
        client = desk(review)
        for n in range(pieces):
            make.evidence(review, snapshot=make.snapshot(text=f"{n} {review.pk}"), position=n + 1)
        with django_assert_max_num_queries(100) as counted:
            client.get(f"/reviews/{review.pk}/")
        return len(counted)

    queries(1)  # what is read once a process

    assert queries(1) == queries(3)


def test_the_form_of_one_piece_is_a_page_of_its_own() -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review, note="Old.")

    page = desk(review).get(f"/evidence/{piece.pk}/edit/").content.decode()

    assert "\nOld.</textarea>" in page
    assert f'action="/evidence/{piece.pk}/withdraw/"' in page
