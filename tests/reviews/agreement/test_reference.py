"""Coefficients equal to those of the libraries of the field, on any data; and degenerate data."""

import math
from collections import Counter

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped] # has no types
from statsmodels.stats.inter_rater import fleiss_kappa  # type: ignore[import-untyped] # none

from reviews import agreement

VALUES = st.integers(1, 5)
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=2, max_size=40)
SAME_NUMBER = st.integers(2, 5).flatmap(
    lambda n: st.lists(st.lists(VALUES, min_size=n, max_size=n), min_size=2, max_size=25)
)
GAPPED = st.lists(
    st.lists(st.one_of(st.none(), VALUES), min_size=4, max_size=4), min_size=2, max_size=25
)
FEW = settings(max_examples=80, deadline=None, derandomize=True)


@FEW
@given(PAIRS)
@pytest.mark.parametrize("weight", ["nominal", "linear", "quadratic"])
def test_cohen_as_in_scikit_learn(weight, pairs):
    assume(len({value for pair in pairs for value in pair}) > 1)
    one, other = zip(*pairs, strict=True)
    named = None if weight == "nominal" else weight

    expected = cohen_kappa_score(one, other, labels=[1, 2, 3, 4, 5], weights=named)
    found = agreement.cohen(pairs, weight=agreement.WEIGHTS[weight])

    assert found == pytest.approx(expected)


@FEW
@given(SAME_NUMBER)
def test_fleiss_as_in_statsmodels(units):
    table = np.array([[unit.count(value) for value in range(1, 6)] for unit in units])
    assume((table.sum(axis=0) > 0).sum() > 1)

    assert agreement.fleiss(units) == pytest.approx(fleiss_kappa(table))


@FEW
@given(GAPPED)
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_alpha_as_in_the_krippendorff_library(level, rows):
    units = [[value for value in row if value is not None] for row in rows]
    pairable = {value for unit in units if len(unit) > 1 for value in unit}
    assume(len(pairable) > 1)
    data = np.array([[math.nan if v is None else v for v in row] for row in rows], dtype=float).T

    expected = krippendorff.alpha(reliability_data=data, level_of_measurement=level)

    assert agreement.alpha(units, level=level) == pytest.approx(expected)


@FEW
@given(SAME_NUMBER, st.integers(1, 5))
def test_agreement_on_one_category_is_that_on_choosing_it_or_not(units, category):
    two = [[int(value == category) for value in unit] for unit in units]

    assert agreement.fleiss_of(units, category) == pytest.approx(agreement.fleiss(two))


@pytest.mark.parametrize("units", [[], [[1], [2]], [[3, 3], [3, 3]]])
def test_alpha_is_undefined_where_nothing_can_disagree(units):
    assert agreement.alpha(units) is None


@pytest.mark.parametrize("units", [[], [[3, 3], [3, 3]]])
def test_fleiss_is_undefined_where_nothing_can_disagree(units):
    assert (agreement.fleiss(units), agreement.fleiss_of(units, 3)) == (None, None)


@pytest.mark.parametrize("pairs", [[], [(3, 3), (3, 3)]])
def test_cohen_is_undefined_where_nothing_can_disagree(pairs):
    assert agreement.cohen(pairs) is None


@pytest.mark.parametrize("units", [[[1, 2], [1, 2, 3]], [[1], [2]]])
def test_fleiss_refuses_units_of_different_size_or_of_one_rater(units):
    with pytest.raises(ValueError, match="same number of raters"):
        agreement.fleiss(units)


def test_all_agree_and_all_disagree():
    assert agreement.alpha([[1, 1], [5, 5]]) == 1
    assert agreement.fleiss([[1, 1], [5, 5]]) == 1
    assert agreement.cohen([(1, 1), (5, 5)]) == 1
    assert agreement.cohen([(1, 5), (5, 1)]) == -1


def test_the_same_votes_give_the_same_interval():
    units = [(1, 2), (2, 2), (3, 3), (1, 1), (4, 5), (5, 5), (2, 3), (4, 4)]

    one, again = (agreement.interval(units, agreement.alpha) for _ in range(2))

    assert one == again
    bounds = [each for each in (one.low, one.value, one.high) if each is not None]
    assert (len(bounds), sorted(bounds)) == (3, bounds)


def test_the_interval_covers_what_a_slower_bootstrap_covers():
    """Drawn unit by unit with numpy: the bounds differ by no more than chance allows."""
    generator = np.random.default_rng(7)
    units = [tuple(generator.integers(1, 4, 3)) for _ in range(40)]
    drawn = [
        agreement.alpha([units[at] for at in generator.integers(0, 40, 40)], level="nominal") or 0
        for _ in range(2_000)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])

    found = agreement.interval(
        units, lambda known: agreement.alpha(known, level="nominal"), draws=2_000
    )

    assert [found.low, found.high] == pytest.approx([low, high], abs=0.03)


@pytest.mark.parametrize(
    ("units", "value"),
    [([], None), ([(1, 1), (1, 1)], None), ([(1, 2)], 0.0), ([(1, 1), (1, 1), (1, 2)], 0.0)],
)
def test_no_interval_is_told_where_few_draws_are_defined(units, value):
    found = agreement.interval(units, lambda known: agreement.alpha(known, level="nominal"))

    assert (found.value, found.low, found.high, found.units) == (value, None, None, len(units))


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=30), st.floats(0, 1))
@FEW
def test_quantiles_as_in_numpy(values, share):
    from_us = agreement.bootstrap.quantile(sorted(values), share)

    assert from_us == pytest.approx(float(np.quantile(values, share)))


def test_patterns_and_units_are_one_thing():
    units = [[1, 2, 2], [3, 3, 3], [1, 2, 2]]
    patterns = Counter(map(tuple, units))

    assert agreement.alpha(units) == agreement.alpha(patterns)
    assert agreement.fleiss(units) == agreement.fleiss(patterns)
