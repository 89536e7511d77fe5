"""`manage.py import_claims`: the same machinery as for articles, and rows to mend."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, Claim
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make.article()


@pytest.fixture
def file(article: Article, tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(
        "article,quote,decision\n"
        f'{article.pk},"4,210 containers",accepted\n'
        f"{article.pk},never said,accepted\n"
    )
    return path


def run(*command: str) -> tuple[list[str], int]:
    """What it says at its end, and its exit code; a reviewer runs it."""
    out, code = io.StringIO(), 0
    by = make.reviewer().username
    try:
        call_command("import_claims", *command, "--by", by, stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    return out.getvalue().splitlines(), code


def test_claims_are_added_and_the_report_names_them(file: Path, article: Article) -> None:
    report = file.with_name("report.jsonl")

    said = run(str(file), "--report", str(report))

    claim = Claim.objects.get()
    assert said == (["Added: 1", "Refused: 1"], 3)
    assert [json.loads(line) for line in report.read_text().splitlines()] == [
        {
            "line": 2, "outcome": "added", "article": article.pk, "claim": claim.pk, "field": "",
            "why": "", "value": "",
        },
        {
            "line": 3, "outcome": "refused", "article": None, "claim": None, "field": "quote",
            "why": "These words are not in the article. Copy them exactly as they stand there.",
            "value": "never said",
        },
    ]  # fmt: skip


def test_a_dry_run_adds_nothing(file: Path) -> None:
    said = run(str(file), "--dry-run")

    assert (said, Claim.objects.count()) == ((["Would be added: 1", "Refused: 1"], 3), 0)


def test_refused_rows_are_mended_and_sent_again(file: Path) -> None:
    mended = file.with_name("mend.csv")
    run(str(file), "--refused", str(mended))
    with mended.open(encoding="utf-8-sig", newline="") as told:
        (row,) = csv.DictReader(told)
    mended.write_text(mended.read_text().replace("never said", "paid for itself"))

    said = run(str(mended))

    assert row["refused_because"].startswith("These words are not in the article.")
    assert (said, Claim.objects.count()) == ((["Added: 1"], 0), 2)


def test_nobody_in_particular_decides_nothing(file: Path) -> None:
    with pytest.raises(CommandError, match="Say --by USERNAME"):
        call_command("import_claims", str(file))
