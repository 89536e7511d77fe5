import pytest

from claims.splitting import split

INTENTS = [
    "The union is determined to keep the pit open.",
    "Norvik wants to buy the harbour.",
    "The two firms plan to merge in spring.",
    "The mayor vowed to rebuild the bridge.",
    "The island is seeking to join the union.",
    "The club aims to sell its ground.",
    "There is the matter of Norvik wanting to close the pier.",
    "The rebels threatened to blow up the dam.",
]
EVENTS = [
    "The army was forced to retreat.",
    "The crew managed to close the valve.",
    "The man who wanted to leave was shot.",
    "The firm tried to hide the leak.",
    "Protesters seeking to enter the palace were arrested.",
    "The council agreed to pay the workers.",
]
OTHERS = [
    ("The pier will close in June.", "prediction"),
    ("The pier is likely to close.", "prediction"),
    ("The mayor should resign.", "opinion"),
    ("The verdict was a very good one.", "opinion"),
    ("They believe it was murder.", "opinion"),
    ("The pier closed because a ship hit it.", "causal"),
    ("The leak led to a strike.", "causal"),
    ("The north is colder than the south.", "comparison"),
    ("The dam is the tallest in the country.", "comparison"),
    ("More than 300 people left.", "quantity"),
    ("The firm cut 300 jobs.", "quantity"),
    ("Its shares dropped as much as 10 per cent.", "quantity"),
    ("The south has as many mines as the north.", "comparison"),
    ("“The pier was never safe at all,” she said.", "quotation"),
    ("‘The pier was never safe at all,’ she said.", "quotation"),
    ("'The pier wasn't ever safe at all,' she said.", "quotation"),
    ("The porters' union and the pilots' union lost members.", "event"),
    (
        "“It was never safe,” said Ann Voss, the chief engineer of the port of Holm in the north.",
        "quotation",
    ),
    (
        "Jonas Hart, the chief engineer of the northern harbour authority, said: “It was a lie.”",
        "quotation",
    ),
    ("Jonas Hart said the report about the pier and its owners was “a lie”.", "event"),
    ("The train is due to arrive at noon.", "event"),
    ("The pier closed in May.", "event"),
]


@pytest.mark.parametrize("sentence", INTENTS)
def test_what_somebody_means_to_do_has_not_happened(sentence):
    assert [found.kind for found in split(sentence, language="en")] == ["intent"]


@pytest.mark.parametrize("sentence", EVENTS)
def test_what_somebody_was_made_to_do_or_tried_has_happened(sentence):
    assert [found.kind for found in split(sentence, language="en")] == ["event"]


@pytest.mark.parametrize(("sentence", "kind"), OTHERS)
def test_kinds_are_judged_by_their_words(sentence, kind):
    assert [found.kind for found in split(sentence, language="en")] == [kind]


@pytest.mark.parametrize("sentence", ["Who closed the pier?", "Click here to read more."])
def test_questions_and_instructions_are_no_claims(sentence):
    assert split(f"{sentence} The pier closed in May.", language="en")[0].kind == "event"
