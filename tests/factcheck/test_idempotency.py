"""The same POST sent twice is done once, whatever happens in between."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Article
from factcheck import idempotency
from factcheck.accounts import calls as kept_calls
from factcheck.accounts.models import Call, Role, Scope
from reviews.api.reviews import Reviews
from reviews.events import Kind
from reviews.models import Event, Review
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db
KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"


def comment(client: APIClient, review: Review, text: str = "Look.", key: str = KEY) -> Any:
    return client.post(
        f"/api/v1/reviews/{review.pk}/comments/",
        {"text": text},
        format="json",
        headers={"Idempotency-Key": key},
    )


def comments() -> int:
    return Event.objects.filter(kind=Kind.COMMENTED).count()


def test_what_was_sent_twice_is_done_once_and_answered_twice() -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()

    first, second = comment(client, review), comment(client, review)

    assert (first.status_code, second.status_code, comments()) == (201, 201, 1)
    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]
    assert [each.get("Idempotency-Replayed") for each in (first, second)] == [None, "true"]


@pytest.mark.parametrize("key", [f'"{KEY}"', KEY, "x", "a" * 255, '"two words"'])
def test_a_key_is_a_word_or_a_string(key: str) -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()

    statuses = {comment(client, review, key=key).status_code for _ in range(2)}

    assert (statuses, comments()) == ({201}, 1)


@pytest.mark.parametrize("key", ["", '"', '""', "two words", "a" * 256, "ключ"])
def test_what_is_no_key_is_refused(key: str) -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()

    answer = comment(client, review, key=key)

    assert (answer.status_code, comments()) == (400, 0)
    assert [each["field"] for each in answer.json()["errors"]] == ["Idempotency-Key"]


def test_a_key_is_not_used_for_something_else() -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()
    comment(client, review)

    answers = [comment(client, review, text="Else."), comment(client, make.review())]

    assert [(each.status_code, each.json()["code"]) for each in answers] == [
        (422, "idempotency-key-reused")
    ] * 2
    assert comments() == 1


def test_each_program_has_keys_of_its_own() -> None:
    owner, review = make.reviewer(), make.review()
    callers = [
        calls.with_key(owner, Scope.REVIEWS),
        calls.with_key(owner, Scope.REVIEWS),
        calls.signed_in(owner),
        calls.with_key(make.reviewer(), Scope.REVIEWS),
    ]

    for client in callers:
        comment(client, review)

    assert comments() == len(callers)


def test_a_refusal_is_not_kept() -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()

    refused, done = comment(client, review, text=" "), comment(client, review)

    assert (refused.status_code, done.status_code, comments()) == (400, 201, 1)


def test_a_stranger_is_refused_as_ever() -> None:
    answer = comment(APIClient(), make.review())

    assert (answer.status_code, Call.objects.count()) == (401, 0)


def test_a_revoked_key_is_answered_nothing_of_before() -> None:
    owner, review = make.reviewer(), make.review()
    client = calls.with_key(owner, Scope.REVIEWS)
    comment(client, review)
    owner.api_keys.update(revoked=True)

    assert comment(client, review).status_code == 401


def test_while_it_is_at_work_another_waits() -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()
    comment(client, review)
    Call.objects.update(status=None, leased_until=timezone.now() + timedelta(seconds=60))

    answer = comment(client, review)

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (
        *(409, "already-running"),
        "5",
    )


def test_what_was_killed_is_taken_over_when_its_lease_ends() -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()
    comment(client, review)
    Call.objects.update(status=None, leased_until=timezone.now())

    answer = comment(client, review)

    assert (answer.status_code, answer.get("Idempotency-Replayed")) == (201, None)


def test_who_lost_the_lease_takes_back_what_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another took the call over while this one was at work: only one of them may stand."""
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()
    keep = idempotency._keep

    def late(call: Call, response: Any, **how: Any) -> None:
        Call.objects.update(leased_until=timezone.now() + timedelta(hours=1))
        keep(call, response, **how)

    monkeypatch.setattr(idempotency, "_keep", late)
    answer = comment(client, review)

    assert (answer.status_code, comments()) == (409, 0)


def test_a_key_is_free_again_after_a_day() -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()
    comment(client, review)
    Call.objects.update(made_at=timezone.now() - timedelta(hours=25))

    again = comment(client, review, text="Another day.")

    assert (again.status_code, comments()) == (201, 2)


def test_what_is_older_than_a_day_is_forgotten() -> None:
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()
    comment(client, review)
    now = timezone.now()

    assert (kept_calls.forget(now=now), Call.objects.count()) == (0, 1)
    assert kept_calls.forget(now=now + timedelta(hours=25)) == 1


def test_a_secret_is_answered_once_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reviews, "shows_secret", frozenset({"comments"}), raising=False)
    client, review = calls.with_key(make.reviewer(), Scope.REVIEWS), make.review()

    first, second = comment(client, review), comment(client, review)

    assert (first.status_code, second.status_code) == (201, 409)
    assert (second.json()["code"], comments()) == ("answered-once", 1)
    assert bytes(Call.objects.get().body) == b""


def test_files_are_compared_by_what_is_in_them() -> None:
    client = calls.with_key(make.user(Role.REVIEWER), Scope.CLAIMS)

    def send(words: str) -> Any:
        file = SimpleUploadedFile("text.txt", words.encode(), "text/plain")
        return client.post(
            "/api/v1/articles/",
            {"file": file, "title": "Port"},
            format="multipart",
            headers={"Idempotency-Key": KEY},
        )

    first, second, third = send(make.TEXT), send(make.TEXT), send(f"{make.TEXT} More.")

    assert [each.status_code for each in (first, second, third)] == [201, 201, 422]
    assert (second["Location"], Article.objects.count()) == (first["Location"], 1)


def test_a_broken_form_is_refused() -> None:
    client = calls.with_key(make.user(Role.REVIEWER), Scope.CLAIMS)

    answer = client.generic(
        "POST",
        "/api/v1/articles/",
        "--x\r\nnonsense",
        content_type="multipart/form-data; boundary=",
        headers={"Idempotency-Key": KEY},
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "parse-error")


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done() -> None:
    review, key = make.review(), make.api_key(make.reviewer(), Scope.REVIEWS)
    together, answers = threading.Barrier(2), list[Any]()

    def send() -> None:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Api-Key {key}")
        together.wait()
        answers.append(comment(client, review))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    told = sorted((each.status_code, each.get("Idempotency-Replayed", "")) for each in answers)
    assert told[0] == (201, "")
    assert told[1] in [(201, "true"), (409, "")]
    assert comments() == 1
