import pytest

from claims.splitting import split
from claims.splitting.attribution import reporting

UNNAMED = [
    (
        (
            "The militias were forced to retreat, according to the sources, who spoke on condition "
            "of anonymity."
        ),
        "the sources",
    ),
    ("Officials said that the mine closed in May.", "Officials"),
    ("The mine closed in May, officials said on Monday.", "officials"),
    ("A source close to the minister said he had resigned.", "A source close to the minister"),
    ("US officials, who asked not to be named, said the strike killed 20.", "US officials"),
    ("Three people told the paper that the deal was dead.", "Three people"),
    (
        "He was killed, according to two people familiar with the matter.",
        "two people familiar with the matter",
    ),
    ("Witnesses said the bus was full.", "Witnesses"),
    ("A clerk at the bank said the safe was empty.", "A clerk at the bank"),
    ("The safe was empty, two of the guards said.", "two of the guards"),
    ("According to leaked emails, the safe was empty.", "leaked emails"),
    ("The bank was accused by residents of hiding its losses.", "residents"),
    ("The pier, locals said, was never safe.", "locals"),
    ("A new survey suggests 60% of voters want change.", "A new survey"),
    ("The bank reportedly lost 40 million euros.", ""),
    ("It is believed that the safe was empty.", ""),
    ("The thieves are said to have fled by sea.", ""),
    ("There are rumours that the bank is broke.", ""),
]

NAMED = [
    ("According to a report by the WHO, cases rose 5% in May.", "a report by the WHO"),
    ("“The mine is closed,” said Anna Smith, a teacher at the school.", "Anna Smith"),
    ("Prime Minister Anna Smith told reporters that taxes fell.", "Prime Minister Anna Smith"),
    ("On Monday, John Doe, the mayor, said the bridge was safe.", "John Doe"),
    ("The bridge, the mayor said, was safe.", "the mayor"),
    ("Senior official John Doe said it was closed.", "Senior official John Doe"),
    ("Smith warned: “No one is safe in that harbour.”", "Smith"),
    ("Police said two men were arrested.", "Police"),
    (
        "The budget was cut on Tuesday, the deputy mayor, Elena Ruiz, told reporters.",
        "Elena Ruiz",
    ),
    ("It rained, Elena Ruiz, the deputy mayor, said on Monday.", "Elena Ruiz"),
    ("Cases fell by half, the Health Ministry reported on Tuesday.", "the Health Ministry"),
    ("The bank’s director, Karl Brandt, conceded that the safe was empty.", "Karl Brandt"),
    ("Rep. Ana Ruiz (D-Ohio) said the base would close.", "Rep. Ana Ruiz"),
    ("The minister was quoted by a paper as saying that exports rose.", "The minister"),
    ("In its filing the union says 300 drivers left.", "the union"),
    ("As Reuters reported on Sunday, the port has been shut since May.", "Reuters"),
    ("“It is shut,” its director Simon Vale wrote in an email.", "Simon Vale"),
    ("Simon Vale went on to say that the alarms had worked.", "Simon Vale"),
    ("Ben Marsh disagrees: “Eleven families wrote to us.”", "Ben Marsh"),
    ("In the words of the coach, the team was tired.", "the coach"),
    ("The mine flooded on Monday, the owner, Clara Voss, said.", "Clara Voss"),
    ("Ruiz accused the police of beating 30 students.", "Ruiz"),
    ("The court rejected Brandt’s claim that the safe was empty.", "Brandt"),
    ("The bank cut 300 jobs, saying rent had become too high.", "The bank"),
    ("The audit found that 200 lorries had vanished.", "The audit"),
    ("Lawyers for Dana Cole argue that the search was illegal.", "Lawyers for Dana Cole"),
    ("Okello: “The gate was locked from outside.”", "Okello"),
    ("The union called the offer “an insult to 4,000 families”.", "The union"),
]

NOBODY = [
    "The company reported a loss of 5 million euros.",
    "The company announced a new mine in May.",
    "The man who said he was a doctor was arrested.",
    "The mine closed in May.",
    "Officials have not said how many were on board.",
    "The ministry would not confirm that the ship had sunk.",
    "He told the driver to stop at the bridge.",
    "The court denied the appeal in March.",
    "The bridge was built according to plan.",
    "The United States sold 40 jets to Poland.",
    "Workers found a wall under the car park.",
    "Her statement lasted four minutes.",
    "The speech was read by 2 million people.",
]


