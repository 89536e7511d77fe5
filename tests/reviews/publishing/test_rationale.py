"""Markdown in, harmless HTML out."""

import pytest

from reviews.publishing import rationale


def test_citations_link_to_the_evidence() -> None:
    html = rationale.render("It rose [1], they say [2].", citations={1})

    link = '<a href="#evidence-1" rel="nofollow noopener">[1]</a>'
    assert html == f"<p>It rose {link}, they say [2].</p>\n"


def test_a_citation_in_code_is_left_alone() -> None:
    assert rationale.render("`[1]`", citations={1}) == "<p><code>[1]</code></p>\n"


def test_headings_stay_below_those_of_the_page() -> None:
    assert rationale.render("# Why", citations=()) == "<h3>Why</h3>\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>\n"),
        ('<img src=x onerror="a()">', '<p>&lt;img src=x onerror="a()"&gt;</p>\n'),
    ],
)
def test_nothing_in_it_can_run(markdown: str, html: str) -> None:
    assert rationale.render(markdown, citations=()) == html


def test_images_of_other_sites_are_not_loaded() -> None:
    html = rationale.render("![a map](https://x.example/map.png)", citations=())

    link = '<a href="https://x.example/map.png" rel="nofollow noopener">a map</a>'
    assert html == f"<p>!{link}</p>\n"
