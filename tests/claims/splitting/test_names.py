import pytest

from claims.splitting import split

INTRODUCED = [
    ("Anna Smith opened the pier.", "Smith said it was safe.", "Anna Smith"),
    ("Anna Smith opened the pier.", "Mrs Smith said it was safe.", "Anna Smith"),
    ("Anna Smith, the mayor, opened the pier.", "The mayor said it was safe.", "Anna Smith"),
    ("Mayor Anna Smith opened the pier.", "The mayor said it was safe.", "Anna Smith"),
    ("The mayor of Tarn, Anna Smith, left.", "The mayor said it was safe.", "Anna Smith"),
    (
        "The Pier Workers’ Union (PWU) met in May.",
        "The PWU said it was safe.",
        "Pier Workers’ Union",
    ),
    ("The Health Ministry met in May.", "The ministry said it was safe.", "Health Ministry"),
    (
        "A report by the Port Board lists 9 piers.",
        "The report also says that 3 of them are safe.",
        "A report by the Port Board",
    ),
    ("Bill de Tarn opened the pier.", "De Tarn said it was safe.", "Bill de Tarn"),
    ("James O’Neill opened the pier.", "O'Neill said it was safe.", "James O’Neill"),
]

IN_DOUBT = [
    ("Anna Smith met John Smith.", "Smith said it was safe.", "Smith"),
    ("Mayor Anna Smith met Mayor John Doe.", "The mayor said it was safe.", "The mayor"),
    ("Former mayor Anna Smith left.", "The mayor said it was safe.", "The mayor"),
    ("Deputy mayor Anna Smith left.", "The mayor said it was safe.", "The mayor"),
    ("The pier opened in May.", "Smith said it was safe.", "Smith"),
]


def claimants(text: str) -> list[str]:
    return [found.claimant for found in split(text, language="en")]


@pytest.mark.parametrize(("first", "later", "claimant"), INTRODUCED)
def test_a_claimant_is_named_as_at_first_mention(first, later, claimant):
    assert claimants(f"{first} {later}")[-1] == claimant


@pytest.mark.parametrize(("first", "later", "claimant"), IN_DOUBT)
def test_a_name_in_doubt_stays_as_it_stands(first, later, claimant):
    assert claimants(f"{first} {later}")[-1] == claimant


def test_she_is_not_the_man_named_last():
    text = "Anna Smith spoke first. John Doe came later. “The pier is shut,” she said."

    assert claimants(text)[-1] == "Anna Smith"


def test_they_and_the_people_are_the_unnamed_ones_of_before():
    text = (
        "Two people close to the firm said it was broke. The people said wages were late. "
        "They added that 30 workers had left."
    )

    assert [(c.claimant, c.attribution) for c in split(text, language="en")] == [
        ("Two people close to the firm", "unnamed")
    ] * 3


def test_it_is_the_body_the_sentence_before_is_about():
    text = "The Port Board met on Monday. It said 3 piers were safe."

    assert claimants(text)[-1] == "The Port Board"


def test_the_place_of_the_full_name_is_a_place_of_the_attribution():
    text = "Anna Smith opened the pier. Smith said it was safe."

    found = split(text, language="en")[-1]

    assert [text[start:end] for start, end in found.attribution_spans] == [
        "Smith said",
        "Anna Smith",
    ]


def test_she_is_the_person_whose_role_stood_before_the_name():
    text = "Holm mayor Ann Voss said the pier had closed.\n\n“It cost $3 million,” she said."

    assert [c.claimant for c in split(text, language="en")] == ["Holm mayor Ann Voss", "Ann Voss"]
