"""What is kept lies whole under its digest: on a disk and in a bucket."""

import hashlib
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
import zstandard
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from factcheck import keeping
from factcheck.bucket import Bucket
from factcheck.disk import Disk

PAGE = b"<p>4,198 containers in May</p>" * 100
DIGEST = hashlib.sha256(PAGE).hexdigest()
NAME = f"snapshots/{DIGEST[:2]}/{DIGEST}.zst"
KEY = {"aws_access_key_id": "desk", "aws_secret_access_key": "secret"}


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The address of an S3-compatible store on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["disk", "bucket"])
def storage(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> str:
    settings.MEDIA_ROOT = tmp_path
    if request.param == "bucket":
        use_bucket(settings, request.getfixturevalue("store"))
    return str(request.param)


def use_bucket(settings: Settings, address: str, *, exists: bool = True) -> None:
    """A bucket of its own for each test."""
    name = f"desk-{uuid.uuid4()}"
    if exists:
        client = boto3.client("s3", endpoint_url=address, region_name="eu-south-2", **KEY)
        place = {"LocationConstraint": "eu-south-2"}
        client.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    options = {
        "bucket_name": name,
        "endpoint_url": address,
        "region_name": "eu-south-2",
        "access_key": KEY["aws_access_key_id"],
        "secret_key": KEY["aws_secret_access_key"],
    }
    backend = {"BACKEND": "factcheck.bucket.Bucket", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": backend}


def test_what_was_put_is_got_back_from_the_storage_that_the_settings_name(storage: str) -> None:
    kept = keeping.put(PAGE, under="snapshots")

    assert (kept.key, kept.size) == (NAME, len(PAGE))
    assert keeping.get(kept.key, sha256=DIGEST) == PAGE
    assert type(storages["default"]) is (Disk if storage == "disk" else Bucket)


def test_the_same_bytes_are_stored_once(storage: str) -> None:
    first = keeping.put(PAGE, under="snapshots")
    stored = default_storage.get_modified_time(NAME)

    second = keeping.put(PAGE, under="snapshots")

    assert second == first
    assert default_storage.get_modified_time(NAME) == stored
    assert default_storage.listdir(f"snapshots/{DIGEST[:2]}") == ([], [f"{DIGEST}.zst"])


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x28\xb5\x2f\xfd",
        b"not zstd",
        zstandard.compress(b"another page"),
        zstandard.compress(PAGE)[:-9],
        zstandard.MAGIC_NUMBER.to_bytes(4, "little") + b"\xe0" + (1 << 62).to_bytes(8, "little"),
    ],
)
def test_a_damaged_file_is_replaced_in_its_place(storage: str, damage: bytes) -> None:
    default_storage.save(NAME, ContentFile(damage))
    missing = keeping.get(NAME, sha256=DIGEST)

    kept = keeping.put(PAGE, under="snapshots")

    assert missing is None
    assert (kept.key, keeping.get(NAME, sha256=DIGEST)) == (NAME, PAGE)


def test_what_is_not_there_is_none(storage: str) -> None:
    assert keeping.get("snapshots/00/none.zst", sha256=DIGEST) is None


def test_many_who_put_the_same_page_while_it_is_read_never_see_it_away(storage: str) -> None:
    """Each saves over the others, as after damage; whoever has put it finds it from then on."""
    packed = zstandard.compress(PAGE, level=9)
    default_storage.save(NAME, ContentFile(packed))
    done, seen = threading.Event(), []

    def save() -> None:
        for _ in range(20):
            default_storage.save(NAME, ContentFile(packed))

    def read() -> None:
        while not done.is_set():
            seen.append(keeping.get(NAME, sha256=DIGEST))

    writers = [threading.Thread(target=save) for _ in range(3)]
    reader = threading.Thread(target=read)
    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()

    assert set(seen) == {PAGE}


def test_a_disk_that_refuses_leaves_the_old_file_and_no_rest(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    default_storage.save(NAME, ContentFile(b"old"))

    class Full(ContentFile):  # type: ignore[type-arg] # Django's class takes no argument
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        default_storage.save(NAME, Full(b""))

    assert [path.name for path in (tmp_path / NAME).parent.iterdir()] == [f"{DIGEST}.zst"]
    assert (tmp_path / NAME).read_bytes() == b"old"


def test_a_bucket_that_is_not_there_says_that_nothing_was_stored(
    settings: Settings, store: str
) -> None:
    use_bucket(settings, store, exists=False)

    with pytest.raises(keeping.StorageAway) as refused:
        keeping.put(PAGE, under="snapshots")

    assert "Nothing was changed; try again" in str(refused.value)


def test_a_store_that_does_not_answer_is_told_apart_from_a_lost_copy(settings: Settings) -> None:
    use_bucket(settings, "http://127.0.0.1:9", exists=False)

    with pytest.raises(keeping.StorageAway):
        keeping.get(NAME, sha256=DIGEST)
