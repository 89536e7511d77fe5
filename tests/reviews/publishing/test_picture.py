"""The share picture: every script is set, nothing leaves it, and it is drawn once."""

import re

import pytest
from django.core.files.storage import default_storage
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.publishing import picture, setting
from reviews.publishing.picture import Drawn

ARABIC = "قال الوزير إن ميناء Port Almond عالج 42٪ (2025) من الحاويات."
CHINESE = "港口在五月处理了四千二百一十个集装箱，比去年增加了一倍。" * 4


def drawn(claim: str = "Crime doubled.", **fields: str) -> Drawn:
    values = {"word": "Mostly false", "tone": "mostly-false", "desk": "Desk", "host": "d.example"}
    return Drawn(claim=claim, **(values | {"language": "en"} | fields))  # type: ignore[arg-type] # all texts


def text_of(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>(.*?)</text>", svg)


@pytest.mark.parametrize("claim", ["Crime doubled.", ARABIC, CHINESE, "क्षमा करें।", "x" * 900])
def test_each_script_is_drawn(claim: str) -> None:
    empty, made = picture.draw(drawn(" ")), picture.draw(drawn(claim))

    assert made[:4] == b"\x89PNG"
    assert made != empty


def test_arabic_stands_on_the_right_as_one_run() -> None:
    svg = picture.svg(drawn(ARABIC))

    assert 'text-anchor="end">\u2067“قال' in svg
    assert 'x="1128"' in svg


def test_mark_up_in_a_claim_is_text() -> None:
    svg = picture.svg(drawn('<script>&"</script>'))

    assert "<script>" not in svg
    assert any("&lt;script&gt;" in line for line in text_of(svg))


def test_the_same_picture_is_drawn_once() -> None:
    one = drawn("Drawn once.")
    first = picture.png(one)
    name = f"pictures/{one.digest[:2]}/{one.digest}.png"
    with default_storage.open(name, "rb") as kept:
        stored = kept.read()

    assert (stored, picture.png(one)) == (first, first)
    assert drawn("Drawn twice.").digest != one.digest


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_no_line_is_wider_than_there_is_room(text: str) -> None:
    lines = setting.wrap(text, width=18)

    widest = max(setting.advance(line) for line in lines)
    kept = "".join("".join(lines).split())
    assert widest <= 19  # one cluster may be wider than a part of a line
    assert kept == "".join(text.split())


def test_chinese_breaks_between_letters_but_not_before_a_comma() -> None:
    lines = setting.wrap(CHINESE, width=13)

    assert [line[0] for line in lines if line[0] in setting.CLOSING] == []
    assert len(lines) > 5


def test_too_long_a_claim_is_cut() -> None:
    fitted = setting.fit("word " * 400, width=1000, height=300, sizes=(60, 30), leading=1.3)

    assert fitted.cut is True
    assert fitted.lines[-1][-1] == "…"
    assert len(fitted.lines) * 30 * 1.3 <= 300
