"""`manage.py ingest`."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, Origin
from tests import make
from tests.claims import pages
from tests.make import TEXT

pytestmark = pytest.mark.django_db


def ingest(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("ingest", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_a_file_is_added_and_its_place_on_the_desk_told(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT)
    by = make.contributor()

    told = ingest(str(file), "--by", by.username, "--title", "Port", "--language", "en")

    article = Article.objects.get()
    assert told == [
        f"Article {article.pk}: Port",
        f"Candidate claims: {article.claims.count()}",
        f"http://127.0.0.1:8000/articles/{article.pk}/",
    ]
    assert (article.added_by, article.origin) == (by, Origin.COMMAND)


def test_the_same_file_again_says_that_it_is_there(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT)
    ingest(str(file))

    told = ingest(str(file))

    article = Article.objects.get()
    assert told[0].startswith(f"Article {article.pk} (was on the desk already): ")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))

    ingest("-")

    assert Article.objects.get().text == TEXT


def test_an_address_is_fetched(site: pages.Site) -> None:
    url = site.put("/a/1", pages.article())

    told = ingest(url)

    assert told[0] == f"Article {Article.objects.get().pk}: Harbour figures"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-file.txt"], "“no-such-file.txt” cannot be read: no such file or directory."),
        (["."], "“.” cannot be read: is a directory."),
        (["pyproject.toml", "--by", "nobody"], "There is no active user named “nobody”."),
        (["pyproject.toml", "--language", "not a tag"], "“not a tag” is no language tag."),
        (["https://a.example/", "--title", "x"], "A web page brings its own title"),
    ],
)
def test_what_cannot_be_done_is_one_clear_sentence(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as refused:
        ingest(*arguments)

    assert (str(refused.value).startswith(message), Article.objects.count()) == (True, 0)
