"""`manage.py import_articles`: many articles from one file, with a report of each refused row."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article
from tests import make
from tests.claims import pages, syndicated

pytestmark = pytest.mark.django_db
TEXTS = [f"The port of Almond handled {n},210 containers in May of that year." for n in range(4)]
ROWS = f'Title;Text;Date\nA;"{TEXTS[0]}";2026-03-01\nB;"{TEXTS[1]}";yesterday\nC;"{TEXTS[0]}";\n'


def run(*command: str) -> tuple[list[str], list[str], int]:
    out, errors = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_articles", *command, stdout=out, stderr=errors)
    except SystemExit as end:
        code = int(end.code or 0)
    return out.getvalue().splitlines(), errors.getvalue().splitlines(), code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(ROWS, encoding="cp1252")
    return path


REFUSAL = (
    "Line 3 published_on: Write the day as year-month-day, such as 2026-03-01. It says: yesterday"
)


def test_rows_are_added_and_refusals_told(file: Path) -> None:
    out, errors, code = run(str(file))

    assert (out, errors, code) == (
        ["Added: 1", "On the desk already: 1", "Refused: 1"], [REFUSAL], 3,
    )  # fmt: skip
    assert list(Article.objects.values_list("title", "origin")) == [("A", "bulk")]


def test_a_dry_run_tells_and_writes_nothing(file: Path, site: pages.Site) -> None:
    with file.open("a") as more:
        more.write("D;;\n")

    out, errors, code = run(str(file), "--dry-run")

    assert (out, code, Article.objects.count()) == (
        ["Would be added: 1", "Same as an earlier row: 1", "Refused: 2"], 3, 0,
    )  # fmt: skip
    assert errors == [REFUSAL, "Line 5 text: This row has neither an address nor a text."]


def test_started_again_it_goes_on_without_doubles(site: pages.Site, tmp_path: Path) -> None:
    urls = [site.put(f"/a/{n}", syndicated.page(n)) for n in range(3)]
    path = tmp_path / "list.jsonl"
    path.write_text("".join(json.dumps({"url": url}) + "\n" for url in urls[:2]))
    run(str(path))
    path.write_text("".join(json.dumps({"url": url}) + "\n" for url in urls))

    out, _errors, code = run(str(path))

    assert (out, code, site.requests) == (
        ["Added: 1", "On the desk already: 2"], 0, ["/a/0", "/a/1", "/a/2"],
    )  # fmt: skip


def test_the_report_has_a_line_for_each_row(file: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"

    run(str(file), "--report", str(report))

    article = Article.objects.get().pk
    assert [json.loads(line) for line in report.read_text().splitlines()] == [
        {"line": 2, "outcome": "added", "article": article, "field": "", "why": "", "value": ""},
        {
            "line": 3, "outcome": "refused", "article": None, "field": "published_on",
            "why": "Write the day as year-month-day, such as 2026-03-01.", "value": "yesterday",
        },
        {"line": 4, "outcome": "known", "article": article, "field": "", "why": "", "value": ""},
    ]  # fmt: skip


def test_a_report_for_spreadsheets_runs_nothing(tmp_path: Path) -> None:
    path, report = tmp_path / "list.csv", tmp_path / "report.csv"
    path.write_text(f'text,language\n"{TEXTS[0]}",=1+1\n')

    run(str(path), "--report", str(report))

    assert report.read_text(encoding="utf-8-sig").splitlines()[1].endswith(",'=1+1")


def test_columns_that_mean_nothing_are_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'id,text\n1,"{TEXTS[0]}"\n')

    assert run(str(path))[1] == ["Columns that mean nothing here: id."]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (["{}", "--report", "report.txt"], "something.jsonl or something.csv"),
        (["{}", "--by", "nobody-here"], "no active user named"),
        (["{}.missing"], "no such file"),
        (["{}", "--format", "jsonl"], None),
    ],
)
def test_what_cannot_be_used_is_an_error_in_words(file: Path, command: list[str], why: Any) -> None:
    given = [part.format(file) for part in command]

    if why is None:
        assert run(*given)[2] == 3
    else:
        with pytest.raises(CommandError, match=why):
            run(*given)


def test_articles_belong_to_who_added_them(file: Path) -> None:
    by = make.contributor()

    run(str(file), "--by", by.username)

    assert Article.objects.get().added_by == by
