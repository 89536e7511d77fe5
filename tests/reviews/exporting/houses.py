"""Desks to move out of and into."""

import hashlib
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from factcheck import keeping
from reviews import exporting
from reviews.samples import loading
from tests import make
from tests.make import NOON

SEEN: dict[str, Any] = {
    "checked_at": NOON,
    "worker": "test",
    "outcome": "alive",
    "bytes_read": 0,
    "elapsed_ms": 1,
}


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def export(to: Path, **options: Any) -> Path:
    exporting.export(to, progress=quiet, **options)
    return to


def empty(settings: Any, media: Path) -> None:
    """What the desk is after `migrate`, with a storage of its own."""
    call_command("flush", interactive=False, verbosity=0)
    settings.MEDIA_ROOT = media


def load_samples(settings: Any, directory: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.SAMPLE_WEB = f"http://sample-web.localhost:{port}"
    settings.OUTBOUND_ALLOW_ORIGINS = [settings.SAMPLE_WEB]
    loading.load(accounts=directory / "accounts.txt", now=timezone.now(), report=lambda _line: None)


def content(directory: Path) -> dict[str, bytes]:
    """Every file of an export by its name."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def keep_a_copy() -> str:
    """A snapshot with a stored body; its key."""
    kept = keeping.put(b"<p>as it was</p>", under="snapshots")
    make.snapshot(storage_key=kept.key, body_sha256=kept.sha256, body_bytes=kept.size)
    return kept.key


def rewrite(directory: Path, label: str, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change each row of a table, and the manifest so that it agrees."""
    path = directory / f"{label}.jsonl"
    rows = [change(json.loads(line)) for line in path.read_text().splitlines()]
    written = "".join(f"{json.dumps(row)}\n" for row in rows)
    path.write_text(written)
    manifest = json.loads((directory / "manifest.json").read_text())
    manifest["tables"][label] |= {
        "rows": len(rows),
        "sha256": hashlib.sha256(written.encode()).hexdigest(),
    }
    (directory / "manifest.json").write_text(json.dumps(manifest))


def rewrite_copies(directory: Path, rows: list[dict[str, Any]]) -> None:
    written = "".join(f"{json.dumps(row)}\n" for row in rows)
    (directory / "files.jsonl").write_text(written)
    manifest = json.loads((directory / "manifest.json").read_text())
    manifest["copies"] = hashlib.sha256(written.encode()).hexdigest()
    (directory / "manifest.json").write_text(json.dumps(manifest))


def stored(directory: Path) -> Path:
    """The one stored file of an export."""
    (found,) = (directory / "files").rglob("*.zst")
    return found
