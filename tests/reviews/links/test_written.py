from __future__ import annotations

import pytest

from reviews.links import written

URL = "https://site.example/report"


@pytest.mark.parametrize(
    ("fragment", "passage"),
    [
        ("", ""),
        ("#chapter-2", ""),
        ("#:~:text=", ""),
        ("#:~:text=ninety%20thousand", "ninety thousand"),
        ("#chapter-2:~:text=ninety%20thousand", "ninety thousand"),
        ("#:~:text=The%20line,the%20year", "The line … the year"),
        ("#:~:text=made-,1%2C204,-crossings", "1,204"),
        ("#:~:text=made-,The%20line,the%20year,-End", "The line … the year"),
        ("#:~:selector(x)&text=words&text=more", "words"),
        ("#:~:text=%FF%20words", "\ufffd words"),
        ("?q=:~:text=no", ""),
    ],
)
def test_a_text_fragment_names_a_passage(fragment, passage):
    assert written.passage(URL + fragment) == passage


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
