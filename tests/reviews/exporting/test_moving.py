"""A desk moves house: everything arrives, proved, or nothing does."""

import json
import threading
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Article
from factcheck.accounts.models import ApiKey, Role, Scope, User
from reviews import events, exporting
from reviews.exporting import tables
from reviews.exporting.manifest import UnusableExport
from reviews.exporting.writing import NotEmpty
from reviews.links import snapshots
from reviews.models import Event, LinkCheck, Publication, Review, Snapshot
from reviews.states import Status
from tests import make
from tests.reviews.exporting import houses

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "old"


@pytest.fixture
def exported(settings: Any, tmp_path: Path) -> Path:
    """A small desk, exported; the desk itself is empty again."""
    make.review(Status.PUBLISHED)
    directory = houses.export(tmp_path / "moving")
    houses.empty(settings, tmp_path / "new")
    return directory


@pytest.mark.slow
def test_the_sample_desk_is_the_same_in_its_new_house(settings: Any, tmp_path: Path) -> None:
    houses.load_samples(settings, tmp_path)
    before = (Article.objects.count(), Publication.objects.flagged().count())
    first = houses.content(houses.export(tmp_path / "moving"))
    houses.empty(settings, tmp_path / "new")

    exporting.restore(tmp_path / "moving", progress=houses.quiet)

    again = houses.content(houses.export(tmp_path / "again"))
    assert list(again) == list(first)
    assert [name for name in first if again[name] != first[name]] == []
    assert (Article.objects.count(), Publication.objects.flagged().count()) == before
    assert [snapshots.body(each) for each in Snapshot.objects.all()] != []
    said = StringIO()
    call_command("verify_history", stdout=said)
    assert said.getvalue() == "Every chain and every digest holds.\n"


def test_work_goes_on_in_the_new_house(exported: Path) -> None:
    before = json.loads((exported / "manifest.json").read_text())["tables"]

    exporting.restore(exported, progress=houses.quiet)

    assert list(events.verify()) == []
    assert make.article().pk == before["claims.Article"]["next"]
    with connection.cursor() as cursor, pytest.raises(Exception, match="append-only"):
        cursor.execute("UPDATE reviews_event SET kind = 'x'")


def test_a_desk_that_is_at_work_is_never_written_over(exported: Path) -> None:
    make.article()

    with pytest.raises(NotEmpty, match="this one has: articles"):
        exporting.restore(exported, progress=houses.quiet)

    assert (Article.objects.count(), Review.objects.count()) == (1, 0)


def test_an_export_never_replaces_another(exported: Path) -> None:
    with pytest.raises(NotEmpty, match="is there already"):
        houses.export(exported)


def test_the_picture_is_of_one_moment_while_people_work(tmp_path: Path) -> None:
    """A writer adds an article, and a review, after the first table was written."""
    make.review()
    begun = threading.Event()

    def write() -> None:
        begun.wait(20)
        make.review()
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()

    def progress(what: str, _done: int, _total: int) -> None:
        if what == tables.KEPT[0].label:
            begun.set()
            writer.join(20)

    exporting.export(tmp_path / "moving", progress=progress)

    told = json.loads((tmp_path / "moving" / "manifest.json").read_text())["tables"]
    kept = [
        told[f"{label}"]["rows"] for label in ("accounts.User", "claims.Claim", "reviews.Event")
    ]
    assert (kept, Review.objects.count()) == ([1, 1, 1], 2)


def test_passwords_and_keys_stay_at_home_unless_asked_for(tmp_path: Path) -> None:
    owner = make.user(Role.ADMIN, password="a long enough secret")
    key = make.api_key(owner, Scope.READ)

    without = houses.content(houses.export(tmp_path / "without"))
    with_them = houses.content(houses.export(tmp_path / "with", passwords=True))

    assert '"password":"!"' in without["accounts.User.jsonl"].decode()
    assert "accounts.ApiKey.jsonl" not in without
    assert owner.password in with_them["accounts.User.jsonl"].decode().replace("\\/", "/")
    assert key.split(".")[0] in with_them["accounts.ApiKey.jsonl"].decode()


def test_who_moved_with_a_password_signs_in_with_it(
    client: Any, settings: Any, tmp_path: Path
) -> None:
    owner = make.user(Role.ADMIN, password="a long enough secret")
    key = make.api_key(owner, Scope.READ)
    directory = houses.export(tmp_path / "moving", passwords=True)
    houses.empty(settings, tmp_path / "new")

    exporting.restore(directory, progress=houses.quiet)

    assert User.objects.get().check_password("a long enough secret")
    assert ApiKey.objects.is_valid(key)


def test_checks_may_stay_at_home(settings: Any, tmp_path: Path) -> None:
    LinkCheck.objects.create(link=make.link(), **houses.SEEN)
    directory = houses.export(tmp_path / "moving", checks=False)
    houses.empty(settings, tmp_path / "new")

    exporting.restore(directory, progress=houses.quiet)

    assert ((directory / "reviews.LinkCheck.jsonl").exists(), LinkCheck.objects.count()) == (
        False,
        0,
    )


def test_checks_find_the_months_that_they_belong_to(settings: Any, tmp_path: Path) -> None:
    LinkCheck.objects.create(link=make.link(), **houses.SEEN)
    directory = houses.export(tmp_path / "moving")
    houses.empty(settings, tmp_path / "new")

    call_command("restore_desk", str(directory), stdout=StringIO())

    assert LinkCheck.objects.get().checked_at == houses.SEEN["checked_at"]


def test_a_missing_copy_is_named_and_all_else_moves(settings: Any, tmp_path: Path) -> None:
    key = houses.keep_a_copy()
    (tmp_path / "old" / key).unlink()
    said = StringIO()

    with pytest.raises(CommandError, match="1 stored files") as left:
        call_command("export_desk", str(tmp_path / "moving"), stderr=said, stdout=StringIO())

    assert (left.value.returncode, said.getvalue()) == (
        3,
        f"Missing in the storage, or damaged: {key}\n",
    )
    houses.empty(settings, tmp_path / "new")
    exporting.restore(tmp_path / "moving", progress=houses.quiet)
    assert [each.storage_key for each in Snapshot.objects.all()] == [key]


def test_a_history_that_was_rewritten_is_not_restored(settings: Any, tmp_path: Path) -> None:
    make.review(Status.PUBLISHED)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE reviews_event SET kind = 'x' WHERE seq = 2")
        cursor.execute("SET session_replication_role = DEFAULT")
    directory = houses.export(tmp_path / "moving")
    houses.empty(settings, tmp_path / "new")

    with pytest.raises(UnusableExport, match=r"reviews\.Event did not come out as it was written"):
        exporting.restore(directory, progress=houses.quiet)

    assert (Event.objects.count(), User.objects.count()) == (0, 0)


def test_a_row_that_the_database_refuses_undoes_all(exported: Path) -> None:
    houses.rewrite(exported, "claims.Claim", lambda row: row | {"quote": "never said"})

    with pytest.raises(UnusableExport, match="The quote is not the text of the article"):
        exporting.restore(exported, progress=houses.quiet)

    assert (Article.objects.count(), User.objects.count()) == (0, 0)


def test_the_command_tells_what_to_do_next(exported: Path) -> None:
    said = StringIO()

    call_command("restore_desk", str(exported), "--check", stdout=said)
    call_command("restore_desk", str(exported), stdout=said)

    checked, restored, passwords = said.getvalue().splitlines()
    assert checked.startswith("The export is sound: ")
    assert restored.startswith("Restored: ")
    assert passwords.startswith("Nobody has a password: ")
