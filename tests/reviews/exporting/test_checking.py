"""An export that was changed, cut off or mixed up is told from a sound one, by its first fault."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from reviews import exporting
from reviews.exporting.manifest import UnusableExport
from reviews.states import Status
from tests import make
from tests.reviews.exporting import houses

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Path:
    """An export, made once: it wants a transaction of its own, and making one takes its time."""
    place: Path = tmp_path_factory.mktemp("whole")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=place / "old"):
        make.review(Status.IN_REVIEW)
        houses.keep_a_copy()
        houses.export(place / "moving")
        call_command("flush", interactive=False, verbosity=0)
        connection.close()
    return place / "moving"


@pytest.fixture
def exported(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "moving"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def replace(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))


def change(directory: Path, **values: Any) -> None:
    path = directory / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def escape(directory: Path) -> None:
    """A list of files that leads out of the storage."""
    rows = [{"key": "../../etc/passwd", "sha256": "0" * 64, "size": 9}]
    houses.rewrite_copies(directory, rows)


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "no manifest": (lambda d: (d / "manifest.json").unlink(), "holds no export"),
    "no JSON": (lambda d: cut(d / "manifest.json"), "holds no export"),
    "of another format": (lambda d: change(d, format=2), "is not of format 1"),
    "half a manifest": (
        lambda d: change(d, tables={"claims.Claim": {}}),
        "manifest.json is damaged",
    ),
    "of another version": (
        lambda d: change(d, schema={"reviews": "9999_later"}),
        "another version of this program",
    ),
    "a table too few": (lambda d: change(d, tables={}), "differ on the table account.EmailAddress"),
    "a file is missing": (
        lambda d: (d / "claims.Claim.jsonl").unlink(),
        "claims.Claim.jsonl is not in the export",
    ),
    "a file is cut off": (
        lambda d: cut(d / "claims.Claim.jsonl"),
        "claims.Claim.jsonl, line 1: this is not JSON",
    ),
    "a file is changed": (
        lambda d: replace(d / "claims.Claim.jsonl", b"4,210", b"9,999"),
        "claims.Claim.jsonl is not what was exported",
    ),
    "a row is no row": (
        lambda d: houses.rewrite(d, "claims.Claim", lambda _row: [1]),
        "claims.Claim.jsonl, line 1: this is no row",
    ),
    "a column too many": (
        lambda d: houses.rewrite(d, "claims.Claim", lambda row: row | {"price": 1}),
        "line 1: the column price is missing, or means nothing",
    ),
    "a column too few": (
        lambda d: houses.rewrite(d, "claims.Claim", lambda row: {"id": row["id"]}),
        "line 1: the column added_by_id is missing",
    ),
    "a row that leads nowhere": (
        lambda d: houses.rewrite(d, "claims.Claim", lambda row: row | {"article_id": 999}),
        "article_id points to row 999 of claims.Article, which is not in the export",
    ),
    "a list that leads out of the storage": (escape, "is not the name of a stored file"),
    "no list of files": (lambda d: (d / "files.jsonl").unlink(), "The list of stored files is not"),
    "a changed list of files": (
        lambda d: cut(d / "files.jsonl"),
        "The list of stored files is not what was exported",
    ),
    "a stored file is missing": (
        lambda d: houses.stored(d).unlink(),
        "is not in the export",
    ),
    "a stored file is changed": (lambda d: cut(houses.stored(d)), "is not what was exported"),
}


def test_a_sound_export_is_told_so(exported: Path) -> None:
    found = exporting.check(exported, progress=houses.quiet)

    assert (found.tables["claims.Claim"].rows, found.passwords, found.checks) == (1, False, True)


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named(fault: str, exported: Path) -> None:
    damage, told = FAULTS[fault]
    damage(exported)

    with pytest.raises(UnusableExport, match=told):
        exporting.check(exported, progress=houses.quiet)
