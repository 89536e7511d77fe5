from __future__ import annotations

import pytest

from reviews.links import written

URL = "https://site.example/report"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (URL, URL),
        ("https://me:pw@site.example/report", URL),
        ("https://token@site.example/report", URL),
        (" ht\ntps:\\\\me:p@w@site.example/report ", "https:\\\\site.example/report"),
        ("https://site.example/a@b", "https://site.example/a@b"),
        ("nonsense", "nonsense"),
    ],
)
def test_credentials_are_not_shown(url, shown):
    assert written.as_written(url) == shown