def source(text: str) -> tuple[str, str]:
    first = split(text, language="en")[0]
    return first.claimant, first.attribution


@pytest.mark.parametrize(("sentence", "claimant"), UNNAMED)
def test_sources_without_a_name_are_recognised(sentence, claimant):
    assert source(sentence) == (claimant, "unnamed")


@pytest.mark.parametrize(("sentence", "claimant"), NAMED)
def test_named_speakers_are_the_claimants(sentence, claimant):
    assert source(sentence) == (claimant, "named")


@pytest.mark.parametrize("sentence", NOBODY)
def test_what_nobody_is_quoted_with_has_no_claimant(sentence):
    assert source(sentence) == ("", "none")


def test_a_trailing_attribution_is_a_signal_and_not_part_of_the_statement():
    text = "The mine closed in May, officials said on Monday."

    (found,) = split(text, language="en")

    assert (found.quote, found.statement) == (text, "The mine closed in May.")
    assert [s.text for s in found.signals if s.code == "unnamed_source"] == [
        "officials said on Monday"
    ]


def test_an_attribution_inside_a_sentence_belongs_to_its_part_only():
    text = "The mine closed in May and its owner fled, but officials said the workers were paid."

    assert [c.attribution for c in split(text, language="en")][:1] == ["none"]


def test_every_part_before_a_trailing_attribution_hangs_on_it():
    text = "The rebels seized two bridges and burned the customs house, according to witnesses."

    assert [(c.claimant, c.attribution) for c in split(text, language="en")] == [
        ("witnesses", "unnamed"),
        ("witnesses", "unnamed"),
    ]


def test_the_places_of_an_attribution_may_lie_in_another_sentence():
    text = "“The mine was never safe,” said Anna Smith. “It employed 300 people.”"

    found = split(text, language="en")[-1]

    assert [text[start:end] for start, end in found.attribution_spans] == ["said Anna Smith"]


def test_a_quotation_goes_on_in_a_paragraph_that_opens_with_a_mark():
    text = "“It is shut,” Anna Smith said. “It was never safe.\n\n“It employed 300 people.”"

    assert [c.claimant for c in split(text, language="en")] == ["Anna Smith"] * 3


def test_every_sentence_of_a_quotation_has_its_speaker():
    text = "“The mine closed in 2019. It employed 300 people,” said Anna Smith."

    assert [(c.kind, c.claimant) for c in split(text, language="en")] == [
        ("quotation", "Anna Smith"),
        ("quotation", "Anna Smith"),
    ]


def test_a_quotation_that_goes_on_in_the_next_sentence_keeps_its_speaker():
    text = "“The mine was never safe,” said Anna Smith. “It employed 300 people.”\n\n“It closed.”"

    assert [c.claimant for c in split(text, language="en")] == ["Anna Smith", "Anna Smith", ""]


FORMS = [
    ("“It was not great,” the Courier quoted Jonas Hart as saying.", "Jonas Hart", "named"),
    ("The Courier quoted Jonas Hart as saying that the mine had closed.", "Jonas Hart", "named"),
    ("'All of them work there,' Ann Voss said.", "Ann Voss", "named"),
    ("The police said shortly after 10 a.m. that they found no weapons.", "The police", "named"),
    (
        "Norvik Media, a fast-growing chain, said it was buying a mine.",
        "Norvik Media",
        "named",
    ),
    ("The bridge is closed, warned a spokesman.", "a spokesman", "named"),
    ("Norvik, the largest lender, reported an underlying gain of 2 per cent.", "", "none"),
]


@pytest.mark.parametrize(("text", "claimant", "attribution"), FORMS)
def test_the_claimant_is_whoever_says_it(text, claimant, attribution):
    (found,) = split(text, language="en")

    assert (found.claimant, found.attribution) == (claimant, attribution)


