"""The script in `docs/api.md` runs as it stands, over HTTP, with the keys of two people."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from claims.models import Article
from factcheck.accounts.models import Scope
from reviews.models import Review
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = Path(settings.BASE_DIR) / "docs" / "api.md"


def test_the_whole_street_by_program(live_server: Any) -> None:
    (script,) = re.findall(r"## The whole street.*?```python\n(.*?)```", PAGE.read_text(), re.S)
    author, second = make.reviewer(), make.editor()
    names: dict[str, Any] = {
        "DESK": live_server.url,
        "REVIEWER": make.api_key(author, *Scope),
        "EDITOR": make.api_key(second, *Scope),
    }

    exec(compile(script, str(PAGE), "exec"), names)

    first, second_version = Review.objects.get().verdicts.order_by("version")
    assert Review.objects.get().status == Status.RETRACTED
    assert {(each.author, each.approver) for each in (first, second_version)} == {(author, second)}
    assert [each["claim"]["statement"] for each in names["found"]] == [names["claim"]["statement"]]
    assert (names["published"]["number"], names["corrected"]["number"]) == (1, 2)
    assert (names["corrected"]["kind"], names["retracted"]["code"]) == ("correction", "retracted")
    assert [each["kind"] for each in names["history"]][:2] == ["retracted", "moved"]
    assert Article.objects.count() == 1
