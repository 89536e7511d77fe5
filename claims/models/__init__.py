"""What was said: articles and the claims anchored in them."""

from claims.models.article import Article, Origin
from claims.models.change import Change, ChangeKind
from claims.models.claim import Attribution, Claim, Kind, Status

__all__ = ["Article", "Attribution", "Change", "ChangeKind", "Claim", "Kind", "Origin", "Status"]
