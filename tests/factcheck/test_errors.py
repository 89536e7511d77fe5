"""Forms whose words would be damaged are refused before anything is stored."""

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
