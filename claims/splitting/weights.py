"""The weights behind check-worthiness, as data: each in log-odds, each with its reason.

The score is the logistic function of `BIAS` plus the weights of the signals found, so every point
of it can be read off the signals. The weights are set by hand, in tenths, from what fact-checkers
say they pick and pass over (checkable, about the world, of consequence: Hassan et al. 2017,
"Toward Automated Fact-Checking"; Gencheva et al. 2017, "A Context-Aware Approach";
Konstantinovskiy et al. 2018, "Towards Automated Factchecking"). They were looked at on debates,
not fitted to them.
"""

from typing import Final, NamedTuple


def _(words: str) -> str:
    """Marks words for the catalogues; pages translate them where they show them."""
    return words


class Weight(NamedTuple):
    weight: float
    reason: str


BIAS: Final = -1.3
"""A plain statement with no signal at all scores 0.21: most sentences are not worth a check."""

WEIGHTS: Final[dict[str, Weight]] = {
    "number": Weight(0.8, _("a figure can be compared with a source")),
    "several_numbers": Weight(0.3, _("figures side by side can be compared with each other")),
    "small_number": Weight(0.1, _("a figure, but of minutes, points or other small things")),
    "money_or_share": Weight(1.2, _("amounts and percentages come from statistics or accounts")),
    "public_money": Weight(0.9, _("taxes, prices, wages and budgets leave statistics")),
    "public_record": Weight(0.8, _("laws, votes and courts leave records")),
    "public_service": Weight(0.5, _("health, schools, energy and borders concern many")),
    "harm": Weight(0.7, _("death, violence and disease matter to readers when wrong")),
    "abroad": Weight(0.5, _("what other countries do is reported and recorded")),
    "institution": Weight(0.0, _("a public body or office is meant")),
    "public_words": Weight(0.4, _("two words on public matters")),
    "many_public_words": Weight(0.2, _("three words or more on public matters")),
    "record_act": Weight(0.8, _("an act of the kind that leaves a record")),
    "past_event": Weight(0.8, _("it is said to have happened already")),
    "past_state": Weight(0.1, _("it tells of the past")),
    "change": Weight(0.8, _("a rise or fall can be looked up")),
    "comparison": Weight(0.5, _("a ranking or comparison is right or wrong")),
    "evidence": Weight(0.5, _("it points to statistics, studies or documents")),
    "contradicts_earlier": Weight(0.8, _("an earlier sentence of the article says otherwise")),
    "universal": Weight(0.3, _("one counter-example decides it")),
    "named_actor": Weight(0.3, _("who did it is named, so there is something to look up")),
    "date": Weight(0.3, _("when it happened is said, so it can be found")),
    "causal": Weight(0.2, _("a cause is claimed; often contested")),
    "unnamed_source": Weight(0.2, _("nobody can be asked, so other evidence is needed")),
    "named_source": Weight(0.0, _("the source can be asked")),
    "desk_model": Weight(0.0, _("what this desk accepted and dismissed before; its weight varies")),
    "relative_date": Weight(0.0, _("a time is given, but against the day of writing")),
    "needs_article_date": Weight(0.0, _("a reviewer has to know when the article appeared")),
    "resolved_pronoun": Weight(0.0, _("a pronoun was replaced by what it seems to mean")),
    "conditional": Weight(-0.1, _("it holds only if something else does")),
    "second_person": Weight(-0.1, _("it talks to somebody rather than about the world")),
    "brief": Weight(-0.2, _("few words, so little is stated")),
    "quotation": Weight(-0.2, _("what is quoted may be rhetoric; that it was said can be checked")),
    "needs_context": Weight(-0.4, _("it opens with a word only the text before explains")),
    "vague": Weight(-0.4, _("it leaves open what is meant")),
    "hedge": Weight(-0.4, _("a hedge leaves little that could be wrong")),
    "hypothetical": Weight(-0.6, _("it tells what would be, not what is")),
    "prediction": Weight(-0.5, _("the future cannot be checked yet")),
    "values": Weight(-0.6, _("hopes and values are not true or false")),
    "opinion": Weight(-0.7, _("a judgement is not true or false")),
    "first_person": Weight(-0.6, _("speakers on themselves seldom state public facts")),
    "short": Weight(-0.7, _("too few words to state much")),
    "talk": Weight(-0.7, _("it is about the conversation itself")),
    "belief": Weight(-1.2, _("it says what the speaker thinks, which only the speaker knows")),
    "asks": Weight(-0.8, _("it opens like a question")),
    "counterfactual": Weight(-1.2, _("it tells of what did not happen")),
    "no_verb": Weight(-0.8, _("no verb was found, so it may be no sentence")),
    "private_life": Weight(-0.8, _("a person's own story concerns few")),
    "intent": Weight(-1.2, _("an intention is not a fact yet")),
    "obligation": Weight(-1.4, _("what should be done is not true or false")),
}
