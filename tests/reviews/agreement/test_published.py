"""Coefficients equal to the worked examples of the papers that define them."""

from typing import Any

import pytest

from reviews import agreement

# Cohen (1968), table 1: two psychiatrists, three diagnoses, proportions; weights of the paper.
COHEN = {
    (0, 0): 0.44, (0, 1): 0.05, (0, 2): 0.01,
    (1, 0): 0.07, (1, 1): 0.20, (1, 2): 0.03,
    (2, 0): 0.09, (2, 1): 0.05, (2, 2): 0.06,
}  # fmt: skip
COHEN_WEIGHTS = ((0, 1, 3), (1, 0, 6), (3, 6, 0))

# Cohen (1960), table 2: the same agreement as frequencies of 200 patients.
COHEN_1960 = {
    (0, 0): 88, (0, 1): 14, (0, 2): 18,
    (1, 0): 10, (1, 1): 40, (1, 2): 10,
    (2, 0): 2, (2, 1): 6, (2, 2): 12,
}  # fmt: skip

# Fleiss (1971), table 1: 30 patients, 6 psychiatrists each, 5 diagnoses.
FLEISS = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)

# Krippendorff (2011), data of section C: four observers, twelve units, some not judged.
KRIPPENDORFF = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def near(value: float) -> Any:
    """To the digits that the papers print."""
    return pytest.approx(value, abs=0.0005)


def judged(*observers: str) -> list[list[int]]:
    """The values that each unit was given."""
    columns = zip(*(row.split() for row in observers), strict=True)
    return [[int(value) for value in unit if value != "."] for unit in columns]


def diagnoses() -> list[list[int]]:
    return [
        [category for category, number in enumerate(row) for _ in range(int(number))]
        for row in FLEISS.split()
    ]


def test_cohen_1960():
    assert agreement.cohen(COHEN_1960) == near(0.492)


def test_cohen_1968_plain_and_weighted():
    plain = agreement.cohen(COHEN)
    weighted = agreement.cohen(COHEN, weight=lambda i, j: COHEN_WEIGHTS[i][j])

    assert plain == near(0.492)
    assert weighted == near(0.348)


def test_fleiss_1971():
    assert agreement.fleiss(diagnoses()) == near(0.430)


def test_fleiss_1971_by_diagnosis():
    found = [agreement.fleiss_of(diagnoses(), category) for category in range(5)]

    assert found == [near(each) for each in (0.245, 0.245, 0.520, 0.471, 0.566)]


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_krippendorff_2011_with_missing_data(level, value):
    assert agreement.alpha(judged(*KRIPPENDORFF), level=level) == near(value)


def test_krippendorff_2011_binary_data_of_two_observers():
    data = judged("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")

    assert agreement.alpha(data, level="nominal") == near(0.095)


def test_krippendorff_2011_nominal_data_of_two_observers():
    data = judged("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")

    assert agreement.alpha(data, level="nominal") == near(0.692)
