"""One's own keys, read and ended by a program; never made by one."""

import pytest

from factcheck.accounts.models import ApiKey, Scope
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


def test_a_program_reads_the_keys_of_its_owner_and_no_secret() -> None:
    owner = make.reviewer()
    make.api_key(make.reviewer(), Scope.READ)
    client = calls.with_key(owner, Scope.CLAIMS)

    status, body = calls.get(client, "keys/")

    own = ApiKey.objects.get(owner=owner)
    assert (status, [(row["prefix"], row["scopes"], row["this"]) for row in body]) == (
        200,
        [(own.prefix, ["claims"], True)],
    )
    assert "hashed_key" not in body[0]


def test_when_a_key_was_used_is_told() -> None:
    client = calls.with_key(make.reviewer(), Scope.READ)
    calls.get(client, "keys/")

    _, body = calls.get(client, "keys/")

    assert body[0]["last_used_at"] is not None


def test_a_key_ends_itself() -> None:
    client = calls.with_key(make.reviewer(), Scope.READ)
    prefix = ApiKey.objects.get().prefix

    ended = client.delete(f"/api/v1/keys/{prefix}/").status_code

    assert (ended, calls.get(client, "keys/")[0]) == (204, 401)


def test_nobody_ends_the_key_of_another() -> None:
    make.api_key(make.editor(), Scope.READ)
    prefix = ApiKey.objects.get().prefix

    answer = calls.signed_in(make.admin()).delete(f"/api/v1/keys/{prefix}/")

    assert (answer.status_code, ApiKey.objects.get().revoked) == (404, False)


def test_no_program_makes_a_key() -> None:
    client = calls.with_key(make.admin(), *Scope)

    status, body = calls.post(client, "keys/", name="more", scopes=["publish"])

    assert (status, body["code"], ApiKey.objects.count()) == (405, "method-not-allowed", 1)
