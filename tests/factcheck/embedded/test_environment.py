import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from factcheck.embedded import environment
from factcheck.embedded.state import State


@pytest.mark.parametrize(
    ("variables", "needed"),
    [
        ({}, ["valkey", "postgres"]),
        ({"DATABASE_URL": "postgresql://x/y"}, ["valkey"]),
        ({"CELERY_BROKER_URL": "amqp://x"}, ["postgres"]),
        ({"DATABASE_URL": "postgresql://x/y", "CELERY_BROKER_URL": "amqp://x"}, []),
        ({"DATABASE_URL": "", "CELERY_BROKER_URL": ""}, ["valkey", "postgres"]),
    ],
)
def test_only_what_is_not_named_is_needed(monkeypatch, variables, needed):
    for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert environment.services_needed() == needed


def test_starters_at_once_agree_on_one_secret_key(tmp_path):
    place = State(tmp_path / "new")

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: environment.secret_key(place), range(8)))

    assert keys == {place.secret_key.read_text()}
    assert [path.name for path in place.directory.iterdir()] == ["secret_key"]


def test_the_secret_key_is_long_and_private(tmp_path):
    key = environment.secret_key(State(tmp_path))

    assert len(key) > 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_secret_key_that_was_set_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("FACTCHECK_SECRET_KEY", "chosen")

    additions = environment.of_embedded_desk(State(tmp_path))

    assert additions == {"FACTCHECK_STATE": str(tmp_path)}
    assert list(tmp_path.iterdir()) == []
