"""A page: each heading, item and row its own line; whose address it may claim."""

import pytest

from claims.ingestion import formats

PAGE = """<!doctype html><html lang="en"><head><title>Figures | Gazette</title>{head}</head><body>
<nav>Home</nav><article><h1>Harbour figures</h1>
<p>The harbour of Port Almond handled 4,210 containers in May, the port authority said.</p>
<h2>What the council wants</h2><ul><li>It wants a second crane for the quay.</li>
<li>It wants a new school by the year 2030.</li></ul>
<table><tr><th>Year</th><th>Boxes</th></tr><tr><td>2025</td><td>4,198</td></tr></table>
<p>Mayor Ines Duarte told the council that the new crane had paid for itself.</p>
</article></body></html>"""


def test_headings_items_and_rows_have_lines_of_their_own() -> None:
    read, _ = formats.read(PAGE)

    assert read.text.split("\n\n") == [
        "Harbour figures",
        "The harbour of Port Almond handled 4,210 containers in May, the port authority said.",
        "What the council wants",
        "- It wants a second crane for the quay.",
        "- It wants a new school by the year 2030.",
        "Year\tBoxes",
        "2025\t4,198",
        "Mayor Ines Duarte told the council that the new crane had paid for itself.",
    ]


@pytest.mark.parametrize(
    ("fetched", "declared", "taken"),
    [
        ("https://m.example.org/a/1?x=2", "https://example.org/a/1", True),
        ("https://example.org/a/1/print", "/a/1", True),
        ("https://example.org/a/1/print", "https://example.org/", False),
        ("https://example.org/a/2", "https://example.com/a/1", False),
        ("https://one.github.io/a/2", "https://two.github.io/a/1", False),
        ("https://one.intranet/a/2", "https://two.intranet/a/1", False),
        ("https://example.org/a/2", "javascript:alert(1)", False),
        ("https://example.org/a/2", "https://", False),
    ],
)
@pytest.mark.parametrize(
    "head", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">']
)
def test_a_page_names_its_address_on_its_own_site(
    head: str, fetched: str, declared: str, taken: bool
) -> None:
    read, _ = formats.read(PAGE.format(head=head.format(declared)), url=fetched)

    assert read.url == ("https://example.org/a/1" if taken else fetched)
