"""Learning: a logistic regression over the score, its signals and words, by scikit-learn.

scikit-learn is needed here only; what it learned is applied without it (`splitting.trained`).
"""

import importlib
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from claims.exceptions import NoTrainer, TooFewLabels
from claims.models import WorthModel
from claims.splitting import Candidate, signals, trained
from claims.training import evaluation, versions
from claims.training.evaluation import Scored
from claims.training.labels import Example
from factcheck.accounts.models import User

FEWEST: Final = 20
"""Of each label: with fewer, the held-out part would say nothing."""
_HELD_OUT: Final = 0.25
_FEWEST_UNSEEN: Final = 5
_SEED: Final = 20170803
_MOST_WORDS: Final = 2000
_SEEN: Final = 3  # a word in fewer examples is no evidence
_STRENGTHS: Final = (0.03, 0.1, 0.3, 1.0)  # inverse of the regularisation, chosen by folds
_FOLDS: Final = 4
_STEPS: Final = 2000


@dataclass(frozen=True)
class Origin:
    """Where the labels are from: `source` for people, `name` as they call the model."""

    source: str
    name: str = ""


def train(
    examples: Sequence[Example], *, origin: Origin, by: User | None, now: datetime
) -> WorthModel:
    """A new version, evaluated on examples it has not seen; it is not switched on.

    A quarter of the examples is held out, the same share of either label; the weights kept are
    those evaluated. Raises NoTrainer, TooFewLabels.
    """
    learning, unseen = _parted(_without_doubles(examples))
    model = _fit(learning)
    before = [Scored(_score(each, None), each.worth) for each in unseen]
    after = [Scored(_score(each, model), each.worth) for each in unseen]
    metrics = {
        "held_out": len(unseen),
        "chance": round(sum(each.worth for each in unseen) / len(unseen), 3),
        "transparent": evaluation.report(before),
        "trained": evaluation.report(after),
    }
    return versions.record(
        model,
        origin=origin.source,
        name=origin.name,
        counts=_counts(learning, unseen),
        metrics=metrics,
        by=by,
        now=now,
    )


def _without_doubles(examples: Sequence[Example]) -> list[Example]:
    """Each statement once, or learning and held-out part would share it; the last label counts."""
    return list({each.statement: each for each in examples}.values())


def _parted(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """What to learn from and what to evaluate on, either label in both in the same share."""
    by_label = Counter(each.worth for each in examples)
    for worth, what in ((True, _("worth a check")), (False, _("not worth a check"))):
        if by_label[worth] < FEWEST:
            raise TooFewLabels(
                _(
                    "%(count)s different examples are labelled “%(what)s”; "
                    "at least %(few)s are needed."
                )
                % {"count": by_label[worth], "what": what, "few": FEWEST}
            )
    draw = random.Random(_SEED)  # noqa: S311 - which examples are held out is no secret
    learning, unseen = [], []
    for worth in (True, False):
        alike = [each for each in examples if each.worth is worth]
        draw.shuffle(alike)
        cut = max(_FEWEST_UNSEEN, round(_HELD_OUT * len(alike)))
        unseen += alike[:cut]
        learning += alike[cut:]
    return learning, unseen


def _fit(examples: list[Example]) -> trained.Model:
    linear, picking, vectors = _trainer()
    codes = sorted({signal.code for each in examples for signal in each.signals})
    vocabulary = _vocabulary(examples)
    names = ["base", *(f"signal:{code}" for code in codes), *(f"word:{w}" for w in vocabulary)]
    shape = vectors.DictVectorizer()
    shape.fit([dict.fromkeys(names, 1.0)])
    rows = shape.transform([_features(each) for each in examples])
    folds = picking.StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    search = picking.GridSearchCV(
        linear.LogisticRegression(max_iter=_STEPS),
        {"C": list(_STRENGTHS)},
        scoring="average_precision",
        cv=folds,
    )
    search.fit(rows, [each.worth for each in examples])
    learned = search.best_estimator_
    weights = dict(zip(shape.get_feature_names_out(), learned.coef_[0], strict=True))
    return trained.Model(
        0,
        _rounded(learned.intercept_[0]),
        _rounded(weights["base"]),
        {code: _rounded(weights[f"signal:{code}"]) for code in codes},
        {word: _rounded(weights[f"word:{word}"]) for word in vocabulary},
    )


def _trainer() -> tuple[Any, Any, Any]:
    try:
        return (
            importlib.import_module("sklearn.linear_model"),
            importlib.import_module("sklearn.model_selection"),
            importlib.import_module("sklearn.feature_extraction"),
        )
    except ModuleNotFoundError as error:
        raise NoTrainer(
            _(
                "Training needs scikit-learn, which is not installed. Install it with: "
                "pip install --require-hashes -r requirements/train.txt"
            )
        ) from error


def _vocabulary(examples: list[Example]) -> list[str]:
    seen = Counter(word for each in examples for word in trained.words(each.statement))
    ranked = sorted(seen.items(), key=lambda pair: (-pair[1], pair[0]))
    return sorted(word for word, count in ranked[:_MOST_WORDS] if count >= _SEEN)


def _features(example: Example) -> dict[str, float]:
    return {
        "base": example.base,
        **{f"signal:{signal.code}": 1.0 for signal in example.signals},
        **{f"word:{word}": 1.0 for word in trained.words(example.statement)},
    }


def _rounded(weight: float) -> float:
    return round(float(weight), 4)


def _score(example: Example, model: trained.Model | None) -> float:
    """As the desk would see it, by the code that the desk runs."""
    if model is None:
        return signals.score(example.signals)
    found = Candidate(0, 0, "", example.statement, "", 0, example.signals, "", "")
    return trained.rescored(found, model).checkworthiness


def _counts(learning: list[Example], unseen: list[Example]) -> dict[str, dict[str, int]]:
    return {
        part: {
            "worth": sum(each.worth for each in rows),
            "not_worth": sum(not each.worth for each in rows),
        }
        for part, rows in (("learned_from", learning), ("held_out", unseen))
    }
