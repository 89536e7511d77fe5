import pytest

from claims.splitting import sentences
from claims.splitting.blocks import Role


def cut(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in sentences.sentences(text, language)]


def roles(text: str) -> list[tuple[str, Role]]:
    return [(text[s.start : s.end], s.role) for s in sentences.sentences(text, "en")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Dr. Smith left.  He was ill.", ["Dr. Smith left.", "He was ill."]),
        ("en", "The U.S. Army came. It left.", ["The U.S. Army came.", "It left."]),
        ("en", "Exports rose 5.3% in May. Why?", ["Exports rose 5.3% in May.", "Why?"]),
        ("en", "He studied art. The school closed.", ["He studied art.", "The school closed."]),
        ("en", "“It is over!” Smith said. He left.", ["“It is over!” Smith said.", "He left."]),
        (
            "en",
            "“The mine closed in 2019. It employed 300 people,” she said.",
            ["“The mine closed in 2019.", "It employed 300 people,” she said."],
        ),
        ("en", "(It rained all day.) We left.", ["(It rained all day.)", "We left."]),
        (
            "en",
            'One mark " is open. The rest goes on.',
            ['One mark " is open.', "The rest goes on."],
        ),
        ("ar", "أغلق المصنع. كيف حالك؟ بخير.", ["أغلق المصنع.", "كيف حالك؟", "بخير."]),
        ("zh", "他走了。今天很好！", ["他走了。", "今天很好！"]),
        ("es", "El Sr. Pérez salió. ¿Por qué?", ["El Sr. Pérez salió.", "¿Por qué?"]),
    ],
)
def test_sentences_keep_their_exact_words(language, text, expected):
    assert cut(text, language) == expected


def test_headings_bylines_and_list_items_are_told_from_prose():
    text = (
        "Mine closes after forty years\n"
        "By Anna Smith\n"
        "\n"
        "The mine closed in May.\n"
        "\n"
        "- It employed 300 people.\n"
        "2) The town lost its school.\n"
        "# What now\n"
    )

    assert roles(text) == [
        ("Mine closes after forty years", Role.HEADING),
        ("By Anna Smith", Role.BYLINE),
        ("The mine closed in May.", Role.PROSE),
        ("It employed 300 people.", Role.LIST_ITEM),
        ("The town lost its school.", Role.LIST_ITEM),
        ("What now", Role.HEADING),
    ]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The mine in the north of the county closed in May after\n"
        "forty years, and the company that owned it was sold to\n"
        "Northern Steel. It had employed 300 people.\n"
    )

    assert [sentence.count("\n") for sentence in cut(text)] == [2, 0]


def test_an_endless_line_is_cut_at_spaces_into_readable_pieces():
    text = "word " * 20_000

    pieces = cut(text)

    assert max(map(len, pieces)) <= sentences.LONGEST
    assert " ".join(pieces).split() == text.split()


def test_a_combining_mark_never_begins_a_sentence():
    text = "One.\u0301 Two. \u0301Three. " + "x\u0301" * 5000

    assert [s for s in cut(text) if s[0] == "\u0301"] == []


@pytest.mark.parametrize("space", ["\u202f", "\u3000", "\u2009", "\u00a0"])
def test_a_wide_space_before_an_end_mark_stops_nothing(space):
    text = f"A{space}. B{space}. Il part{space}! Elle reste{space}. Kim. Oui."

    assert " ".join(cut(text, "fr")) == text
