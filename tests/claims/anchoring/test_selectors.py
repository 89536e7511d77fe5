"""A place in a text by both selectors of the W3C, each checking the other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring import annotations, selectors
from claims.anchoring.selectors import TextPosition, TextQuote, Unplaceable
from tests.claims.anchoring import edits

TEXT = "🚢 The crane paid off. The mayor said so. The crane paid off. Nobody asked."


@given(edits.texts, st.data())
def test_what_was_selected_is_located_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    quote, position = selectors.select(text, start, end)

    assert selectors.locate(text, quote, position) == (start, end)


@given(edits.texts, edits.texts, st.data())
def test_in_another_text_a_place_holds_the_quote_or_is_refused(
    text: str, other: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = selectors.select(text, start, end)

    try:
        first, last = selectors.locate(other, quote, position)
    except Unplaceable:
        return

    whole = quote.prefix + quote.exact + quote.suffix
    assert other[first:last] == quote.exact
    assert other[first - len(quote.prefix) : last + len(quote.suffix)] == whole


def test_a_position_counted_in_utf_16_is_corrected_by_the_quote() -> None:
    start = TEXT.index("The mayor")
    counted = len(TEXT[:start].encode("utf-16-le")) // 2

    place = selectors.locate(TEXT, TextQuote("The mayor"), TextPosition(counted, counted + 9))

    assert (place, counted) == ((start, start + 9), start + 1)


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        (TextQuote("The crane fell"), "absent"),
        (TextQuote("The crane paid off."), "several"),
        (TextQuote("The mayor", prefix="asked. "), "elsewhere"),
    ],
)
def test_what_is_not_certain_is_refused(quote: TextQuote, code: str) -> None:
    with pytest.raises(Unplaceable, match=code):
        selectors.locate(TEXT, quote, TextPosition(0, 4))


def test_of_equal_quotes_the_position_or_the_surroundings_say_which() -> None:
    second = TEXT.rindex("The crane")
    quote = TextQuote("The crane")

    by_position = selectors.locate(TEXT, quote, TextPosition(second, second + 9))
    by_context = selectors.locate(TEXT, TextQuote("The crane", prefix="said so. "), None)

    assert by_position == by_context == (second, second + 9)


def selector(**more: object) -> dict[str, object]:
    return {"type": "TextQuoteSelector", "exact": "The mayor"} | more


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        "annotation",
        {},
        {"type": "Note"},
        {"type": "Annotation"},
        {"type": "Annotation", "target": "https://example.org/"},
        {"type": "Annotation", "target": [{}, {}]},
        {"type": "Annotation", "target": {"selector": {"type": "TextQuoteSelector"}}},
        {"type": "Annotation", "target": {"selector": selector(exact=" ")}},
        {"type": "Annotation", "target": {"selector": selector(exact=["x"])}},
        {"type": "Annotation", "target": {"selector": selector(prefix=7)}},
        {"type": "Annotation", "target": {"selector": [
            selector(), {"type": "TextPositionSelector", "start": "0", "end": True}]}},
        {"type": "Annotation", "target": {"selector": [
            {"type": "TextPositionSelector", "start": 0, "end": 3}]}},
        {"type": "Annotation", "target": {"selector": selector()},
         "body": {"purpose": "describing", "value": {}}},
    ],
)  # fmt: skip
def test_what_is_no_annotation_says_why(data: object) -> None:
    with pytest.raises(annotations.UnreadableAnnotation):
        annotations.given(data)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "items", "first", "target", "selector", "exact", "body"]),
        inner | st.sampled_from(["Annotation", "AnnotationPage", "AnnotationCollection"]),
        max_size=4,
    ),
    max_leaves=12,
))  # fmt: skip
def test_no_document_breaks_the_reader(data: object) -> None:
    for each in annotations.documents(json.loads(json.dumps(data))):
        try:
            annotations.given(each)
        except annotations.UnreadableAnnotation:
            continue
