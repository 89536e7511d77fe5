"""References that the programs of scholars read."""

from datetime import UTC, datetime

import orjson
import pytest
from pybtex.database import parse_string

from reviews.publishing import citing
from reviews.publishing.citing import Citation

TITLE = 'He spent 50% & {more} of $1_000 on #1 \\ "rum" ~ ^ – العربية'


def citation(**fields: str) -> Citation:
    values = {"title": TITLE, "rating": "Mostly false", "author": "Example Desk & Co"}
    return Citation(
        key="factcheck-7-v2",
        url="https://desk.example/fact-checks/he-spent-50%25_x-7/v/2/",
        number=2,
        language="en",
        at=datetime(2026, 3, 9, 12, tzinfo=UTC),
        **(values | fields),
    )


def test_bibtex_is_read_as_it_was_meant() -> None:
    [(key, entry)] = parse_string(citing.bibtex(citation()).decode(), "bibtex").entries.items()

    assert (key, entry.type) == ("factcheck-7-v2", "misc")
    assert entry.fields["url"] == "https://desk.example/fact-checks/he-spent-50%25_x-7/v/2/"
    assert (entry.fields["year"], entry.fields["month"]) == ("2026", "March")
    assert entry.fields["title"] == (
        r"{“He spent 50\% \& \textbraceleft{}more\textbraceright{} of \$1\_000 on \#1 "
        r"\textbackslash{} "
        r'"rum" \textasciitilde{} \textasciicircum{} – العربية”}'
    )
    assert str(entry.persons["author"][0]) == r"{Example Desk \& Co}"


@pytest.mark.parametrize("title", ["}", "{", "}}{{", "\\", "@misc{x,", "a\nb"])
def test_no_title_breaks_the_entry(title: str) -> None:
    made = citing.bibtex(citation(title=title)).decode()

    assert list(parse_string(made, "bibtex").entries) == ["factcheck-7-v2"]


def test_csl_has_the_date_in_parts() -> None:
    [item] = orjson.loads(citing.csl(citation()))

    assert item["issued"] == {"date-parts": [[2026, 3, 9]]}
    assert (item["type"], item["author"]) == ("webpage", [{"literal": "Example Desk & Co"}])
    assert item["title"] == f"“{TITLE}”"


def test_one_line_says_it_all() -> None:
    assert citing.plain(citation(title="Crime doubled.")).decode() == (
        "Example Desk & Co (2026-03-09): “Crime doubled.”. Fact-check, rated “Mostly false”, "
        "version 2. https://desk.example/fact-checks/he-spent-50%25_x-7/v/2/\n"
    )
