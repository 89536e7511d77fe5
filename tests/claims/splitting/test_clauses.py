import pytest

from claims.splitting import split


def quotes(text: str) -> list[str]:
    return [c.quote for c in split(text, language="en")]


def statements(text: str) -> list[str]:
    return [c.statement for c in split(text, language="en")]


CUT = [
    (
        (
            "The northern militias, made up of local men, have so far taken 14 villages and "
            "attempted to hold the dam near the city, guarded by soldiers, police (NP) and "
            "farmers, but they were prevented from going further because of the floods."
        ),
        [
            "The northern militias, made up of local men, have so far taken 14 villages.",
            (
                "The northern militias have attempted to hold the dam near the city, guarded by "
                "soldiers, police (NP) and farmers."
            ),
            "The northern militias were prevented from going further because of the floods.",
        ],
    ),
    (
        "The company bought the mine in 2015 and sold it in 2019.",
        ["The company bought the mine in 2015.", "The company sold it in 2019."],
    ),
    (
        "In 2015, the council closed the school and moved the pupils to Leeds.",
        [
            "In 2015, the council closed the school.",
            "In 2015, the council moved the pupils to Leeds.",
        ],
    ),
    (
        "Exports rose 5% last year while imports fell 3%.",
        ["Exports rose 5% last year.", "Imports fell 3%."],
    ),
    (
        "The bank raised rates in June; the government cut the budget by 5%.",
        ["The bank raised rates in June.", "The government cut the budget by 5%."],
    ),
    (
        "The bank raised rates in June, and the government has cut taxes.",
        ["The bank raised rates in June.", "The government has cut taxes."],
    ),
    (
        (
            "Rebels clashed with the army in May, when the soldiers burned houses in the valley "
            "and attacked a convoy."
        ),
        [
            "Rebels clashed with the army in May.",
            "The soldiers burned houses in the valley.",
            "The soldiers attacked a convoy.",
        ],
    ),
    (
        "The fields hold a third of the oil, which is why everyone wants them.",
        [
            "The fields hold a third of the oil.",
            "Everyone wants them.",
        ],
    ),
    (
        "Voters elected a new governor on Sunday, and turnout reached 64 percent.",
        ["Voters elected a new governor on Sunday.", "Turnout reached 64 percent."],
    ),
    (
        "In 2018, the city closed three libraries, sold the town hall and raised bus fares.",
        [
            "In 2018, the city closed three libraries.",
            "In 2018, the city sold the town hall.",
            "In 2018, the city raised bus fares.",
        ],
    ),
    (
        "Norvik wants a harbour, which is why they leased the pier in 2017.",
        ["Norvik wants a harbour.", "They leased the pier in 2017."],
    ),
    (
        "The firm lost its licence in May, which means that it cannot sell gas.",
        ["The firm lost its licence in May.", "It cannot sell gas."],
    ),
    (
        "The dam broke in May, which is when the army arrived.",
        ["The dam broke in May.", "The army arrived."],
    ),
    (
        "The navy said it sank two boats and captured 12 men.",
        ["The navy said it sank two boats.", "The navy said it captured 12 men."],
    ),
    (
        "He said that the army took the city and burned the harbour.",
        [
            "He said that the army took the city.",
            "He said that the army burned the harbour.",
        ],
    ),
    (
        "The bank, which has kept rates at 5%, raised its forecast and cut 300 jobs.",
        [
            "The bank raised its forecast.",
            "The bank has kept rates at 5%.",
            "The bank cut 300 jobs.",
        ],
    ),
    (
        "The law, passed in 2021, bans fireworks and allows fines of up to $5,000.",
        ["The law, passed in 2021, bans fireworks.", "The law allows fines of up to $5,000."],
    ),
    (
        "He did not pay the tax and was fined 300 euros.",
        ["He did not pay the tax.", "He was fined 300 euros."],
    ),
    (
        (
            "The rebels were driven from the valley, after their stores were burned by jets in "
            "the village of Orlo."
        ),
        [
            "The rebels were driven from the valley.",
            "The rebels’ stores were burned by jets in the village of Orlo.",
        ],
    ),
    (
        "Late last month, the guards fought with smugglers, when the smugglers fired flares at it.",
        [
            "Late last month, the guards fought with smugglers.",
            "Late last month, the smugglers fired flares at it.",
        ],
    ),
    (
        "The party lost ground as the Greens won 12 seats.",
        ["The party lost ground.", "The Greens won 12 seats."],
    ),
    (
        "Rebels took the bridge before the army reached the river.",
        ["Rebels took the bridge.", "The army reached the river."],
    ),
    (
        "After the army left the town, rebels burned the bridge.",
        ["The army left the town.", "Rebels burned the bridge."],
    ),
    (
        "Cole had two rifles when he surrendered to officers.",
        ["Cole had two rifles.", "Cole surrendered to officers."],
    ),
    (
        "The report said that the dam was unsafe and that the engineers had warned the ministry.",
        [
            "The report said that the dam was unsafe.",
            "The report said that the engineers had warned the ministry.",
        ],
    ),
    (
        "The suspect was arrested and charged with murder.",
        ["The suspect was arrested.", "The suspect was charged with murder."],
    ),
    (
        "The company bought the mine, sold its trucks and dismissed 300 workers.",
        [
            "The company bought the mine.",
            "The company sold its trucks.",
            "The company dismissed 300 workers.",
        ],
    ),
    (
        "Another man was detained and two women were released.",
        ["Another man was detained.", "Two women were released."],
    ),
    (
        "In 2015, the council closed the school, and the mayor sold the land.",
        ["In 2015, the council closed the school.", "In 2015, the mayor sold the land."],
    ),
    (
        "In 2015, the council closed the school, and in 2019 the mayor sold the land.",
        ["In 2015, the council closed the school.", "In 2019 the mayor sold the land."],
    ),
    (
        "The shares fell — wages rose.",
        ["The shares fell.", "Wages rose."],
    ),
]

