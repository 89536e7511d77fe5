import pytest

from claims.splitting import split

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
]

NOBODY = [
    "The company reported a loss of 5 million euros.",
    "The company announced a new mine in May.",
    "The man who said he was a doctor was arrested.",
    "The mine closed in May.",
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


def test_every_sentence_of_a_quotation_has_its_speaker():
    text = "“The mine closed in 2019. It employed 300 people,” said Anna Smith."

    assert [(c.kind, c.claimant) for c in split(text, language="en")] == [
        ("quotation", "Anna Smith"),
        ("quotation", "Anna Smith"),
    ]


def test_a_quotation_that_goes_on_in_the_next_sentence_keeps_its_speaker():
    text = "“The mine was never safe,” said Anna Smith. “It employed 300 people.”\n\n“It closed.”"

    assert [c.claimant for c in split(text, language="en")] == ["Anna Smith", "Anna Smith", ""]


def test_she_is_the_last_person_named():
    text = "Anna Smith said the mine closed in May. “It employed 300 people,” she added."

    assert [c.claimant for c in split(text, language="en")] == ["Anna Smith", "Anna Smith"]


@pytest.mark.parametrize(
    ("text", "claimant", "attribution"),
    [
        ("Según fuentes militares, el puerto fue cerrado en mayo.", "fuentes militares", "unnamed"),
        ("Selon Marie Dupont, le port a été fermé en mai.", "Marie Dupont", "named"),
    ],
)
def test_the_cheapest_attributions_are_known_in_other_languages(text, claimant, attribution):
    (found,) = split(text)

    assert (found.claimant, found.attribution) == (claimant, attribution)
