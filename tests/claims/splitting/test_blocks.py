import pytest

from claims.splitting.blocks import blocks


def told(text: str) -> list[tuple[str, str]]:
    return [(block.role.value, text[block.start : block.end]) for block in blocks(text)]


PROSE = "The mine closed in May."


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Field",
        "Words by Anna Field and Ola Brand",
        "Published 3 May 2021, 10:32 GMT",
        "Last modified: 2021-05-03",
        "3 May 2021",
        "3. Mai 2021",
        "May 3, 2021 10:32",
        "2021-05-03T10:32Z",
        "03.05.2021",
        "Por Ana Vega",
        "Par Anne Leroy",
        "Von Anna Feld",
        "Yazan: Ayşe Kaya",
        "Автор: Анна Волкова",
        "بقلم سالم الأحمد",
        "نویسنده: مریم احمدی",
        "लेखक: अनीता वर्मा",
        "记者 李明",
        "来源：北方日报",
        "2021年5月3日",
        "© 2021 Valley Press",
        "Photo: Anna Field/Valley Press",
    ],
)
def test_a_line_that_says_who_and_when_is_a_byline(line):
    assert told(f"{line}\n\n{PROSE}") == [("byline", line), ("prose", PROSE)]


@pytest.mark.parametrize("line", ["By Friday the town had fallen.", "Por eso cerró la mina."])
def test_a_sentence_that_begins_like_a_byline_is_prose(line):
    assert told(f"{line}\n\n{PROSE}") == [("prose", line), ("prose", PROSE)]


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "Men leave the pit on Monday. Photo: Anna Field",
            "Men leave the pit on Monday.",
            "Photo: Anna Field",
        ),
        (
            "The dam before it broke (AP Photo/Ola Brand)",
            "The dam before it broke",
            "(AP Photo/Ola Brand)",
        ),
        ("Die Grube im Mai. Foto: Feld/dpa", "Die Grube im Mai.", "Foto: Feld/dpa"),
        ("La mine en mai. © Anne Leroy", "La mine en mai.", "© Anne Leroy"),
    ],
)
def test_a_caption_is_told_from_its_credit(line, caption, credit):
    assert told(f"{PROSE}\n\n{line}\n\n{PROSE}") == [
        ("prose", PROSE),
        ("caption", caption),
        ("byline", credit),
        ("prose", PROSE),
    ]


def test_a_caption_loses_its_label():
    assert told(f"{PROSE}\n\nImage: The pit was flooded on Monday.") == [
        ("prose", PROSE),
        ("caption", "The pit was flooded on Monday."),
    ]


def test_a_paragraph_that_speaks_of_a_photo_is_prose():
    line = "She said the photo: a fake, in her view, was taken in 2003. Nobody else saw it."

    assert told(f"{line}\n\n{PROSE}") == [("prose", line), ("prose", PROSE)]


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "– ", "1) ", "(2) ", "a) ", "> "])
def test_a_marked_line_is_an_item_without_its_marker(marker):
    assert told(f"{PROSE}\n{marker}It employed 300 people.") == [
        ("prose", PROSE),
        ("list item", "It employed 300 people."),
    ]


def test_numbers_in_a_row_head_a_list():
    assert told(f"{PROSE}\n1. It flooded.\n2. It burned.") == [
        ("prose", PROSE),
        ("list item", "It flooded."),
        ("list item", "It burned."),
    ]


@pytest.mark.parametrize(
    "line", ["2. Dünya Savaşı 1945'te bitti.", "3. Oktober: Die Mine schließt.", "5. madde kalktı."]
)
def test_an_ordinal_heads_no_list(line):
    assert told(f"{PROSE}\n\n{line}") == [("prose", PROSE), ("prose", line)]


def test_lines_without_any_marks_are_prose_not_headings():
    text = "The mine closed in May\nIt employed 300 people\nBy Anna Field\n# News"

    assert told(text) == [
        ("prose", "The mine closed in May"),
        ("prose", "It employed 300 people"),
        ("byline", "By Anna Field"),
        ("prose", "News"),
    ]


def test_a_short_line_among_sentences_is_a_heading():
    assert told(f"Mine closes after forty years\n{PROSE}\n煤矿关闭\n煤矿五月关闭。") == [
        ("heading", "Mine closes after forty years"),
        ("prose", PROSE),
        ("heading", "煤矿关闭"),
        ("prose", "煤矿五月关闭。"),
    ]


def test_a_text_of_spaces_has_no_blocks():
    assert blocks(" \n\t\n ") == []
