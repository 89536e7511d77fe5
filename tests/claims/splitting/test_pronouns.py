import pytest

from claims.splitting import split


def statements(text: str) -> list[str]:
    return [c.statement for c in split(text, language="en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Cole left the party in May. She founded a paper in Leeds. She sold it in 2019.",
            [
                "Anna Cole left the party in May.",
                "Anna Cole founded a paper in Leeds.",
                "Anna Cole sold it in 2019.",
            ],
        ),
        (
            "The rebels took the town. They burned the bridge and fled to the hills.",
            [
                "The rebels took the town.",
                "The rebels burned the bridge.",
                "The rebels fled to the hills.",
            ],
        ),
    ],
)
def test_a_pronoun_gives_way_to_the_only_one_it_can_mean(text, expected):
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The firm dismissed Anna Cole in May. She sued it in June.",
        "Anna Cole met Maria Ruiz in May. She left the party in June.",
        "The rebels fought the soldiers. They burned the bridge.",
        "The mine closed in May. It employed 300 people.",
        "“Anna Cole left the party.” She founded a paper.",
    ],
)
def test_where_another_could_be_meant_the_pronoun_stays_and_is_told(text):
    last = split(text, language="en")[-1]

    assert last.statement == text[last.start : last.end]
    assert "needs_context" in {signal.code for signal in last.signals}


def test_a_replaced_pronoun_is_told_with_its_word():
    last = split("Anna Cole left in May. She founded a paper.", language="en")[-1]

    assert [s.text for s in last.signals if s.code == "resolved_pronoun"] == ["She"]
