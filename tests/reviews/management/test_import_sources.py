"""`manage.py import_sources FILE`"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reviews.models import SourceLink

pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> tuple[int, str, str]:
    """Exit code, what was said, and what was complained about."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_sources", str(path), *options, stdout=out, stderr=err)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_what_is_new_is_watched_and_the_rest_told(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("https://a.example/1\nhttps://a.example/1/\nfile:///etc/passwd\n")

    code, said, complained = run(file)

    assert (code, said) == (3, "New: 1\nRepeated: 1\nRefused: 1\n")
    assert complained == (
        "Line 3: Only web pages (http and https) can be fetched, not “file:” addresses. "
        "It says: file:///etc/passwd\n"
    )
    assert SourceLink.objects.count() == 1


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("https://a.example/1\n")
    run(file)

    assert run(file) == (0, "Known: 1\n", "")


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("url\nhttps://a.example/1\n")

    code, said, _complained = run(file, "--dry-run")

    assert (code, said.splitlines()[-1]) == (0, "New: 1")
    assert not SourceLink.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.txt” cannot be used: no such file"):
        run(tmp_path / "none.txt")


def test_a_file_that_is_no_list_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,age\na,1\n")

    with pytest.raises(CommandError, match="No column is called url"):
        run(file)
