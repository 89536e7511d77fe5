"""Pages about the desk: versions, languages, and two editors at once."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.exceptions import InvalidInput, NotAllowed
from reviews.exceptions import StalePage
from reviews.models import PageName, PageText
from reviews.readers import drafting, pages
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def write(base: int = 0, **words: Any) -> PageText:
    given = {"title": "Who pays", "markdown": "Our *readers* do.", "language": "en"} | words
    by = given.pop("by", None) or make.editor()
    return pages.write(PageName.FUNDING, base=base, by=by, now=NOON, **given)


def test_a_page_that_nobody_has_written_is_none():
    assert pages.shown(PageName.ABOUT, language="en") is None


def test_each_version_stays():
    write()

    second = write(1, markdown="Our readers, and a foundation.")

    assert [each.version for each in pages.versions(second)] == [2, 1]
    assert pages.shown(PageName.FUNDING, language="en") == second


def test_the_same_words_are_no_new_version():
    first = write()

    again = write(1)

    assert (again, PageText.objects.count()) == (first, 1)


def test_of_two_editors_at_once_the_second_is_told():
    write()
    write(1, markdown="Our readers, and a foundation.")

    with pytest.raises(StalePage, match="version 2"):
        write(1, markdown="Nobody.")

    assert PageText.objects.count() == 2


def test_a_reader_gets_their_language_else_that_of_the_desk():
    english, arabic = write(), write(language="ar", markdown="قراؤنا.")

    found = [pages.shown(PageName.FUNDING, language=code) for code in ("ar", "en", "fr")]

    assert found == [arabic, english, english]


def test_only_editors_write():
    with pytest.raises(NotAllowed):
        write(by=make.reviewer())


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", {"title": " "}),
        ("markdown", {"markdown": "\n"}),
        ("language", {"language": "tlh"}),
        ("markdown", {"markdown": "x" * 50_001}),
    ],
)
def test_what_cannot_be_published_is_refused_by_name(field: str, words: dict[str, Any]):
    with pytest.raises(InvalidInput) as refused:
        write(**words)

    assert refused.value.field == field


def test_the_words_are_shown_without_what_could_harm():
    html = pages.html("# Us\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![i](//x/i.png)")

    assert "<h2>Us</h2>" in html
    assert [word for word in ("<script", 'href="javascript', "<img") if word in html] == []


@pytest.mark.parametrize("change", ["UPDATE reviews_pagetext SET title = 'x'", "DELETE FROM"])
def test_a_version_is_never_changed(change: str):
    write()
    whole = change if "SET" in change else f"{change} reviews_pagetext"

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _sql(whole)


def test_versions_have_no_gaps():
    text = write()
    text.pk, text.version = None, 3

    with pytest.raises(DatabaseError, match="without gaps"), transaction.atomic():
        text.save(force_insert=True)


def test_each_page_has_questions_to_answer():
    assert {name: bool(drafting.outline(name)) for name in PageName} == dict.fromkeys(
        PageName, True
    )


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
