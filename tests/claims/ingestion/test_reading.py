"""What is told for a web page; and pages that are built to keep a parser busy."""

import pytest

from claims.exceptions import UnusableText
from claims.ingestion.formats import html, sniffing
from claims.ingestion.formats.sniffing import Kind

WORDS = "<p>Some words that are long enough to be an article of the desk.</p>"


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 200_000, "<br>" * 60_000, "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">"],
    ids=["nested", "repeated", "attributes"],
)
def test_a_page_without_end_is_refused_before_it_is_parsed(markup: str) -> None:
    with pytest.raises(UnusableText, match="too many nested or repeated elements"):
        html.read(f"<html><body>{markup}{WORDS}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!---->" * 500 + "<html>", True),
        ("<!---->" * 500 + "x", False),
        ("<!-- <html> -->" * 200 + "x", False),
        ("<!--" * 1000 + "<html>", False),
        ('\ufeff <?xml version="1.0"?> <!-- a\nb --> <!DOCTYPE  HTML>', True),
        ("A text about <html>", False),
    ],
    ids=["a page", "a text", "hidden", "never closed", "everything", "words"],
)
def test_comments_before_a_page_are_passed_over_once(text: str, expected: bool) -> None:
    assert (sniffing.kind_of_text(text) is Kind.HTML) is expected
