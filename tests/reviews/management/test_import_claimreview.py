"""`manage.py import_claimreview`: from a file and from an address, with a report."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck.accounts.models import Role
from reviews.models import ForeignPage
from tests import make
from tests.reviews import pages
from tests.reviews.foreign.markup import feed, html, review


def run(*arguments: str) -> int:
    try:
        call_command("import_claimreview", *arguments)
    except SystemExit as ended:
        return int(str(ended.code))
    return 0


@pytest.mark.django_db
def test_a_feed_is_imported_with_a_report(tmp_path: Path, capsys: Any) -> None:
    file, report = tmp_path / "feed.json", tmp_path / "report.jsonl"
    file.write_text(json.dumps(feed([review(url=None)], [review(claimReviewed="")])))
    make.user(Role.EDITOR, username="nadia")

    code = run(str(file), "--report", str(report), "--by", "nadia")

    lines = [json.loads(line) for line in report.read_text().splitlines()]
    page = ForeignPage.objects.get()
    assert (code, page.origin, page.found_at, str(page.imported_by)) == (
        3,
        "feed",
        "feed.json",
        "nadia",
    )
    assert [(each["number"], each["became"], each["field"]) for each in lines] == [
        (1, "added", ""),
        (2, "refused", "claimReviewed"),
    ]
    said = capsys.readouterr()
    assert said.out == "Added: 1\nRefused: 1\n"
    assert "Review 2: It has no claimReviewed: there is no claim." in said.err


@pytest.mark.django_db
def test_a_page_is_fetched(web: pages.Pages, settings: Any, capsys: Any) -> None:
    settings.SITE_URL = "https://desk.example"
    web.pages["/bridge"] = pages.Page(html(review(url=None)).encode())

    code = run(f"{web.url}/bridge", "--dry-run")
    foreseen = ForeignPage.objects.count()
    run(f"{web.url}/bridge")

    assert (code, foreseen) == (0, 0)
    assert [page.url for page in ForeignPage.objects.all()] == [f"{web.url}/bridge"]
    assert capsys.readouterr().out == (
        "Nothing was changed. This is what would become of the reviews:\nAdded: 1\nAdded: 1\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("none.json", None, "cannot be used: no such file or directory"),
        ("empty.html", "<p>Nothing", "There is no ClaimReview here"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: str | None, why: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content)

    with pytest.raises(CommandError, match=why):
        run(str(file))
