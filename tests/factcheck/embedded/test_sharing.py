"""Real servers, really killed. Each test has a state directory of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kombu
import psycopg
import pytest

from factcheck import embedded
from factcheck.embedded import keeper, processes, sharing, state, stop
from factcheck.embedded.exceptions import DidNotStart, DiskFull
from factcheck.embedded.state import State

BOTH = ("valkey", "postgres")
HOLDER = """
import sys
from pathlib import Path
from factcheck.embedded import sharing
from factcheck.embedded.state import State
with sharing.running(State(Path(sys.argv[1])), services=sys.argv[2].split(",")) as place:
    print("running", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def place(tmp_path_factory) -> Iterator[State]:
    # Not tmp_path: its parents are closed to others, and root's database account is one of them.
    directory = Path("/tmp") / f"factcheck-shared-{os.getpid()}-{os.urandom(4).hex()}"
    made = State(directory)
    yield made
    stop.stop(made)
    stop.forget(made)


class Holder:
    """Another process that keeps services running until it is let go or killed."""

    def __init__(self, place: State, services: str = "valkey,postgres") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(place.directory), services],
            cwd=state.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    def wait_until_running(self) -> bool:
        assert self.process.stdout is not None
        return bool(self.process.stdout.readline() == b"running\n")

    def let_go(self) -> int:
        self.process.communicate(b"\n")
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def query(place: State, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(place.database_url(), autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def kill_everything(place: State) -> None:
    """Every process that names the directory: both keepers and both servers."""
    for entry in Path("/proc").glob("[0-9]*"):
        if str(place.directory) in processes.command_line(int(entry.name)):
            os.kill(int(entry.name), signal.SIGKILL)


def survivors(place: State) -> list[str]:
    lines = [processes.command_line(int(p.name)) for p in Path("/proc").glob("[0-9]*")]
    return [line for line in lines if str(place.directory) in line]


def test_both_services_answer_inside_and_are_gone_outside(place):
    with embedded.running(place, services=BOTH):
        answered = query(place, "SELECT current_database()::text")
        with kombu.Connection(place.broker_url()) as broker:
            broker.ensure_connection(max_retries=1)

    assert answered == [("factcheck",)]
    assert survivors(place) == []


def test_each_start_is_reported(place):
    lines: list[str] = []

    with embedded.running(place, services=BOTH, report=lines.append):
        pass

    assert [line.partition(" (")[0] for line in lines] == ["Broker ready", "Database ready"]


def written(place: State) -> bytes:
    """The commands in the broker's append-only file, in lower case."""
    return b"".join(p.read_bytes().lower() for p in place.valkey.rglob("*.incr.aof"))


def test_data_and_messages_survive_killing_everything(place):
    with embedded.running(place, services=BOTH), kombu.Connection(place.broker_url()) as broker:
        query(place, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('here')")
        broker.SimpleQueue("kept").put({"still": "here"})
        # "everysec" writes at most two seconds late, and the kernel holds what was written
        processes.wait_until(lambda: b"lpush" in written(place), seconds=10)
        kill_everything(place)

    with embedded.running(place, services=BOTH), kombu.Connection(place.broker_url()) as broker:
        row = query(place, "SELECT word FROM kept")
        message = broker.SimpleQueue("kept").get(timeout=5).payload

    assert (row, message) == ([("here",)], {"still": "here"})


def test_eight_starters_at_once_share_one_server(place):
    holders = [Holder(place) for _ in range(8)]

    all_running = [holder.wait_until_running() for holder in holders]
    servers = [line for line in survivors(place) if "postgres -D" in line]
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(Holder.let_go, holders))

    assert all_running == [True] * 8
    assert len(servers) == 1
    assert statuses == [0] * 8
    assert survivors(place) == []


def test_the_last_user_out_stops_the_service_not_the_first(place):
    with embedded.running(place, services=["valkey"]):
        first = Holder(place, "valkey")
        first.wait_until_running()

        first.let_go()

        assert keeper.alive(place, "valkey")
    assert not keeper.alive(place, "valkey")


def test_users_killed_with_9_count_as_gone(place):
    holder = Holder(place, "valkey")
    holder.wait_until_running()

    holder.kill()

    assert processes.wait_until(lambda: not survivors(place), seconds=20)


def test_the_server_does_not_outlive_its_keeper(place):
    holder = Holder(place)
    holder.wait_until_running()

    for name in BOTH:
        os.kill(int(place.lock(name, "keeper").read_text()), signal.SIGKILL)

    assert processes.wait_until(lambda: len(survivors(place)) == 1, seconds=20)  # the holder
    holder.kill()


def test_a_stale_pid_file_naming_another_live_process_is_no_obstacle(place):
    with embedded.running(place, services=BOTH):
        pass
    stale = place.postgres / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{place.postgres / 'data'}\n1\n5432\n\n\n\n\n")
    (place.valkey / "valkey.pid").write_text(str(os.getpid()))

    with embedded.running(place, services=BOTH):
        answered = query(place, "SELECT 1")

    assert answered == [(1,)]


def test_a_data_directory_left_half_made_is_made_anew(place):
    half = place.postgres / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    with embedded.running(place, services=["postgres"]):
        answered = query(place, "SELECT 1")

    assert answered == [(1,)]
    assert not half.exists()


def test_a_path_too_long_for_sockets_works(place):
    long = State(place.directory / ("deep" * 30))

    with embedded.running(long, services=BOTH):
        answered = query(long, "SELECT 1")
    stop.forget(long)

    assert answered == [(1,)]


def test_data_of_another_major_version_are_refused_with_a_way_out(place):
    with embedded.running(place, services=["postgres"]):
        pass
    (place.postgres / "data" / "PG_VERSION").write_text("14\n")

    with pytest.raises(DidNotStart, match="was made by PostgreSQL 14, and this is PostgreSQL"):
        sharing.Share(place, "postgres", throwaway=False).join(lambda _line: None)


def test_a_throwaway_state_leaves_nothing(place):
    with embedded.running(place, services=BOTH, throwaway=True):
        fsync = query(place, "SHOW fsync")

    assert fsync == [("off",)]
    assert processes.wait_until(lambda: not place.directory.exists(), seconds=10)


def test_a_nearly_full_disk_is_told_before_any_work(place):
    place.directory.mkdir()

    with pytest.raises(DiskFull) as caught:
        sharing.require_space(place, needed=10**18)

    assert str(caught.value) == (
        f"No space is left on the disk that holds {place.directory}. "
        "Free some, or set FACTCHECK_STATE to a directory on another disk, and start again."
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="makes files of another account")
def test_a_broker_directory_of_another_account_is_refused(place):
    place.valkey.mkdir(parents=True)
    os.chown(place.valkey, 54321, 54321)

    with pytest.raises(DidNotStart, match="belongs to another account"):
        sharing.running(place, services=["valkey"]).__enter__()


@pytest.mark.skipif(os.geteuid() != 0, reason="root's account is the one that cannot get in")
def test_root_keeps_the_database_where_its_account_can_reach_it(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    hidden = State(closed / "var")

    with embedded.running(hidden, services=["postgres"]):
        answered = query(hidden, "SELECT 1")
    with embedded.running(hidden, services=["postgres"]):
        again = query(hidden, "SELECT 1")
    elsewhere = hidden.postgres
    stop.forget(hidden)

    assert (answered, again) == ([(1,)], [(1,)])
    assert elsewhere.parent == state.REACHABLE


def test_a_state_that_cannot_be_written_is_a_sentence(place):
    place.directory.write_text("a file where the directory should be")

    with pytest.raises(embedded.EmbeddedError, match=str(place.directory)):
        sharing.running(place, services=["valkey"]).__enter__()

    place.directory.unlink()
