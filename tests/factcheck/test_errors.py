"""Forms that cannot be taken: nothing is stored damaged, and what was written comes back."""

import html

import pytest
from django.test import Client

from claims.models import Article
from tests import make

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("damage", ["%ED%A0%80", "%FF%FE", "caf%E9", "\xff"])
def test_a_form_that_is_not_utf8_is_refused_and_nothing_stored(damage: str, client: Client) -> None:
    client.force_login(make.contributor())
    body = f"source=The+port+handled+4,210+containers+in+May+{damage}.".encode("latin-1")

    answer = client.post("/articles/", body, content_type=FORM)

    assert (answer.status_code, Article.objects.count()) == (400, 0)
    assert "not sent as UTF-8" in answer.content.decode()


@pytest.mark.parametrize("word", ["caf%C3%A9", "%F0%9F%92%A5", "%EF%BF%BD", "é", "100%25"])
def test_a_form_in_utf8_is_taken(word: str, client: Client) -> None:
    client.force_login(make.contributor())
    body = f"source=The+port+handled+4,210+containers+in+May+{word}.".encode()

    answer = client.post("/articles/", body, content_type=FORM)

    assert (answer.status_code, Article.objects.count()) == (302, 1)


def test_a_form_of_an_earlier_session_gives_its_words_back() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.contributor())
    words = "The port handled <b>4,210</b> containers in May."
    sent = {
        "source": words,
        "csrfmiddlewaretoken": "of another session",
        "password": "my pass word",
    }

    answer = client.post("/articles/", sent)

    page = html.unescape(answer.content.decode())
    assert (answer.status_code, Article.objects.count()) == (403, 0)
    assert (f"readonly>{words}</textarea>" in page, "my pass word" in page) == (True, False)


def test_a_form_of_a_stranger_is_not_shown_back() -> None:
    answer = Client(enforce_csrf_checks=True).post("/articles/", {"source": "Call this number."})

    assert (answer.status_code, "Call this number" in answer.content.decode()) == (403, False)
