"""Has this been said before? Claims are compared in the background; people decide."""

from claims.matching.sweeping import METHOD, Report, digest, match, sweep

__all__ = ["METHOD", "Report", "digest", "match", "sweep"]
