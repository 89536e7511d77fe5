from pathlib import Path

import dj_database_url
import psycopg.conninfo
import pytest

from factcheck import embedded
from factcheck.embedded import state
from factcheck.embedded.state import State


def test_the_state_lies_in_var_of_the_repository(monkeypatch):
    monkeypatch.delenv("FACTCHECK_STATE")

    assert state.of_this_machine() == State(state.ROOT / "var")


def test_the_environment_chooses_another_state(monkeypatch, tmp_path):
    monkeypatch.setenv("FACTCHECK_STATE", str(tmp_path))

    assert state.of_this_machine() == State(tmp_path)


def test_addresses_are_computed_without_making_anything(monkeypatch, tmp_path):
    monkeypatch.setenv("FACTCHECK_STATE", str(tmp_path / "absent"))

    embedded.database_url()
    embedded.broker_url()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["plain", "With Space", "ünïcode", "per%cent", "q?uery#x"])
def test_django_and_libpq_read_the_same_socket_from_the_address(name):
    place = State(Path("/srv") / name)

    url = place.database_url()

    assert dj_database_url.parse(url)["HOST"] == str(place.postgres_sockets)
    assert psycopg.conninfo.conninfo_to_dict(url)["host"] == str(place.postgres_sockets)


def test_a_path_too_long_for_a_socket_is_replaced_by_a_short_one():
    place = State(Path("/srv") / ("long" * 30))

    assert place.postgres_sockets.parent == Path("/tmp")
    assert place.valkey_socket.parent.parent == Path("/tmp")
    assert place.postgres_sockets != place.valkey_socket.parent


def test_two_long_paths_have_two_sockets():
    one, other = (State(Path("/srv") / ("long" * 30) / name) for name in "ab")

    assert one.postgres_sockets != other.postgres_sockets
