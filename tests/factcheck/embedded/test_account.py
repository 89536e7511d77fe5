import os

import pytest

from factcheck.embedded import account
from factcheck.embedded.account import Account

STRANGER = Account(uid=54321, gid=54321)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [(0o700, False), (0o710, False), (0o701, True), (0o711, True), (0o755, True), (0o744, False)],
)
def test_a_stranger_enters_where_others_may_pass(tmp_path, mode, expected):
    door = tmp_path / "door"
    (door / "room").mkdir(parents=True)
    for directory in (tmp_path, *tmp_path.parents):
        if directory.stat().st_uid == os.geteuid() and directory.parent != directory:
            directory.chmod(directory.stat().st_mode | 0o001)
    door.chmod(mode)

    found = STRANGER.may_enter(door / "room")

    door.chmod(0o755)
    assert found == expected


def test_the_owner_is_judged_by_the_owner_s_bits(tmp_path):
    tmp_path.chmod(0o077)
    owner = Account(uid=os.geteuid(), gid=54321)

    found = owner._has_bit(tmp_path, "X")

    tmp_path.chmod(0o755)
    assert found is False


@pytest.mark.skipif(os.geteuid() == 0, reason="for ordinary users")
def test_an_ordinary_user_runs_the_database_as_themselves():
    assert account.for_database() is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes accounts")
def test_root_runs_the_database_as_somebody_else():
    found = account.for_database()

    assert found is not None
    assert found.uid != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes accounts")
def test_root_keeps_the_owner_of_existing_data(tmp_path):
    os.chown(tmp_path, 54321, 54322)

    assert account.for_database(tmp_path) == Account(54321, 54322)
