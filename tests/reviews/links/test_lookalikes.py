"""Host names that look like others."""

import pytest

from reviews.links import lookalikes


@pytest.mark.parametrize(
    ("host", "letters", "taken_for", "mixed"),
    [
        ("xn--80ak6aa92e.com", "аррӏе.com", "appie.com", False),
        ("www.xn--pple-43d.com", "www.аpple.com", "www.apple.com", True),
        ("xn--pple-43d.xn--e1afmkfd", "аpple.пример", "", True),
    ],
)
def test_a_name_that_could_be_taken_for_another_is_told_both_ways(
    host: str, letters: str, taken_for: str, mixed: bool
) -> None:
    found = lookalikes.warning(host)

    assert found == lookalikes.Lookalike(letters, host, mixed, taken_for)


@pytest.mark.parametrize(
    "host",
    [
        "apple.com",
        "127.0.0.1",
        "2001:db8::1",
        "xn--mnchen-3ya.de",  # münchen
        "xn--e1afmkfd.xn--p1ai",  # пример.рф
        "xn--fiqs8s",  # 中国
        "xn--wgv71a119e.jp",  # 日本語
        "xn--",
        "xn--a-.example",
        "xn--\x7f.example",
    ],
)
def test_other_names_are_told_nothing_about(host: str) -> None:
    assert lookalikes.warning(host) is None
