"""An S3-compatible bucket as storage; loaded only where `FACTCHECK_S3_BUCKET` names one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

PATIENCE = Config(
    connect_timeout=5, read_timeout=20, retries={"total_max_attempts": 3, "mode": "standard"}
)
"""Seconds and attempts; somebody may be waiting (the library's own: five times a minute)."""


class Bucket(S3Storage):  # type: ignore[misc] # untyped package
    """A PUT replaces an object at once or not at all, so nothing is ever deleted to be written.

    What the network or the store refuses is an `OSError`, as from a disk: callers know one kind.
    """

    def get_default_settings(self) -> dict[str, Any]:
        own: dict[str, Any] = super().get_default_settings()
        return own | {"client_config": PATIENCE}

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _told():
            file = super()._open(name, mode)
            if "r" in mode:
                file.file  # noqa: B018 - fetched here, where a failure is told, not while reading
            return file

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg] # Django's own hint
        with _told():
            return str(super()._save(name, content))

    def exists(self, name: str) -> bool:
        with _told():
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        with _told():
            super().delete(name)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise OSError(f"The bucket did not do what was asked: {error}") from error
