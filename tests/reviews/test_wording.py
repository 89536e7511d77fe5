"""What people write is stored as they meant it, or refused by the name of its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.exceptions import InvalidInput
from reviews import wording


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  a\r\nb\rc \n", "a\nb\nc"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("عن الحاويات", "عن الحاويات"),
        ("", ""),
    ],
)
def test_line_ends_accents_and_margins_are_made_one(written: str, stored: str) -> None:
    assert wording.clean(written, field="note") == stored


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = wording.clean(text, field="note", longest=10_000)

    assert wording.clean(once, field="note", longest=10_000) == once


@pytest.mark.parametrize("text", ["a\0", "\ud83d", "\udc00b", "a" * 11])
def test_what_cannot_be_stored_names_its_field(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        wording.clean(text, field="note", longest=10)

    assert refused.value.field == "note"
