from datetime import date

import pytest

from claims.splitting import split

WRITTEN = date(2023, 6, 14)  # a Wednesday


def times(text: str, *, written: date | None = WRITTEN, language: str = "en"):
    return [
        (time.text, time.earliest, time.latest, time.anchor)
        for each in split(text, language=language, published_on=written)
        for time in each.times
    ]


RELATIVE = [
    ("The mine closed last week.", "last week", "2023-06-05", "2023-06-11"),
    ("Late last week, the mine closed.", "Late last week", "2023-06-05", "2023-06-11"),
    ("The mine closed on Monday.", "Monday", "2023-06-12", "2023-06-12"),
    ("The mine closed Wednesday night.", "Wednesday night", "2023-06-14", "2023-06-14"),
    ("The mine closed last Wednesday.", "last Wednesday", "2023-06-07", "2023-06-07"),
    ("The mine will close on Friday.", "Friday", "2023-06-16", "2023-06-16"),
    ("The mine closed yesterday.", "yesterday", "2023-06-13", "2023-06-13"),
    ("The mine closed last night.", "last night", "2023-06-13", "2023-06-14"),
    ("The mine closed in October.", "October", "2022-10-01", "2022-10-31"),
    ("The mine closed in March.", "March", "2023-03-01", "2023-03-31"),
    ("Since last September, it stood still.", "last September", "2022-09-01", "2022-09-30"),
    ("The mine will open in February.", "February", "2024-02-01", "2024-02-29"),
    ("The mine closed on 3 May.", "3 May", "2023-05-03", "2023-05-03"),
    ("The mine closed on Dec. 30.", "Dec. 30", "2022-12-30", "2022-12-30"),
    ("The mine closed two years ago.", "two years ago", "2021-01-01", "2021-12-31"),
    ("The mine closed 20 days ago.", "20 days ago", "2023-05-25", "2023-05-25"),
    ("The mine closed earlier this month.", "earlier this month", "2023-06-01", "2023-06-14"),
    ("Output fell in the last three years.", "last three years", "2020-01-01", "2023-06-14"),
    ("Output fell in the third quarter.", "third quarter", "2022-07-01", "2022-09-30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), RELATIVE)
def test_a_time_told_against_the_day_of_writing_is_resolved_from_it(text, words, earliest, latest):
    assert times(text) == [(words, earliest, latest, "article")]


@pytest.mark.parametrize(("text", "words"), [row[:2] for row in RELATIVE])
def test_without_the_articles_date_it_is_left_open(text, words):
    assert times(text, written=None) == [(words, "", "", "")]


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("The mine closed in 2017.", "2017", "2017-01-01", "2017-12-31"),
        ("The mine closed in May 2019.", "May 2019", "2019-05-01", "2019-05-31"),
        ("The mine closed on 3 May 2019.", "3 May 2019", "2019-05-03", "2019-05-03"),
        ("The mine closed on the 3rd of May 2019.", "3rd of May 2019", "2019-05-03", "2019-05-03"),
        ("The mine closed on May 3, 2019.", "May 3, 2019", "2019-05-03", "2019-05-03"),
        ("It closed on Friday, May 3, 2019.", "Friday, May 3, 2019", "2019-05-03", "2019-05-03"),
        ("The mine closed on 2019-05-03.", "2019-05-03", "2019-05-03", "2019-05-03"),
        ("The mine closed on 3/5/2019.", "3/5/2019", "2019-03-05", "2019-05-03"),
        ("The mine closed on 31.12.2019.", "31.12.2019", "2019-12-31", "2019-12-31"),
        ("The mine ran in the 1990s.", "1990s", "1990-01-01", "1999-12-31"),
        ("The mine ran in 2015–2019.", "2015–2019", "2015-01-01", "2019-12-31"),
        (
            "It fell in the third quarter of 2022.",
            "third quarter of 2022",
            "2022-07-01",
            "2022-09-30",
        ),
    ],
)
def test_a_time_that_says_its_year_needs_no_article(text, words, earliest, latest):
    assert times(text, written=None) == [(words, earliest, latest, "text")]


@pytest.mark.parametrize(
    "text",
    [
        "After this seven-year-long war the mine was empty.",
        "The minister may resign.",
        "The mine employs 2000 people.",
        "The mine cost $2000.",
        "Workers march on the capital.",
        "April Stone left the mine.",
        "The first half was the better one.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert times(text) == []


@pytest.mark.parametrize(
    ("language", "text", "words", "earliest", "latest"),
    [
        ("es", "Cerró el 3 de mayo de 2019.", "3 de mayo de 2019", "2019-05-03", "2019-05-03"),
        ("fr", "La mine a fermé le 1er mai 2019.", "1er mai 2019", "2019-05-01", "2019-05-01"),
        ("pt", "A mina fechou em maio de 2019.", "maio de 2019", "2019-05-01", "2019-05-31"),
        ("tr", "Maden 3 Mayıs 2019 günü kapandı.", "3 Mayıs 2019", "2019-05-03", "2019-05-03"),
        ("ru", "Шахта закрылась 3 мая 2019 года.", "3 мая 2019", "2019-05-03", "2019-05-03"),
        ("ar", "أغلق المصنع في مايو 2019.", "مايو 2019", "2019-05-01", "2019-05-31"),
        ("hi", "खदान ३ मई २०१९ को बंद हुई।", "३ मई २०१९", "2019-05-03", "2019-05-03"),
        ("zh", "工厂于2019年5月3日关闭。", "2019年5月3日", "2019-05-03", "2019-05-03"),
    ],
)
def test_other_languages_have_dates_with_a_year(language, text, words, earliest, latest):
    assert times(text, language=language) == [(words, earliest, latest, "text")]


def test_a_time_has_its_place_in_the_article():
    text = "Nobody knew. The mine closed late\nlast week, and it stayed shut."

    (time,) = [time for each in split(text, language="en") for time in each.times][:1]

    assert (time.text, text[time.start : time.end]) == ("late last week", "late\nlast week")


def test_each_part_has_the_times_of_its_statement_only():
    text = "In 2015, the council closed the school, and the mayor sold the land in 2019."

    assert [[time.text for time in each.times] for each in split(text, language="en")] == [
        ["2015"],
        ["2019"],
    ]


def test_a_time_carried_from_the_front_is_a_time_of_the_part():
    text = "Late last week, rebels took the town and burned the bridge."

    assert [[time.text for time in each.times] for each in split(text, language="en")] == [
        ["Late last week"],
        ["Late last week"],
    ]


def test_a_time_outside_the_calendar_is_left_open():
    text = "The comet came 9000 years ago."

    assert times(text) == [("9000 years ago", "", "", "")]
