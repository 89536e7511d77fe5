"""A model applied: plain sums, so that the score is still the sum of its signals."""

from dataclasses import replace

import pytest

from claims.splitting import signals, split, trained
from claims.splitting.trained import Model

(FOUND,) = split("The mine lost 300 jobs in 2019.", language="en")
MODEL = Model(3, 0.5, 1.0, {"number": -0.25}, {"mine": 1.0, "jobs": 0.5, "lost": -2.0, "elk": 9.0})


def mark(found: object) -> tuple[float, str]:
    (signal,) = [s for s in found.signals if s.code == "desk_model"]  # type: ignore[attr-defined] # a candidate
    return signal.weight, signal.text


def test_what_the_model_adds_is_one_signal_with_the_words_that_moved_it() -> None:
    assert mark(trained.rescored(FOUND, MODEL)) == (-0.25, "v3, lost")
    assert mark(trained.rescored(FOUND, replace(MODEL, intercept=2.0))) == (1.25, "v3, mine, jobs")


def test_the_score_is_still_the_sum_of_its_signals() -> None:
    found = trained.rescored(FOUND, MODEL)

    assert found.checkworthiness == signals.score(found.signals)
    assert [s for s in found.signals if s.code != "desk_model"] == list(FOUND.signals)


def test_scoring_again_replaces_the_earlier_models_signal() -> None:
    twice = trained.rescored(trained.rescored(FOUND, MODEL), MODEL)

    assert twice == trained.rescored(FOUND, MODEL)


def test_no_model_moves_a_score_beyond_all_sense() -> None:
    weight, _ = mark(trained.rescored(FOUND, replace(MODEL, intercept=1e300)))

    assert weight == 5.0


def test_a_model_is_read_back_as_it_was_stored() -> None:
    assert trained.from_json(3, trained.as_json(MODEL)) == MODEL


@pytest.mark.parametrize("missing", ["intercept", "base", "signals", "words", "format"])
def test_a_model_without_a_part_is_refused(missing: str) -> None:
    values = {key: value for key, value in trained.as_json(MODEL).items() if key != missing}

    with pytest.raises(trained.UnreadableModel):
        trained.from_json(3, values)
