import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from reviews.links import surveying
from tests.reviews.pages import Page, Pages

QUOTE = "The line made 1,204 crossings in the first half of the year."


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0
    monkeypatch.setattr(surveying, "PAUSE", 0.0)


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

    said = "The page now gives other figures: “1,204” became “1,240”."
    assert (status, out) == (1, f"drifted 200  {url}  {said}\n")


def test_what_is_never_fetched_is_told_apart(tmp_path: Path) -> None:
    status, out = run(tmp_path, "http://10.0.0.1/\nnot a url\n", "--concurrency", "1")

    assert status == 1
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


@pytest.mark.parametrize(
    ("option", "number", "bounds"),
    [
        ("concurrency", 0, "from 1 to 1000"),
        ("concurrency", 1001, "from 1 to 1000"),
        ("timeout", 0.0, "from 0.1 to 600"),
        ("timeout", float("nan"), "from 0.1 to 600"),
        ("delay", -1.0, "from 0 to 3600"),
        ("retries", 6, "from 0 to 5"),
        ("per_host", 0, "from 1 to 100"),
    ],
)
def test_a_senseless_number_is_refused(option: str, number: float, bounds: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("check_urls", "-", **{option: number})

    assert refusal.value.returncode == 2
    assert str(refusal.value) == f"--{option.replace('_', '-')} takes a number {bounds}."


def test_a_page_that_comes_again_is_asked_for_once_and_told_each_time(
    web: Pages, tmp_path: Path
) -> None:
    url = web.put("/report", QUOTE)

    status, out = run(tmp_path, f"{url}\n{url}#part\n")
    _, json_lines = run(tmp_path, f"{url}\n{url}#part\n", "--format", "jsonl")

    assert (status, web.asked.count("/report")) == (0, 2)
    assert out == f"ok 200  {url}  the page is there\nok 200  {url}#part  as line 1\n"
    told = [json.loads(line) for line in json_lines.splitlines()]
    assert [(each["line"], each["same_as"]) for each in told] == [(1, None), (2, 1)]


def test_only_what_is_wrong_is_printed_if_you_like(web: Pages, tmp_path: Path) -> None:
    good, gone = web.put("/report", QUOTE), f"{web.url}/gone"

    status, out = run(tmp_path, f"{good}\n{gone}\n", "--only-wrong")

    assert (status, out) == (1, f"gone 404  {gone}  not found (404)\n")


def test_the_words_of_a_text_fragment_must_stand_on_the_page(web: Pages, tmp_path: Path) -> None:
    url = web.put("/report", QUOTE)

    status, out = run(tmp_path, f"{url}#:~:text=ninety%20ferries\n")

    assert status == 1
    assert out.startswith("drifted 200")


def test_a_password_is_not_repeated(web: Pages, tmp_path: Path) -> None:
    url = web.put("/report", QUOTE).replace("http://", "http://desk:s3cret@")

    status, out = run(tmp_path, f"{url}\n{url}\n")
    _, json_lines = run(tmp_path, f"{url}\n", "--format", "jsonl")

    assert (status, len(out.splitlines())) == (0, 2)
    assert "s3cret" not in out + json_lines


def test_an_address_cannot_give_orders_to_the_terminal(tmp_path: Path) -> None:
    _, out = run(tmp_path, "cle\x1b[2Jan\n")

    assert out == "invalid  cle�[2Jan  this is no web address\n"
