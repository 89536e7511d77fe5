from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.links import folding

ODD = st.text(
    st.sampled_from(
        "abc 1,-‐—…\n\t\u00a0\u00ad\u200b\u202a\ufeff\u0301“”’´¨ﬁ½é\u1100\u1161ㄱㅏ\u3164\uac00ｶﾞ"
        "ك\u064e\u0651\ufe77ـ"
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Hello” — it’s «so»", '"Hello" - it\'s "so"'),
        ("a\u00a0 \n\tb", "a b"),
        ("e\u0301te\u0301", "été"),
        ("ﬁne ① Ａ", "fine 1 A"),
        ("ze\u200bro\ufeff wi\u00addth", "zero width"),
        ("\u202aleft\u202c \u2067right\u2069", "left right"),
        ("catas-\n  trophe", "catastrophe"),
        ("2019-\n20", "2019- 20"),
        ("well-known", "well-known"),
        ("كتــاب", "كتاب"),
        ("می\u200cرود", "میرود"),
        ("한글".encode().decode(), "한글"),
        ("\u1112\u1161\u11ab", "한"),
        ("wait…", "wait..."),
        ("a \u200b b", "a b"),
        ("e\u200b\u0301", "é"),
        ("カ\u3099 ｶﾞ", "ガ ガ"),
        ("ㄱㅏ", "가"),
        ("a ¨", "a \u0308"),
        ("ب\u0651\ufe77", "ب\u064e\u0651"),
        ("\u1100-\n\u1161", "\u1100-\u1161"),
    ],
)
def test_two_spellings_become_one(text, folded):
    assert folding.fold(text).text == folded


def test_hyphens_at_line_ends_may_be_kept():
    assert folding.fold("long-\nterm", join_hyphenated=False).text == "long-term"


@given(st.text() | ODD)
def test_folding_is_settled_after_once(text):
    once = folding.fold(text).text

    assert folding.fold(once).text == once


@given(st.text(min_size=1) | ODD)
def test_every_piece_leads_back_to_where_it_came_from(text):
    folded = folding.fold(text)

    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_the_plain_characters_fold_to_themselves():
    plain = "".join(filter(re.compile(f"[{folding.PLAIN}]").match, map(chr, range(0x10000))))

    assert unicodedata.normalize("NFKC", plain) == plain
    assert plain.translate(folding._UNIFIED) == plain


@pytest.mark.parametrize("unit", ["\n", "-\n", "\u200b", " \u200b", "- ", "\u0301", "-", "…"])
def test_long_runs_are_folded_in_linear_time(unit):
    assert len(folding.fold(unit * 100_000).text) <= 300_000
