"""The script in `docs/api.md` runs as it stands, over HTTP, with the keys of two people."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

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

    verdict = Review.objects.get().verdicts.get()
    assert Review.objects.get().status == Status.PUBLISHED
    assert (verdict.author, verdict.approver) == (author, second)
    assert [each["claim"]["statement"] for each in names["found"]] == [names["claim"]["statement"]]
