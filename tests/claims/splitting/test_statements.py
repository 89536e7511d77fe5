import pytest

from claims.splitting import StatementPart, split


def parts(text: str) -> list[tuple[StatementPart, ...]]:
    return [each.statement_parts for each in split(text, language="en")]


def test_each_part_has_its_place_or_its_rule():
    text = "The rebels fled, after their camps\nwere burned by jets"

    assert parts(text)[1] == (
        StatementPart("The rebels", 0, 10),
        StatementPart("’", rule="possessive"),
        StatementPart(" ", rule="space"),
        StatementPart("camps", 29, 34),
        StatementPart(" ", rule="space"),
        StatementPart("were burned by jets", 35, 54),
        StatementPart(".", rule="stop"),
    )


def test_a_raised_first_letter_is_told_apart_from_the_rest_of_its_word():
    assert parts("Exports rose 5% while imports fell.")[1][:2] == (
        StatementPart("I", rule="capital"),
        StatementPart("mports fell.", 23, 35),
    )


def test_where_is_told_as_in():
    second = parts("Anna Cole travelled to Leeds, where the mayor opened a school.")[1]

    assert [part for part in second if part.rule] == [
        StatementPart("In", rule="place"),
        StatementPart(" ", rule="space"),
        StatementPart(" ", rule="space"),
    ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("iPhones sold out", "iPhones sold out."),
        ("“The mine was never safe.”", "The mine was never safe."),
        ("The mine closed (in May)", "The mine closed (in May)."),
        ("The mine closed…", "The mine closed…"),
    ],
)
def test_a_statement_reads_as_a_sentence(text, statement):
    assert [each.statement for each in split(text, language="en")] == [statement]


def test_other_languages_are_not_mended():
    (found,) = split("el alcalde cerró la mina en 2019", language="es")

    assert found.statement_parts == (StatementPart(found.quote, 0, 32),)


def test_the_mark_that_ends_a_quotation_of_several_sentences_is_left_out():
    found = split("“We saw smoke first. Then the siren went,” said Ola Brand.", language="en")

    assert [c.statement for c in found] == ["We saw smoke first.", "Then the siren went."]


def test_a_quotation_in_single_marks_loses_them():
    found = split("'All of them don't work there,' Ann Voss said.", language="en")

    assert [c.statement for c in found] == ["All of them don't work there."]


def test_a_possessive_inside_single_marks_ends_no_quotation():
    text = "‘It’s the porters’ fault that 30 trunks didn’t arrive,’ the clerk said."

    (said,) = split(text, language="en")

    assert said.statement == "It’s the porters’ fault that 30 trunks didn’t arrive."
    assert (said.kind, said.claimant) == ("quotation", "the clerk")
