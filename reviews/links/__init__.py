"""What a source link answered, and what became of the quote. This seam needs no Django.

`inspect` looks at one link through a shared `outbound.Client`; `inspect_now` does it from a view.
"""

from reviews.links.comparing import difference
from reviews.links.inspection import inspect, inspect_now
from reviews.links.matches import Kind, Match
from reviews.links.observing import Observation
from reviews.links.outcomes import Family, Outcome, Reason, family, is_strike
from reviews.links.quotes import locate

__all__ = [
    "Family",
    "Kind",
    "Match",
    "Observation",
    "Outcome",
    "Reason",
    "difference",
    "family",
    "inspect",
    "inspect_now",
    "is_strike",
    "locate",
]
