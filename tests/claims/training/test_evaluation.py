"""The measures, against figures worked out by hand."""

import pytest

from claims.training import evaluation
from claims.training.evaluation import Scored

ROWS = [Scored(0.9, True), Scored(0.8, False), Scored(0.6, True), Scored(0.2, False)]


def test_average_precision_is_the_mean_of_the_precisions_at_each_hit() -> None:
    assert evaluation.average_precision(ROWS) == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_ties_count_against_the_score() -> None:
    tied = [Scored(0.5, True), Scored(0.5, False)]

    assert evaluation.average_precision(tied) == 0.5


def test_f1_is_of_scores_from_a_half_up() -> None:
    assert evaluation.f1(ROWS) == pytest.approx(2 * 2 / (3 + 2))


def test_calibration_compares_each_fifth_with_what_it_holds() -> None:
    assert evaluation.reliability(ROWS) == [
        {"from": 0.2, "rows": 1, "score": 0.2, "share": 0.0},
        {"from": 0.6, "rows": 1, "score": 0.6, "share": 1.0},
        {"from": 0.8, "rows": 2, "score": 0.85, "share": 0.5},
    ]
    assert evaluation.calibration_error(ROWS) == pytest.approx((0.2 + 0.4 + 2 * 0.35) / 4)


def test_intervals_hold_the_value_and_are_the_same_each_time() -> None:
    first, second = evaluation.report(ROWS * 20), evaluation.report(ROWS * 20)
    measured = first["average_precision"]

    assert first == second
    assert isinstance(measured, list)
    assert measured[1] < measured[0] < measured[2]


def test_nothing_worth_a_check_is_no_division_by_zero() -> None:
    rows = [Scored(0.2, False)]

    assert (evaluation.average_precision(rows), evaluation.f1(rows)) == (0.0, 0.0)
