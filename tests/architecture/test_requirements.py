"""The lock files hold what the lists ask for, with hashes, and name no registry."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def listed(file: Path) -> set[str]:
    matches = (NAME.match(line) for line in file.read_text().splitlines())
    return {normalised(match.group()) for match in matches if match and match.group()[0] != "-"}


def locked(file: Path) -> dict[str, str]:
    """Name → its block of the lock file, from the pinned version to the last hash."""
    blocks = re.split(r"\n(?=\S)", file.read_text())
    return {normalised(block.split("==")[0]): block for block in blocks if "==" in block}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_everything_that_is_asked_for_is_locked(name):
    missing = listed(REQUIREMENTS / f"{name}.in") - set(locked(REQUIREMENTS / f"{name}.txt"))

    assert missing == set()


@pytest.mark.parametrize("name", ["run", "dev"])
def test_everything_locked_has_a_hash(name):
    blocks = locked(REQUIREMENTS / f"{name}.txt")

    assert [package for package, block in blocks.items() if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["run", "dev"])
def test_no_registry_is_named(name):
    text = (REQUIREMENTS / f"{name}.txt").read_text()

    assert re.findall(r"https?://\S+|--(?:extra-)?index-url (?!requirements)\S+", text) == []
