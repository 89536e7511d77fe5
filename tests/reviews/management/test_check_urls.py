import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.reviews.pages import Page, Pages

QUOTE = "The line made 1,204 crossings in the first half of the year."


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


def run(tmp_path: Path, lines: str, *arguments: str) -> tuple[int, str]:
    """Exit status and standard output of `check_urls` on `lines`."""
    file = tmp_path / "urls.txt"
    file.write_text(lines)
    out = io.StringIO()
    try:
        call_command("check_urls", str(file), *arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_pages_that_are_there_are_named_and_the_status_is_0(web: Pages, tmp_path: Path) -> None:
    url = web.put("/report", QUOTE)

    status, out = run(tmp_path, f"# the report\n\n{url}\t{QUOTE}\n", "--format", "jsonl")

    found = json.loads(out)
    assert status == 0
    assert (found["url"], found["line"], found["outcome"], found["reason"]) == (
        url,
        3,
        "ok",
        "exact",
    )
    assert found["match"]["occurrences"] == 1


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (Page(b"", status=404), "gone 404  {url}  not found (404)\n"),
        (Page(b"", status=500), "server_error 500  {url}  the site is broken\n"),
    ],
)
def test_a_page_that_is_gone_makes_the_status_1(
    web: Pages, tmp_path: Path, page: Page, line: str
) -> None:
    web.pages["/report"] = page
    url = f"{web.url}/report"

    assert run(tmp_path, url) == (1, line.format(url=url))


def test_a_changed_number_makes_the_status_1(web: Pages, tmp_path: Path) -> None:
    url = web.put("/report", QUOTE.replace("1,204", "1,240"))

    status, out = run(tmp_path, f"{url}\t{QUOTE}")

    assert (status, out) == (1, f"drifted 200  {url}  numbers differ\n")


def test_what_is_never_fetched_is_told_apart(tmp_path: Path) -> None:
    status, out = run(tmp_path, "http://10.0.0.1/\nnot a url\n", "--concurrency", "1")

    assert status == 0
    assert out.splitlines() == [
        "refused  http://10.0.0.1/  the address leads into a private network",
        "invalid  not a url  this is no web address",
    ]


def test_every_line_is_answered_once_however_many_share_a_host(web: Pages, tmp_path: Path) -> None:
    urls = [web.put(f"/page-{n}", QUOTE) for n in range(30)]

    status, out = run(tmp_path, "\n".join(urls), "--format", "jsonl", "--concurrency", "3")

    assert status == 0
    assert sorted(json.loads(line)["url"] for line in out.splitlines()) == sorted(urls)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "urls.txt"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        call_command("check_urls", str(file))

    assert refusal.value.returncode == 2
    assert str(file) in str(refusal.value)


@pytest.mark.parametrize("number", [0, -1, 201])
def test_a_senseless_concurrency_is_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("check_urls", "-", concurrency=number)

    assert str(refusal.value) == "--concurrency takes a number from 1 to 200."
