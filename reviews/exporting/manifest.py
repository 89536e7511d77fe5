"""`manifest.json`: what an export holds, and the digest of each of its files."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput

FORMAT = 1
NAME = "manifest.json"
COPIES = "files.jsonl"


class UnusableExport(InvalidInput):
    """The directory is no export, was changed or cut off, or another desk's program wrote it."""

    code = "unusable-export"


@dataclass(frozen=True)
class Listed:
    """One table. `next`: the number its next row gets, so that no number is ever given twice."""

    rows: int
    sha256: str
    next: int | None = None


@dataclass(frozen=True)
class Manifest:
    """`schema`: app → its last migration. `copies`: SHA-256 of the list of stored files."""

    passwords: bool
    checks: bool
    schema: dict[str, str]
    tables: dict[str, Listed]
    copies: str
    format: int = FORMAT


def write(manifest: Manifest, directory: Path) -> None:
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n"
    (directory / NAME).write_text(text, encoding="utf-8")


def read(directory: Path) -> Manifest:
    """Raises UnusableExport for what this program did not write, or another format of it."""
    try:
        found = json.loads((directory / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableExport(
            _("“%(directory)s” holds no export: its manifest.json cannot be read.")
            % {"directory": directory}
        ) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UnusableExport(
            _("The manifest.json is not of format %(format)s, the only one that can be read here.")
            % {"format": FORMAT}
        )
    try:
        return _manifest(found)
    except (KeyError, TypeError, AttributeError) as error:
        raise UnusableExport(_("The manifest.json is damaged; export the desk again.")) from error


def _manifest(found: dict[str, Any]) -> Manifest:
    tables = {
        str(label): Listed(int(each["rows"]), str(each["sha256"]), each["next"])
        for label, each in found["tables"].items()
    }
    return Manifest(
        passwords=bool(found["passwords"]),
        checks=bool(found["checks"]),
        schema=dict(found["schema"]),
        tables=tables,
        copies=str(found["copies"]),
    )


def schema() -> dict[str, str]:
    """The last migration of each app that has any, as the program knows them."""
    graph = MigrationLoader(connection, ignore_no_migrations=True).graph
    return dict(sorted(graph.leaf_nodes()))
