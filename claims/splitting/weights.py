"""The weights behind check-worthiness, as data: each in log-odds, each with its reason.

The score is the logistic function of `BIAS` plus the weights of the signals found, so every point
of it can be read off the signals. The weights are set by hand from what fact-checkers say they
pick (checkable, about the world, of consequence: Konstantinovskiy et al. 2018, "Towards Automated
Factchecking"; Hassan et al. 2017, "ClaimBuster") and were looked at, not fitted, on debates.
"""

from typing import Final, NamedTuple


class Weight(NamedTuple):
    weight: float
    reason: str


BIAS: Final = -1.3
"""A plain statement with no signal at all scores 0.21: most sentences are not worth a check."""

WEIGHTS: Final[dict[str, Weight]] = {
    "number": Weight(1.2, "a figure can be compared with a source"),
    "money_or_share": Weight(0.7, "amounts and percentages come from statistics or accounts"),
    "named_actor": Weight(0.5, "who did it is named, so there is something to look up"),
    "past_event": Weight(0.5, "it is said to have happened already"),
    "change": Weight(0.8, "a rise or fall can be looked up"),
    "comparison": Weight(0.5, "a ranking or comparison is right or wrong"),
    "causal": Weight(0.5, "a cause is claimed; often contested"),
    "public_record": Weight(0.7, "laws, votes, budgets and courts leave records"),
    "harm": Weight(0.6, "death, violence and disease matter to readers when wrong"),
    "universal": Weight(0.2, "one counter-example decides it"),
    "date": Weight(0.3, "when it happened is said, so it can be found"),
    "relative_date": Weight(0.1, "a time is given, but against the day of writing"),
    "needs_article_date": Weight(0.0, "a reviewer has to know when the article appeared"),
    "named_source": Weight(0.1, "the source can be asked"),
    "unnamed_source": Weight(0.2, "nobody can be asked, so other evidence is needed"),
    "quotation": Weight(-0.2, "what is quoted may be rhetoric; that it was said can be checked"),
    "hedge": Weight(-0.5, "a hedge leaves little that could be wrong"),
    "first_person": Weight(-0.4, "speakers on themselves seldom state public facts"),
    "second_person": Weight(-0.4, "it talks to somebody rather than about the world"),
    "needs_context": Weight(-0.2, "it opens with a word only the text before explains"),
    "resolved_pronoun": Weight(0.0, "a pronoun was replaced by what it seems to mean"),
    "short": Weight(-0.8, "too few words to state much"),
    "no_verb": Weight(-0.8, "no verb was found, so it may be no sentence"),
    "prediction": Weight(-2.4, "the future cannot be checked yet"),
    "opinion": Weight(-2.4, "a judgement is not true or false"),
}