WHOLE = [
    "Smith was born in Leeds and moved to London.",  # "was moved"?
    "Police found weapons and stolen cars.",
    "He killed two soldiers and wounded civilians.",
    "Oil produced in Norway and sold in Turkey funds the group.",
    "Goods made in China and sold in Europe were taxed.",
    "Officials said the mine closed in May and declined to comment.",  # who declined?
    "The company closed the mine, and its workers were dismissed.",  # whose?
    "She visited the camp, the hospital, and the school built in 2010.",
    "The council approved the law in March, but it was overturned by the court.",  # what was?
    "If taxes rise, firms have left and the budget has shrunk.",
    "“We closed the mine and sold the land,” he said.",
    "The rebels fought the army, the Workers’ Party (PKK) and the Union Party (PYD).",
    "Smith and Jones signed the treaty.",
    "Senator Smith and I differed on the war.",
    "The firm was hired to audit the books and set up files.",
    "The law was approved, but it is likely that it was never read.",
    "Police believe Smith and Jones were paid in cash.",
    "The judge told Smith and the lawyers were paid.",
    "The firm was scheduled to publish its figures after the market closed.",
    "That setback came after its stock had gained 4% in May.",
    "The sale came two weeks before the court closed the mine.",
    "The mine closed in 1990, which means a loss of 300 jobs.",
    "The plan would close the mine after the strike ended.",
    "The law was not changed after the court ruled.",
    "He left two days after the court ruled.",
    "The town — the army took it in May — was empty.",
    "Shares fell by 6%, as investors sold bonds, before being halted by the exchange.",
]


@pytest.mark.parametrize(("sentence", "expected"), CUT)
def test_each_part_that_can_be_checked_alone_is_a_claim(sentence, expected):
    assert statements(sentence) == expected


@pytest.mark.parametrize("sentence", WHOLE)
def test_where_a_cut_could_be_wrong_the_sentence_stays_whole(sentence):
    assert quotes(sentence) == [sentence]


def test_parts_keep_their_own_places():
    text = "He left. The company bought the mine in 2015 and sold it in 2019."

    found = [(c.start, c.end, c.quote) for c in split(text, language="en")]

    assert found[1:] == [
        (9, 44, "The company bought the mine in 2015"),
        (49, 65, "sold it in 2019."),
    ]


def test_what_follows_from_a_clause_is_judged_by_its_own_words():
    text = "The fields hold a third of the oil, which is why everyone wants to control them."

    assert [c.kind for c in split(text, language="en")] == ["quantity", "intent"]


def test_a_consequence_about_somebody_unclear_needs_its_context():
    text = "Norvik wants a harbour, which is why they leased the pier in 2017."
    parts = split(text, language="en")

    assert [s.text for s in parts[1].signals if s.code == "needs_context"] == ["they"]


def test_a_replaced_pronoun_is_told():
    parts = split("The rebels marched to the city, but they were stopped.", language="en")

    assert [(s.code, s.text) for s in parts[1].signals if s.code == "resolved_pronoun"] == [
        ("resolved_pronoun", "they")
    ]


def test_the_link_to_the_sentence_before_is_left_out_of_the_statement():
    assert statements("But the army retreated in May.") == ["The army retreated in May."]


def test_a_word_that_only_ties_a_sentence_to_another_is_left_out():
    assert statements("However, the army retreated in May.") == ["The army retreated in May."]


def test_other_languages_stay_whole():
    text = "La empresa compró la mina en 2015 y la vendió en 2019, pero no pagó los impuestos."

    assert [c.statement for c in split(text)] == [text]


def test_a_source_alone_after_a_link_is_stated_as_it_stands():
    assert statements("And according to the army") == ["According to the army."]
