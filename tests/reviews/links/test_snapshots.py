import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from factcheck import keeping
from reviews.links import Observation, Outcome, Reason, snapshots
from reviews.models import Snapshot
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def seen(
    body: bytes = b"<title>Ledger</title><p>4,198 containers",
    text: str = "4,198 containers",
    title: str = "Ledger",
) -> Observation:
    return Observation(
        outcome=Outcome.OK,
        reason=Reason.EXACT,
        final_url="https://ports.example/ledger",
        http_status=200,
        media_type="text/html",
        title=title,
        text=text,
        body=body,
    )


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.fixture(autouse=True)
def _storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_what_was_seen_is_kept_text_and_body() -> None:
    page = seen()

    kept = snapshots.keep(make.link(), page, now=NOON)

    kept.refresh_from_db()
    assert snapshots.body(kept) == page.body
    assert (kept.text, kept.title, kept.body_bytes) == (page.text, "Ledger", len(page.body))
    assert kept.text_sha256 == hashlib.sha256(b"4,198 containers").hexdigest()
    assert kept.taken_at == NOON


def test_the_body_lies_compressed_under_its_digest() -> None:
    page = seen(body=b"<p>4,198 containers</p>" * 1000)

    kept = snapshots.keep(make.link(), page, now=NOON)

    assert kept.storage_key == f"snapshots/{digest(page.body)[:2]}/{digest(page.body)}.zst"
    assert default_storage.size(kept.storage_key) < 100


def test_the_same_body_is_kept_once_for_each_link() -> None:
    link = make.link()

    first = snapshots.keep(link, seen(), now=NOON)
    again = snapshots.keep(link, seen(), now=NOON)
    elsewhere = snapshots.keep(make.link(), seen(), now=NOON)

    assert again.pk == first.pk
    assert elsewhere.pk != first.pk
    assert elsewhere.storage_key == first.storage_key


def test_what_postgresql_cannot_hold_is_left_out_of_the_text() -> None:
    page = seen(text="4,\x00198 contain\udc00ers", title="Led\x00ger")

    kept = snapshots.keep(make.link(), page, now=NOON)

    kept.refresh_from_db()
    assert (kept.text, kept.title) == ("4,198 contain?ers", "Ledger")


def test_an_empty_body_is_kept_as_such() -> None:
    kept = snapshots.keep(make.link(), seen(body=b"", text=""), now=NOON)

    assert snapshots.body(kept) == b""


def test_a_file_half_written_by_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    page = seen()
    broken = tmp_path / f"snapshots/{digest(page.body)[:2]}/{digest(page.body)}.zst"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\x28\xb5\x2f\xfd")

    kept = snapshots.keep(make.link(), page, now=NOON)

    assert snapshots.body(kept) == page.body
    assert Path(default_storage.path(kept.storage_key)) == broken


@pytest.mark.parametrize("content", [None, b"not zstd", b""])
def test_a_copy_that_was_lost_or_changed_says_so(content: bytes | None) -> None:
    kept = snapshots.keep(make.link(), seen(), now=NOON)
    path = Path(default_storage.path(kept.storage_key))
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(keeping.DamagedCopy):
        snapshots.body(kept)

    assert Snapshot.objects.get().text == "4,198 containers"
