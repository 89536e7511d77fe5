import pytest

from claims.splitting import split


def parts(text: str) -> list[tuple[str, str]]:
    return [(c.quote, c.statement) for c in split(text, language="en")]


OUT = [
    (
        "Anna Cole, who led the inquiry, left the party in May.",
        [
            (
                "Anna Cole, who led the inquiry, left the party in May.",
                "Anna Cole left the party in May.",
            ),
            ("who led the inquiry", "Anna Cole led the inquiry."),
        ],
    ),
    (
        "Rebels fought Ahrar Nur, which has held the valley for years.",
        [
            ("Rebels fought Ahrar Nur", "Rebels fought Ahrar Nur."),
            (
                "which has held the valley for years.",
                "Ahrar Nur has held the valley for years.",
            ),
        ],
    ),
    (
        (
            "The firm recalls an earlier attempt, in March, by its rivals to buy the yard and "
            "close its docks, which was also blocked by the court."
        ),
        [
            (
                (
                    "The firm recalls an earlier attempt, in March, by its rivals to buy the yard "
                    "and close its docks"
                ),
                (
                    "The firm recalls an earlier attempt, in March, by its rivals to buy the yard "
                    "and close its docks."
                ),
            ),
            (
                "which was also blocked by the court.",
                (
                    "An earlier attempt, in March, by its rivals to buy the yard and close its "
                    "docks was also blocked by the court."
                ),
            ),
        ],
    ),
    (
        "The figures were found by Selmer, a data firm, which said they were leaked.",
        [
            (
                "The figures were found by Selmer, a data firm",
                "The figures were found by Selmer, a data firm.",
            ),
            ("which said they were leaked.", "Selmer said they were leaked."),
        ],
    ),
    (
        "A bomb hit the market, killing 12 people and wounding 30.",
        [
            ("A bomb hit the market", "A bomb hit the market."),
            (
                "killing 12 people and wounding 30.",
                "A bomb hit the market, killing 12 people and wounding 30.",
            ),
        ],
    ),
    (
        "The bank raised rates, with Norway keeping its own at 3%.",
        [
            ("The bank raised rates", "The bank raised rates."),
            (
                "with Norway keeping its own at 3%.",
                "The bank raised rates, with Norway keeping its own at 3%.",
            ),
        ],
    ),
    (
        "The government raised taxes, which led to protests in the capital.",
        [
            ("The government raised taxes", "The government raised taxes."),
            (
                "which led to protests in the capital.",
                "The government raised taxes, which led to protests in the capital.",
            ),
        ],
    ),
    (
        "Anna Cole travelled to Leeds, where the mayor opened a school.",
        [
            ("Anna Cole travelled to Leeds", "Anna Cole travelled to Leeds."),
            ("where the mayor opened a school.", "In Leeds, the mayor opened a school."),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), OUT)
def test_an_aside_that_can_be_checked_alone_is_a_claim(sentence, expected):
    assert parts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The ship carried grain from Odessa to Tunis, which was sold at a loss.",
        "The tax was cut by the minister in Rome, who left in May.",
        "The council met the son of the mayor, who had left the party.",
        "She said the firm had lied, adding that nobody was paid.",
        "The rules cover three trades, including mining, fishing and farming.",
    ],
)
def test_where_two_things_could_be_meant_nothing_is_taken_out(sentence):
    assert [quote for quote, _ in parts(sentence)] == [sentence]


def test_what_the_article_tells_of_a_speaker_is_not_the_speakers():
    text = (
        "Ann Voss, who founded Norvik in 2004, admitted that the firm paid 30 officials and hid "
        "the leak."
    )

    assert [(c.statement, c.claimant) for c in split(text, language="en")] == [
        ("Ann Voss admitted that the firm paid 30 officials.", "Ann Voss"),
        ("Ann Voss founded Norvik in 2004.", ""),
        ("Ann Voss admitted that the firm hid the leak.", "Ann Voss"),
    ]


def test_how_a_source_spoke_is_no_claim():
    text = "Two clerks, who spoke on condition of anonymity, said the dam had cracked."

    assert [c.quote for c in split(text, language="en")] == [text]
