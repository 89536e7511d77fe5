import json

import pytest

from claims import splitting
from claims.splitting import split
from claims.splitting.weights import WEIGHTS

KINDS = [
    ("The army entered the city.", "event"),
    ("The mine employs 300 people.", "quantity"),
    ("“The mine was never safe for anybody,” said Anna Smith.", "quotation"),
    ("The harbour closed because of the storm.", "causal"),
    ("Unemployment is higher than in 2010.", "comparison"),
    ("It is the strictest law in Europe.", "comparison"),
    ("The government will build a new harbour.", "prediction"),
    ("Norway wants to buy the island.", "intent"),
    ("The island is going to be sold.", "prediction"),
    ("The minister should resign.", "opinion"),
    ("I think the mine closed too late.", "opinion"),
    ("The decision was truly shameful.", "opinion"),
]


@pytest.mark.parametrize(("sentence", "kind"), KINDS)
def test_the_kind_of_a_claim(sentence, kind):
    assert [c.kind for c in split(sentence, language="en")] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Who wants to take control and why ?",
        "“Is the mine closed?”",
        "هل أغلق المصنع؟",
        "今天有多少人？",
        "Click here for more.",
        "Read more about the mine.",
        "…",
        "* * *",
        "12.",
    ],
)
def test_questions_instructions_and_ornaments_are_no_claims(text):
    assert split(text) == []


def test_headings_and_bylines_are_no_claims():
    text = "Mine closes after forty years\n\nBy Anna Smith\n\nThe mine closed in May.\n"

    assert [c.quote for c in split(text)] == ["The mine closed in May."]


@pytest.mark.parametrize("sentence", [s for s, kind in KINDS if kind in {"prediction", "opinion"}])
def test_what_cannot_be_checked_scores_low(sentence):
    assert max(c.checkworthiness for c in split(sentence, language="en")) < 0.3


def test_a_figure_with_a_named_actor_outranks_small_talk():
    figure = "The Ministry of Health said 4,000 people died in the epidemic in 2019."
    talk = "We had a lovely chat about you."

    (first,), (second,) = split(figure, language="en"), split(talk, language="en")

    assert first.checkworthiness > 0.8 > 0.3 > second.checkworthiness


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mine closed in February.", "February"),
        ("Late last week, the mine closed.", "Late last week"),
        ("Since last September, the mine has been closed.", "last September"),
        ("The mine closed on Tuesday.", "Tuesday"),
        ("The mine closed three years ago.", "three years ago"),
    ],
)
def test_dates_that_need_the_articles_date_are_flagged(text, words):
    found = {s.code: s.text for s in split(text, language="en")[0].signals}

    assert found["needs_article_date"] == words


@pytest.mark.parametrize(
    "text",
    [
        "The country is bankrupt after this seven-year-long civil war.",
        "The mine closed in February 2019.",
        "The mine closed on 3 May 2019.",
        "The minister may resign.",
    ],
)
def test_other_times_are_not(text):
    codes = {s.code for s in split(text, language="en")[0].signals}

    assert "needs_article_date" not in codes


def test_a_year_is_a_date_and_not_a_figure():
    (found,) = split("The mine closed in 2019.", language="en")

    assert (found.kind, [s.text for s in found.signals if s.code == "date"]) == ("event", ["2019"])


def test_the_score_is_the_sum_of_its_signals():
    (found,) = split("The mine lost 300 jobs in 2019.", language="en")

    assert {s.code: s.weight for s in found.signals} == {
        s.code: WEIGHTS[s.code].weight for s in found.signals
    }
    assert splitting.signals.score(found.signals) == found.checkworthiness


def test_every_weight_has_its_reason():
    assert [code for code, weight in WEIGHTS.items() if not weight.reason] == []


def test_json_has_exactly_the_fields_of_a_candidate_and_plain_values():
    (found,) = split("The mine closed in 2019.", language="en")

    values = json.loads(json.dumps(splitting.as_json(found)))

    assert list(values) == [
        "start",
        "end",
        "quote",
        "statement",
        "kind",
        "checkworthiness",
        "signals",
        "claimant",
        "attribution",
        "statement_parts",
        "attribution_spans",
        "times",
    ]
    assert values["signals"] == [
        {"code": s.code, "weight": s.weight, "text": s.text} for s in found.signals
    ]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "أغلق المصنع في مايو 2019. كان يعمل فيه 300 شخص. لماذا؟",
            ["أغلق المصنع في مايو 2019.", "كان يعمل فيه 300 شخص."],
        ),
        (
            "کارخانه در سال ۱۳۹۸ بسته شد. سیصد نفر بیکار شدند.",
            ["کارخانه در سال ۱۳۹۸ بسته شد.", "سیصد نفر بیکار شدند."],
        ),
        (
            "La mina cerró en 2019. ¿Por qué? Perdieron 300 empleos.",
            ["La mina cerró en 2019.", "Perdieron 300 empleos."],
        ),
        ("工厂于2019年关闭。有300名工人失业。", ["工厂于2019年关闭。", "有300名工人失业。"]),
    ],
)
def test_other_languages_give_whole_sentences(text, quotes):
    assert [c.quote for c in split(text)] == quotes


def test_a_line_of_100000_characters_is_read_to_its_end():
    text = "The mine closed in May. " * 4167

    found = split(text)

    assert (len(text) > 100_000, len(found), found[-1].end) == (True, 4167, len(text) - 1)


def test_the_same_text_gives_the_same_candidates():
    text = "The mine lost 300 jobs, but it was saved. Officials said it will reopen."

    assert split(text) == split(text)
