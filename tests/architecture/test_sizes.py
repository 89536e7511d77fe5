"""Files and functions stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES = 300
FUNCTION_LINES = 40
PACKAGES = ("factcheck", "claims", "reviews", "tests", "benchmarks")


def sources() -> list[Path]:
    found = [ROOT / "manage.py"]
    for package in PACKAGES:
        found += sorted((ROOT / package).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.relative_to(ROOT)}: {node.name}", node.end_lineno - node.lineno + 1


def stylesheets_and_scripts() -> list[Path]:
    own = [ROOT / "templates", ROOT / "factcheck" / "static"]
    return [path for folder in own for path in folder.rglob("*") if path.suffix in (".css", ".js")]


def test_no_file_is_longer_than_a_reader_holds():
    files = sources() + stylesheets_and_scripts()

    lengths = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in files}

    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen():
    lengths = dict(item for path in sources() for item in functions(path))

    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "managers", "base"])
def test_no_module_is_named_after_nothing(name):
    named = [path for path in sources() if path.stem == name and "tests" not in path.parts]

    assert named == []
