"""Rows rendered once and filled many times."""

from django.utils.safestring import mark_safe

from claims.web import moulds


def row(**words: str) -> str:
    mould = moulds.Mould("components/notice.html", {"level": "error"}, left_open=["title", "text"])
    return str(mould.filled({"title": "", "text": "", **words}))


def test_words_are_put_in_their_places() -> None:
    made = row(title="Not done", text="Try again")

    assert '<p class="notice__title">Not done</p>' in made
    assert "<p data-text>Try again</p>" in made


def test_words_are_escaped_unless_they_are_marked_safe() -> None:
    made = row(title="<b>", text=mark_safe("<i>said</i>"))

    assert '<p class="notice__title">&lt;b&gt;</p>' in made
    assert "<p data-text><i>said</i></p>" in made


def test_words_that_look_like_a_place_stay_words() -> None:
    made = row(title="\ue000text\ue001", text="Try again")

    assert '<p class="notice__title">\ue000text\ue001</p>' in made
