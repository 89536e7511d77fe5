"""`/sources/import/`: thousands of addresses to watch, pasted or in a file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role
from reviews.models import SourceLink
from tests.reviews.web.screens import SOURCES, desk

pytestmark = pytest.mark.django_db
PAGE = f"{SOURCES}import/"
LIST = "https://a.example/1\nhttps://a.example/2\n\nhttp://www.a.example/1/\nftp://a.example/"


def sent(role: Role = Role.CONTRIBUTOR, **data: Any) -> tuple[int, LexborHTMLParser]:
    answer = desk(role).post(PAGE, data)
    return answer.status_code, LexborHTMLParser(answer.content)


def tiles(found: LexborHTMLParser) -> list[str]:
    return [" ".join(tile.text().split()) for tile in found.css(".stat")]


def test_a_list_is_checked_before_anything_is_watched() -> None:
    status, found = sent(pasted=LIST)

    assert status == 200
    assert tiles(found) == [
        "2 newly watched",
        "0 watched already",
        "1 the same page again",
        "1 refused",
    ]
    rows = [[cell.text() for cell in row.css("th, td")][:2] for row in found.css("tbody tr")]
    why = "Only web pages (http and https) can be fetched, not “ftp:” addresses."
    assert rows == [["5", why]]
    assert not SourceLink.objects.exists()


def test_what_can_be_used_comes_back_to_be_confirmed() -> None:
    _status, found = sent(pasted=LIST)

    back = found.css("textarea[name=pasted]")[0].text().strip()
    assert back.split("\n") == ["https://a.example/1", "https://a.example/2"]
    buttons = [button.attributes["value"] for button in found.css("main button[name=do]")]
    assert buttons == ["watch", "check"]


def test_confirmed_they_are_watched() -> None:
    status, found = sent(pasted=LIST, do="watch")

    assert (status, tiles(found)[0]) == (200, "2 newly watched")
    assert SourceLink.objects.filter(next_check_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("list.txt", b"https://a.example/1\r\nhttps://b.example/\r\n"),
        ("list.csv", "title;link\nÜber;https://a.example/1\nTwo;https://b.example/\n".encode()),
        ("list.jsonl", b'{"url": "https://a.example/1"}\n{"url": "https://b.example/"}\n'),
        ("one.csv", b"url\nhttps://a.example/1\nhttps://b.example/\n"),
    ],
)
def test_files_of_all_kinds_are_read(name: str, body: bytes) -> None:
    status, _found = sent(file=SimpleUploadedFile(name, body), do="watch")

    links = SourceLink.objects.order_by("pk").values_list("url", flat=True)
    assert (status, sorted(links)) == (200, ["https://a.example/1", "https://b.example/"])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"pasted": " "}, "Paste addresses, or choose a file."),
        ({"pasted": "no table, no addresses"}, "No column is called url or text."),
        ({"pasted": "https://a.example/\n" * 10_001}, "At most 10,000 addresses are taken at once"),
        ({"file": SimpleUploadedFile("x.jsonl", b"[1]")}, "This is one JSON document."),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(data: dict[str, Any], said: str) -> None:
    status, found = sent(**data)

    errors = " ".join(error.text() for error in found.css(".field__error, .field__errors, .notice"))
    assert (status, said in errors) == (400, True)
    assert not SourceLink.objects.exists()


@pytest.mark.parametrize("junk", [b"https://a.example/\xff\xfe\0\n", b"https://\n", b"www.\n"])
def test_junk_is_told_row_by_row_and_is_no_error_of_ours(junk: bytes) -> None:
    status, _found = sent(file=SimpleUploadedFile("list.txt", junk), do="watch")

    assert status == 200
