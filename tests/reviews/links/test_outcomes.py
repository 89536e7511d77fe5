from __future__ import annotations

import pytest

from factcheck import outbound
from reviews import links
from reviews.links.outcomes import FAMILIES, Family, Outcome, Reason


@pytest.mark.parametrize(
    ("outcome", "reason", "family", "strike"),
    [
        ("ok", "exact", "healthy", False),
        ("ok", "", "healthy", False),
        ("redirected", "fuzzy", "healthy", False),
        ("moved", "normalised", "healthy", False),
        ("ok", "body_capped", "unverified", False),
        ("ok", "content_type", "unverified", False),
        ("redirected", "js_required", "unverified", False),
        ("blocked", "forbidden", "unverified", False),
        ("rate_limited", "", "unverified", False),
        ("gone", "404", "dead_candidate", True),
        ("client_error", "", "dead_candidate", True),
        ("server_error", "", "dead_candidate", True),
        ("dns_dead", "", "dead_candidate", True),
        ("unreachable", "timeout", "dead_candidate", True),
        ("tls_error", "expired", "dead_candidate", True),
        ("redirect_error", "loop", "dead_candidate", True),
        ("soft_404", "sibling", "dead_candidate", True),
        ("drifted", "numbers", "changed", False),
        ("refused", "address", "never_fetched", False),
        ("invalid", "", "never_fetched", False),
    ],
)
def test_the_family_tells_what_follows(outcome, reason, family, strike):
    told = (links.family(outcome, reason), links.is_strike(outcome, reason))

    assert told == (Family(family), strike)


def test_every_outcome_has_a_family():
    assert set(FAMILIES) == set(Outcome)


@pytest.mark.parametrize(("outcome", "reason"), [("broken", ""), ("ok", "because")])
def test_words_outside_the_vocabulary_are_errors(outcome, reason):
    with pytest.raises(ValueError, match="is not a valid"):
        links.family(outcome, reason)


def test_the_words_of_the_door_are_words_of_ours():
    spoken = {
        str(reason)
        for kind in (
            outbound.RefusalReason,
            outbound.UnreachableReason,
            outbound.TlsReason,
            outbound.RedirectReason,
        )
        for reason in kind
    }

    assert spoken <= {str(reason) for reason in Reason}
