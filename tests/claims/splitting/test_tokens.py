"""Whether words stand inside a quotation or a bracket."""

import pytest

from claims.splitting import tokens

INSIDE = [
    ("“The Workers’ Party lost,” he said.", "The Workers Party lost"),
    ("He called it ‘a plain lie’ and left.", "a plain lie"),
    ("The miners’ union left the talks.", ""),
    ("“He called it ‘a lie’ twice,” she said.", "He called it a lie twice"),
    ("'All of them work there,' he said.", "All of them work there"),
    ("He was there for 'some time' and left.", "some time"),
    ("The miners' union and the drivers' union left.", ""),
    ("The '90s were good to the miners' union.", ""),
    ("The firm (its owners’ pride) closed.", "its owners pride"),
]


@pytest.mark.parametrize(("sentence", "expected"), INSIDE)
def test_an_apostrophe_ends_no_quotation(sentence, expected):
    found = tokens.tokenize(sentence, 0, len(sentence))

    assert " ".join(t.text for t in found if t.inside and t.is_word) == expected


def test_a_quotation_in_single_marks_is_read_like_one_in_double_marks():
    text = "'All of them work there,' he said."
    found = tokens.tokenize(text, 0, len(text))

    assert [t.text for t in found if not t.is_word] == ['"', ",", '"', "."]
