"""The rules of the desk, for programs."""

import pytest

from factcheck.accounts.models import Scope
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


def test_the_rules_name_each_rating_and_what_policy_asks() -> None:
    make.policy(votes=2)

    _status, rules = calls.get(calls.with_key(make.reviewer(), Scope.READ), "rules/")

    assert rules["policy"]["votes"] == 2
    assert [each["word"] for each in rules["scale"]["ratings"]][:2] == ["False", "Mostly false"]


def test_the_rules_are_for_those_who_work_here() -> None:
    status, _refused = calls.get(calls.with_key(make.reviewer(), Scope.CLAIMS), "rules/")

    assert status == 403
