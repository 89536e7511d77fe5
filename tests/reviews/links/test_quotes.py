from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import links
from reviews.links import quotes

TEXT = (
    "Unrelated words open the page. The ministry said on Monday that 1,204 people had died in the "
    "floods, and that the dam was not damaged.\nLater, officials — speaking in “Kabul” — called it "
    "a catas-\ntrophe for the region. It is illegal in the state to sell such products to minors. "
    "The budget rose to $3.5 million in 2020 from $2.9 million in 2019. The budget was approved."
)
FLOODS = "The ministry said on Monday that 1,204 people had died in the floods"


@pytest.mark.parametrize(
    ("quote", "kind", "passage"),
    [
        ("1,204 people had died", "exact", "1,204 people had died"),
        ("  1,204 people\thad died ", "normalised", "1,204 people had died"),
        (
            'officials - speaking in "Kabul" - called it a catastrophe',
            "normalised",
            "officials — speaking in “Kabul” — called it a catas-\ntrophe",
        ),
        (
            "The ministry said … the dam was not damaged",
            "segments",
            FLOODS + ", and that the dam was not damaged",
        ),
        ("The ministry said [...] in the floods", "segments", FLOODS),
        (FLOODS.replace("ministry", "ministri").replace("Monday", "Mondey"), "fuzzy", FLOODS),
        (FLOODS.replace("1,204", "1204"), "fuzzy", FLOODS),
        (FLOODS.replace("1,204", "1.204"), "fuzzy", FLOODS),
        (FLOODS.replace("1,204", "1,240"), "numbers", FLOODS),
        (FLOODS.replace("1,204", "12,04"), "numbers", FLOODS),
        ("1,240 people had died", "numbers", "1,204 people had died"),
        (
            "The budget rose to $3.5 billion in 2020 from $2.9 million in 2019",
            "numbers",
            "The budget rose to $3.5 million in 2020 from $2.9 million in 2019",
        ),
        (
            "The budget rose to $2.9 million in 2020 from $3.5 million in 2019",
            "numbers",
            "The budget rose to $3.5 million in 2020 from $2.9 million in 2019",
        ),
        (
            FLOODS + ", and that the dam was damaged",
            "negation",
            FLOODS + ", and that the dam was not damaged",
        ),
        (
            "It is legal in the state to sell such products to minors",
            "negation",
            "It is illegal in the state to sell such products to minors",
        ),
    ],
)
def test_a_quote_is_found_or_its_change_is_named(quote, kind, passage):
    match = links.locate(quote, TEXT)

    assert (match.kind, TEXT[match.start : match.end]) == (kind, passage)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "   ",
        "\u200b",
        "nothing of the sort stands anywhere on this page",
        "legal in the state",
        "1,20",
        "204 people",
        "a short typo heer",
        "The budget was approved … The ministry said",
    ],
)
def test_what_is_not_there_is_missing(quote):
    assert links.locate(quote, TEXT) == links.Match(links.Kind.MISSING)


def test_ambiguity_is_told():
    match = links.locate("The budget", TEXT)

    assert (match.kind, match.occurrences, match.start) == ("exact", 2, TEXT.index("The budget"))


def test_a_quote_that_is_longer_than_the_page_is_missing():
    assert links.locate(TEXT, "The ministry said on Monday").kind == "missing"


def test_words_added_in_the_middle_do_not_cut_the_passage_short():
    text = "Before it. " + FLOODS.replace("people", "young people") + ". After it."

    match = links.locate(FLOODS, text)

    assert match.kind == "fuzzy"
    assert text[match.start : match.end] == FLOODS.replace("people", "young people")


def test_offsets_count_code_points_beyond_the_basic_plane():
    text = "🙂🙂 “Ça”\u00a0va 🙂"

    match = links.locate('"Ça" va', text)

    assert (match.start, match.end) == (3, 10)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (
            "لم يصب أحد بأذى في الهجوم على السوق القديم",
            "أصيب أحد بأذى في الهجوم على السوق القديم",
            "negation",
        ),
        (
            "قتل ١٢٠٤ أشخاص في الفيضانات يوم الاثنين",
            "قتل ١٢٤٠ أشخاص في الفيضانات يوم الاثنين",
            "numbers",
        ),
        (
            "Niemand wurde bei dem Unfall verletzt, sagte er",
            "Jemand wurde bei dem Unfall verletzt, sagte er",
            "negation",
        ),
        (
            "این گزارش را مقام‌های دولتی تأیید نمی‌کنند",
            "این گزارش را مقام‌های دولتی تأیید می‌کنند",
            "negation",
        ),
        (
            "Он не был на месте преступления в тот день",
            "Он был на месте преступления в тот день",
            "negation",
        ),
    ],
)
def test_other_languages(before, after, kind):
    assert links.locate(before, f"{after}.").kind == kind


@given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=200))
def test_a_quote_cut_from_a_text_is_found_where_it_says(quote, before, after):
    text = f"{before} {quote} {after}"

    match = links.locate(quote, text)

    assert match.found == bool(quote.strip()) or match.kind == "missing"
    if match.kind == "exact":
        assert text[match.start : match.end] == quote.strip()


@given(st.text(max_size=100), st.text(max_size=300))
def test_any_two_texts_can_be_compared(quote, text):
    match = links.locate(quote, text)

    assert (match.start, match.end) == (-1, -1) or 0 <= match.start < match.end <= len(text)


def test_the_difference_is_told_word_by_word():
    difference = links.difference("1,204 people had died", "1,240 people died there")

    assert difference == [
        ("removed", "1,204"),
        ("added", "1,240"),
        ("same", "people"),
        ("removed", "had"),
        ("same", "died"),
        ("added", "there"),
    ]


@pytest.mark.parametrize(("parts", "kind"), [(12, "segments"), (13, "missing")])
def test_a_quote_may_leave_words_out_some_times_but_not_without_end(parts, kind):
    text = " and so on. ".join(f"Speaker {letter}" for letter in "abcdefghijklmnop"[:parts])

    match = links.locate(text.replace(" and so on. ", " … "), text)

    assert (match.kind, quotes.too_broken(text.replace(" and so on. ", "…"))) == (kind, parts > 12)


@pytest.mark.parametrize(("starts", "kind"), [(5, "segments"), (20, "missing")])
def test_parts_that_make_no_chain_are_charged_for(starts, kind):
    in_vain = "The port said: " + "a" * (quotes.SEGMENT_GAP + 1000) + ". "

    match = links.locate("The port said: … a", in_vain * starts + "The port said: a")

    assert match.kind == kind
