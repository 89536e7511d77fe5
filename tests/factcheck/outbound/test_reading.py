from __future__ import annotations

import time

import pytest

from factcheck import outbound
from factcheck.outbound import reading, taming


def response(body: bytes, content_type: str = "text/html", **values) -> outbound.Response:
    return outbound.Response(
        final_url="https://example.org/",
        status=200,
        headers={"Content-Type": content_type} if content_type else {},
        body=body,
        hops=(),
        **values,
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<p>Two", "One\nTwo"),
        ("<p>One\n  two <b>three</b>, <i>four</i></p>", "One two three, four"),
        ("One<br>two", "One\ntwo"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1\t2\n3"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<p>a&nbsp;b &amp; &#8220;c&#8221;", "a\u00a0b & “c”"),
        ("<script>x</script><style>y</style><p>seen<noscript>z</noscript>", "seen"),
        ("<nav><a href=/>Home</a></nav><p>seen", "seen"),
        ("<p hidden>no</p><p style='display: none'>no</p><p>yes", "yes"),
        ("<p>Deaths rose<sup class=reference>[3]</sup> again", "Deaths rose again"),
        ("<p>10 m<sup>2</sup>", "10 m2"),
        ("<footer>kept</footer><figure><figcaption>also</figure>", "kept\nalso"),
        ("<svg><text>no</text></svg><template><p>no</template>yes", "yes"),
        ("", ""),
        ("\0<p>a\0b", "ab"),
        ("<p>unclosed <b>tag", "unclosed tag"),
    ],
)
def test_what_a_person_sees_is_kept(markup, text):
    assert reading.read_html(markup).text == text


def test_the_marks_of_a_page_are_kept():
    page = reading.read_html(
        "<title> A\n title </title><h1>First <b>thing</b></h1><h1>Second</h1>"
        "<script src=/a.js></script><script>x</script><input type=password>"
        '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
    )

    assert page == reading.Page(
        title="A title",
        headings=("First thing", "Second"),
        text="First thing\nSecond",
        scripts=3,
        script_sources=("/a.js",),
        password_fields=1,
        behind_paywall=True,
    )


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b"plain <b>\r\ntext", "text/plain", "plain <b>\ntext"),
        (b'{"a": 1}', "application/json; charset=utf-8", '{"a": 1}'),
        (b" <p>undeclared", "", "undeclared"),
        (b"undeclared", "", "undeclared"),
    ],
)
def test_other_text_is_read_as_it_stands(body, content_type, text):
    page = reading.read(response(body, content_type))

    assert page is not None
    assert page.text == text


@pytest.mark.parametrize(
    ("body", "content_type", "values"),
    [
        (b"%PDF-1.7", "application/pdf", {}),
        (b"%PDF-1.7", "", {}),
        (b"\x89PNG\0", "image/png", {}),
        (b"\0\0\0", "", {}),
        (b"", "text/html", {"undecoded": "br"}),
    ],
)
def test_what_is_not_text_is_not_read(body, content_type, values):
    assert reading.read(response(body, content_type, **values)) is None


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 300_000 + "words",
        "<li><ul>" * 200_000 + "words",
        "<a " + " ".join(f"b{n}" for n in range(200_000)) + ">words",
        "<a " + " ".join(f"b{n}='>'" for n in range(150_000)) + ">words",
        "".join(f"<b id={n}>" for n in range(500)) + "<p>x" * 200_000 + "<p>words",
        "<svg><g>" * 150_000 + "</svg>words",
    ],
    ids=["deep", "lists", "attributes", "quoted attributes", "formatting", "svg"],
)
def test_hostile_markup_costs_little(hostile):
    started = time.process_time()
    text = reading.read_html(hostile).text
    spent = time.process_time() - started

    assert text[-5:] == "words"
    assert spent < 20  # minutes to hours without taming; one to three seconds with it


def test_ordinary_pages_are_left_alone():
    page = "<div class=a><p>hello <b>bold</b> text<script>'<div><div>'</script></div>" * 2000

    assert taming.tame(page) is page


def test_flattened_pages_keep_text_title_and_line_breaks():
    page = reading.read_html(
        "<title>T &amp; t</title><p>1 < 2 &amp; <b>3</b></p><script>if (a<b) {}</script><p>end"
        + "<div>" * 200_000
    )

    assert (page.title, page.text) == ("T & t", "1 < 2 & 3\nend")


@pytest.mark.parametrize("ending", ["<a ", "<!-- ", "<script>", "<a b='", "<"])
def test_markup_that_breaks_off_in_a_tag(ending):
    hostile = "<p>words</p>" + "<div>" * 100_000 + ending * 20_000

    assert reading.read_html(hostile).text[:5] == "words"
