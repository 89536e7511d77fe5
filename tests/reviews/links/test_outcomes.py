from __future__ import annotations

import pytest

from factcheck import outbound
from reviews import links
from reviews.links.outcomes import FAMILIES, Family, Outcome, Reason


@pytest.mark.parametrize(
    ("outcome", "reason", "family", "strike", "alive"),
    [
        ("ok", "exact", "healthy", False, True),
        ("ok", "", "healthy", False, True),
        ("redirected", "fuzzy", "healthy", False, True),
        ("moved", "normalised", "healthy", False, True),
        ("ok", "body_capped", "unverified", False, False),
        ("ok", "content_type", "unverified", False, False),
        ("redirected", "js_required", "unverified", False, False),
        ("blocked", "forbidden", "unverified", False, False),
        ("rate_limited", "", "unverified", False, False),
        ("gone", "404", "dead_candidate", True, False),
        ("client_error", "", "dead_candidate", True, False),
        ("server_error", "", "dead_candidate", True, False),
        ("dns_dead", "", "dead_candidate", True, False),
        ("unreachable", "timeout", "dead_candidate", True, False),
        ("tls_error", "expired", "dead_candidate", True, False),
        ("redirect_error", "loop", "dead_candidate", True, False),
        ("soft_404", "sibling", "dead_candidate", True, False),
        ("drifted", "numbers", "changed", False, False),
        ("refused", "address", "never_fetched", False, False),
        ("invalid", "", "never_fetched", False, False),
    ],
)
def test_the_family_tells_what_follows(outcome, reason, family, strike, alive):
    told = (
        links.family(outcome, reason),
        links.is_strike(outcome, reason),
        links.resets_strikes(outcome, reason),
    )

    assert told == (Family(family), strike, alive)


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
