import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.splitting import StatementPart, UnreadableText, clean, split
from claims.splitting.statement import CAPITAL, CLOSED_LIST

PIECES = [
    "The army", "they", "it", "officials", "Anna Smith", "said", "captured", "22 areas", "was",
    "has", "held", "and", "but", ",", ", but", ", and", ";", ".", "?", "!", "“", "”", '"', "(", ")",
    "which is why", "which means that", "according to", "who", "that", "when", "In May,", "\n",
    "\n\n", "- ", "e\u0301", "\u0301", "👩\u200d🔬", "👍🏽", "\u200f", "مصنع", "。", "工厂", "…",
    "said.", "told", "because", "will", "\t", "\u00a0", "’", "While", "If", "US", "closed",
    "the mine",
]  # fmt: skip

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
newsy = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
languages = st.sampled_from([None, "en", "ar", "zh-Hant", "es", "xx"])


def is_traced(part: StatementPart, text: str) -> bool:
    """Whether a part is a slice of the text, or on the closed list under its rule."""
    if part.start is not None:
        return part.rule == "" and part.text == text[part.start : part.end] != ""
    if part.rule == CAPITAL:
        return len(part.text) == 1 and part.text.lower() in text
    return part.end is None and part.text in CLOSED_LIST[part.rule]


def check(text: str, language: str | None) -> None:
    found = split(text, language=language)

    assert found == sorted(found, key=lambda c: c.start)
    for candidate in found:
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert candidate.quote == text[candidate.start : candidate.end]
        assert candidate.statement.strip()
        assert "".join(part.text for part in candidate.statement_parts) == candidate.statement
        assert [part for part in candidate.statement_parts if not is_traced(part, text)] == []
        assert 0 <= candidate.checkworthiness <= 1
        assert candidate.attribution in {"named", "unnamed", "none"}
        assert candidate.kind not in {"question", "instruction"}
        assert not unicodedata.category(candidate.quote[0]).startswith("M")
        after = text[candidate.end : candidate.end + 1]
        assert not (after and unicodedata.category(after).startswith("M"))


@settings(max_examples=200)
@given(any_text, languages)
def test_any_text_gives_true_places(text, language):
    check(text, language)


@settings(max_examples=400)
@given(newsy, languages)
def test_news_in_any_disorder_gives_true_places(text, language):
    check(text, language)


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=300), any_text))
def test_cleaning_refuses_or_gives_text_that_stays_clean(raw):
    try:
        text = clean(raw)
    except UnreadableText:
        return

    assert clean(text) == text
    assert text.strip()
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\x00" not in text
