"""Markdown: the words without their marks."""

from datetime import date

import pytest

from claims.exceptions import UnusableText
from claims.ingestion import formats
from claims.ingestion.formats import Kind

NOTES = """---
title: The port in May
authors: [Ann Weile, J. Doe]
date: 2026-02-03
lang: en-GB
---

# Harbour *figures*

The port handled **4,210** containers,
said the [authority](https://port.example/may).[^1]

- The crane cost 3 million.
- The ferry is new.

> It paid for itself.

| Year | Boxes |
|------|-------|
| 2025 | 4,198 |

![A crane](crane.jpg)

<!-- not for readers --><script>alert(1)</script>

[^1]: In May.
"""


def test_marks_are_taken_off_and_blocks_kept_apart() -> None:
    read, kind = formats.read(NOTES)

    assert (kind, read.text.split("\n\n")) == (
        Kind.MARKDOWN,
        [
            "Harbour figures",
            "The port handled 4,210 containers, said the authority.",
            "The crane cost 3 million.",
            "The ferry is new.",
            "It paid for itself.",
            "Year\tBoxes",
            "2025\t4,198",
            "[^1]: In May.",
        ],
    )


def test_front_matter_tells_title_authors_date_and_language() -> None:
    read, _ = formats.read(NOTES.encode())

    assert (read.title, read.author, read.published_on, read.language) == (
        "The port in May", "Ann Weile, J. Doe", date(2026, 2, 3), "en-GB",
    )  # fmt: skip


def test_front_matter_in_toml_is_read_too() -> None:
    read, _ = formats.read('+++\ntitle = "The port"\ndate = 2026-02-03\n+++\nThe crane is new.\n')

    assert (read.title, read.published_on, read.text) == (
        "The port", date(2026, 2, 3), "The crane is new.",
    )  # fmt: skip


def test_the_first_heading_is_the_title_where_nothing_else_says_it() -> None:
    read, _ = formats.read("# The **port** in May\n\nThe crane is new.", name="notes.md")

    assert read.title == "The port in May"


@pytest.mark.parametrize(
    "text",
    [
        "The crane cost 3 * 4 million. It is # 1 on the list, see [1] and (2).",
        "# 1 on the list is the port of Port Almond, which handled 4,210 containers.",
        "--- The crane is new ---\nsaid the mayor.",
    ],
)
def test_plain_text_with_a_mark_or_two_stays_as_it_is(text: str) -> None:
    read, kind = formats.read(text)

    assert (kind, read.text) == (Kind.PLAIN, text)


@pytest.mark.parametrize(
    "front",
    ["a: &a [*a, *a]", "a: {b: [", "? [x]\n: y", "date: 2026-99-99", "title: " + "[" * 9000],
    ids=["circle", "open", "odd name", "no date", "nested"],
)
def test_front_matter_that_is_none_harms_nothing(front: str) -> None:
    read, _ = formats.read(f"---\n{front}\n---\n\nThe port handled 4,210 containers.\n")

    assert read.text.strip().endswith("The port handled 4,210 containers.")


@pytest.mark.parametrize(
    "marks", ["![" * 200_000, "[" * 400_000, "[^a" * 150_000], ids=["pictures", "links", "notes"]
)
def test_brackets_without_end_are_left_as_they_are(marks: str) -> None:
    text = f"The crane is new.\n\n{marks}"

    read, _ = formats.read(text, name="notes.md")

    assert read.text == text


def test_marks_alone_are_refused() -> None:
    with pytest.raises(UnusableText, match="holds no text"):
        formats.read("![](a.png)\n\n---\n", name="notes.md")