TWO = [
    (
        "Ann Voss said the dam was safe, but Jonas Hart said it had cracked twice.",
        [
            ("Ann Voss said the dam was safe.", "Ann Voss"),
            ("Jonas Hart said it had cracked twice.", "Jonas Hart"),
        ],
    ),
    (
        "“The dam is safe,” said Ann Voss, while experts said that it had cracked twice.",
        [("The dam is safe.", "Ann Voss"), ("Experts said that it had cracked twice.", "experts")],
    ),
    (
        "The firm said that it paid its taxes; the auditor said it owed $4 million.",
        [
            ("The firm said that it paid its taxes.", "The firm"),
            ("The auditor said it owed $4 million.", "the auditor"),
        ],
    ),
    (
        "Voss said the dam was safe, and told reporters that the town was not at risk.",
        [("Voss said the dam was safe, and told reporters that the town was not at risk.", "Voss")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TWO)
def test_of_two_speakers_in_one_sentence_each_has_what_they_said(text, expected):
    assert [(c.statement, c.claimant) for c in split(text, language="en")] == expected


SIGNED = [
    "“The pier was never safe. It should have closed.” — Ann Voss",
    "“The pier was never safe. It should have closed.” – Ann Voss, chief engineer",
    "“The pier was never safe. It should have closed.”\n— Ann Voss",
]


@pytest.mark.parametrize("text", SIGNED)
def test_a_quotation_is_whose_name_stands_under_it(text):
    told = [(c.statement, c.claimant, c.attribution) for c in split(text, language="en")]

    assert told == [
        ("The pier was never safe.", "Ann Voss", "named"),
        ("It should have closed.", "Ann Voss", "named"),
    ]


def test_a_dash_after_a_quotation_need_not_sign_it():
    text = "“The pier is safe.” — That was what the mayor told the town in May."

    assert [c.claimant for c in split(text, language="en")][:1] == [""]


def test_she_is_the_last_person_named():
    text = "Anna Smith said the mine closed in May. “It employed 300 people,” she added."

    assert [c.claimant for c in split(text, language="en")] == ["Anna Smith", "Anna Smith"]


ABROAD = [
    ("Según fuentes militares, el puerto fue cerrado en mayo.", "fuentes militares", "unnamed"),
    ("«El puerto está cerrado», dijo Ana Pérez, la alcaldesa.", "Ana Pérez", "named"),
    ("El ministro de Sanidad afirmó que los casos bajaron.", "El ministro de Sanidad", "named"),
    ("Selon Marie Dupont, le port a été fermé en mai.", "Marie Dupont", "named"),
    ("« Le port est fermé », a déclaré le ministre des Ports.", "le ministre des Ports", "named"),
    ("„Der Hafen ist zu“, sagte die Sprecherin Anna Weber.", "die Sprecherin Anna Weber", "named"),
    ("Laut Experten stieg die Miete um 4 Prozent.", "Experten", "unnamed"),
    ("Segundo testemunhas, o ônibus não tinha freios.", "testemunhas", "unnamed"),
    ("Bakan Ali Yılmaz, “Liman mayıstan beri kapalı” dedi.", "Bakan Ali Yılmaz", "named"),
    ("قال المتحدث باسم الوزارة إن الميناء مغلق منذ مايو.", "المتحدث باسم الوزارة", "named"),
    ("به گفته مقامات محلی، ۱۲ نفر کشته شدند.", "مقامات محلی", "unnamed"),
    ("По словам очевидцев, автобус ехал без света.", "очевидцев", "unnamed"),
    ("मंत्री ने कहा कि बंदरगाह मई से बंद है।", "मंत्री", "named"),
    ("市长王明表示，港口从五月起关闭。", "市长王明", "named"),
    ("Порт закрыли в мае из-за шторма.", "", "none"),
    ("La fábrica cerró en 2019 y despidió a 300 personas.", "", "none"),
]


@pytest.mark.parametrize(("text", "claimant", "attribution"), ABROAD)
def test_attributions_in_other_languages(text, claimant, attribution):
    (found,) = split(text)

    assert (found.claimant, found.attribution) == (claimant, attribution)


def test_a_subject_left_out_is_whoever_spoke_last():
    text = "«El puerto está cerrado», dijo Ana Pérez. «Es por la tormenta», añadió."

    assert [c.claimant for c in split(text, language="es")] == ["Ana Pérez", "Ana Pérez"]


def test_every_phrase_of_anonymity_is_found_by_its_part() -> None:
    missed = [
        phrase
        for phrase in reporting.ANONYMITY
        if not any(part in phrase for part in reporting.OF_ANONYMITY)
    ]

    assert missed == []
